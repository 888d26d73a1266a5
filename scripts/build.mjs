/**
 * Bundles what runs, and has V8 compile it ahead: loading one file is faster than loading four hundred.
 * Does nothing when no source is newer than the bundle, so that it can stand before every synth.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const META = `${root}build/meta.json`;
const PROGRAMS = {
  main: 'main.ts',
  cli: 'lib/cli/bin.ts',
  index: 'lib/index.ts',
  'day-two': 'lib/cli/day-two/commands.ts',
};
/** Programs that run often enough for a compilation ahead. */
const COMPILED = ['main', 'cli'];

function isFresh() {
  if (!existsSync(META)) return false;
  const built = statSync(META).mtimeMs;
  const { inputs, outputs } = JSON.parse(readFileSync(META, 'utf8'));
  const files = [...Object.keys(inputs), 'scripts/build.mjs', 'package.json'];
  const newer = files.some(
    (file) => (statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > built,
  );
  return !newer && Object.keys(outputs).every((file) => existsSync(path.join(root, file)));
}

if (!isFresh()) {
  // Before anything else: an old compilation must never meet a new bundle.
  for (const name of COMPILED) rmSync(`${root}build/${name}.js.cache`, { force: true });
  rmSync(META, { force: true });
  const { build } = await import('esbuild');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: PROGRAMS,
    outdir: 'build',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    // Two copies of `yaml` (ours and that of cdk8s) would be loaded otherwise.
    alias: { yaml: `${root}node_modules/yaml` },
    metafile: true,
    logLevel: 'warning',
  });
  for (const name of COMPILED)
    spawnSync(process.execPath, [`${root}scripts/compile.mjs`, name], { stdio: 'ignore' });
  writeFileSync(META, JSON.stringify(metafile));
}
