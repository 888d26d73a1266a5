/** Bundles what runs: loading one file is faster than loading four hundred, and the check of it is quick. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const result = await build({
  absWorkingDir: root,
  entryPoints: { main: 'main.ts', cli: 'lib/cli/bin.ts', index: 'lib/index.ts' },
  outdir: 'build',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifySyntax: true,
  minifyWhitespace: true,
  // Two copies of `yaml` (ours and that of cdk8s) would be loaded otherwise.
  alias: { yaml: `${root}node_modules/yaml` },
  metafile: true,
  logLevel: 'warning',
});
const { writeFileSync } = await import('node:fs');
writeFileSync(`${root}build/meta.json`, JSON.stringify(result.metafile));
