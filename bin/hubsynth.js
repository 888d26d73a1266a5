#!/usr/bin/env node
// The built program; `npm ci` builds it.
const { existsSync } = require('node:fs');
const path = require('node:path');

const built = path.join(__dirname, '..', 'build', 'cli.js');
if (existsSync(built)) {
  require(built);
} else {
  process.stderr.write('hubsynth is not built: run `npm run build` (npm ci --ignore-scripts skips it).\n');
  process.exitCode = 2;
}
