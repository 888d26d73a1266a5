/** The cdk8s app: reads config/, renders and checks everything, publishes dist/ (design: docs/decisions/0003). */
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { runSynth } from './lib/cli/commands/synth';
import { Console } from './lib/cli/console';
import { EXIT } from './lib/cli/exit-code';
import { guarded } from './lib/cli/guarded';
import { runObjectsOnly } from './lib/cli/objects-only';
import { withoutStacks } from './lib/output/failure';

/** What `output` says in cdk8s.yaml. */
const SCRATCH = '.cdk8s.out';

const console = new Console();
const asked = process.env['CDK8S_OUTDIR'];

process.exitCode = guarded(console, () => {
  if (asked !== undefined && path.resolve(asked) !== path.resolve(SCRATCH)) {
    return runObjectsOnly({ config: 'config', out: asked, published: 'dist' }, console);
  }
  const status = runSynth({ config: 'config', out: 'dist' }, console);
  if (asked !== undefined && status === EXIT.done) {
    withoutStacks(
      asked,
      () => 'dist/ is complete.',
      () => {
        mkdirSync(asked, { recursive: true });
        cpSync('dist', asked, { recursive: true });
      },
    );
  }
  return status;
});
