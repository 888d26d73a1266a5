/** Runs a built program once on a real hub, and keeps what V8 compiled on the way. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const [name] = process.argv.slice(2);
const folder = mkdtempSync(path.join(os.tmpdir(), 'hubsynth-compile-'));
try {
  mkdirSync(path.join(folder, 'config'));
  cpSync(`${root}bench/hub.yaml`, path.join(folder, 'config', 'hub.yaml'));
  process.chdir(folder);
  process.argv = [process.execPath, name, 'synth'];
  const script = require('../bin/load.js')(name);
  // Nothing is kept of a run that failed.
  if (script && !process.exitCode) writeFileSync(`${root}build/${name}.js.cache`, script.createCachedData());
} finally {
  process.chdir(root);
  rmSync(folder, { recursive: true, force: true });
}
