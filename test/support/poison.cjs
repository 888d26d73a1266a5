/**
 * For `node --require`: whatever differs from run to run, or from machine to machine, ends the process. The names of
 * the environment variables that were read go to the file that HUBSYNTH_TEST_READS names.
 */
const childProcess = require('node:child_process');
const crypto = require('node:crypto');
const dns = require('node:dns');
const { writeFileSync } = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const os = require('node:os');

const write = process.stderr.write.bind(process.stderr);
const fail = (what) => () => {
  write(`poisoned: ${what}\n`);
  process.reallyExit(99);
};

function poison(object, name, what) {
  for (const method of Object.keys(what))
    Object.defineProperty(object, method, { value: fail(`${name}.${method}`) });
}

const { HUBSYNTH_TEST_READS } = process.env;
const reads = new Set();
Object.defineProperty(process, 'env', {
  value: new Proxy(process.env, {
    get: (target, name) => {
      reads.add(String(name));
      return target[name];
    },
    has: (target, name) => {
      reads.add(String(name));
      return name in target;
    },
    ownKeys: fail('all of process.env'),
  }),
});
process.on('exit', () => {
  if (HUBSYNTH_TEST_READS) writeFileSync(HUBSYNTH_TEST_READS, JSON.stringify([...reads].sort()));
});

poison(Math, 'Math', { random: 1 });
poison(Date, 'Date', { now: 1 });
poison(crypto, 'crypto', {
  randomBytes: 1,
  randomUUID: 1,
  randomInt: 1,
  randomFillSync: 1,
});
poison(performance, 'performance', { now: 1 });
poison(process, 'process', { hrtime: 1, uptime: 1, getuid: 1 });
poison(os, 'os', {
  hostname: 1,
  userInfo: 1,
  homedir: 1,
  cpus: 1,
  networkInterfaces: 1,
  release: 1,
  uptime: 1,
});
poison(dns, 'dns', { lookup: 1, resolve: 1 });
poison(net, 'net', { connect: 1, createConnection: 1 });
poison(http, 'http', { request: 1, get: 1 });
poison(https, 'https', { request: 1, get: 1 });
poison(childProcess, 'childProcess', { spawn: 1, spawnSync: 1, exec: 1, execSync: 1, execFileSync: 1 });
Object.defineProperty(globalThis, 'fetch', { value: fail('fetch') });

const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args) => (args.length === 0 ? fail('new Date()')() : new target(...args)),
  apply: fail('Date()'),
});
