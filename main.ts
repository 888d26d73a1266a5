/** The cdk8s app: reads config/, renders and checks everything, publishes dist/ (design: docs/decisions/0003). */
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Console } from './lib/cli/console';
import { runSynth } from './lib/cli/commands/synth';
import { EXIT } from './lib/cli/exit-code';
import { runObjectsOnly } from './lib/cli/objects-only';

/** What `output` says in cdk8s.yaml. */
const SCRATCH = '.cdk8s.out';

const console = new Console();
const asked = process.env['CDK8S_OUTDIR'];

if (asked === undefined || path.resolve(asked) === path.resolve(SCRATCH)) {
  process.exitCode = runSynth({ config: 'config', out: 'dist' }, console);
  if (asked !== undefined && process.exitCode === EXIT.done) {
    mkdirSync(asked, { recursive: true });
    cpSync('dist', asked, { recursive: true });
  }
} else {
  process.exitCode = runObjectsOnly({ config: 'config', out: asked }, console);
}
