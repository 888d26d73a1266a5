/** Commands that talk to systems, as far as they get without one. What they do there: test/hub. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folder, hubsynth } from '../support/program';

const HUB = `host: lab.example.com
login: { keycloak: { url: http://127.0.0.1:9, allow: { all: true } } }
secrets: {}
vault: { address: http://127.0.0.1:9 }
mcp: {}
adminService: {}
`;

function project(hubs: Readonly<Record<string, string>>): string {
  const root = folder();
  mkdirSync(path.join(root, 'config'));
  for (const [name, text] of Object.entries(hubs))
    writeFileSync(path.join(root, 'config', `${name}.yaml`), `name: ${name}\nnamespace: ${name}\n${text}`);
  return root;
}

const COMMANDS: readonly (readonly [string, string, readonly string[]])[] = [
  ['keycloak', 'client', []],
  ['mcp', 'config', ['alice']],
  ['mcp', 'status', ['alice']],
  ['secrets', 'check', []],
  ['secrets', 'init', []],
  ['token', 'create', ['alice']],
  ['vault', 'check', []],
  ['vault', 'setup', []],
  ['vault', 'token', []],
];

test.each(COMMANDS)('%s %s says what it does, and with which status it ends', (noun, verb) => {
  const { status, stdout } = hubsynth([noun, verb, '--help'], folder());
  expect(status).toBe(0);
  expect(stdout).toContain(`Usage: hubsynth ${noun} ${verb}`);
  expect(stdout).toContain('Exit status: 0');
  // Neither a token nor a password is ever an argument.
  expect(stdout).not.toMatch(/--(token|password) <(?!file)/);
});

test.each(COMMANDS)('%s %s wants to know which of several hubs', (noun, verb, rest) => {
  const root = project({ a: HUB, b: HUB });
  const which = hubsynth([noun, verb, ...rest], root);
  expect([which.status, which.stderr]).toEqual([2, expect.stringContaining('There are several hubs: a, b.')]);
  const none = hubsynth([noun, verb, ...rest, '--hub', 'c', '--json'], root);
  expect(none.status).toBe(2);
  expect(JSON.parse(none.stdout)).toMatchObject({ ok: false, diagnostics: [{ code: 'CFG_NO_HUB' }] });
});

test.each(COMMANDS)('%s %s stops at a config that is wrong', (noun, verb, rest) => {
  const { status, stderr } = hubsynth([noun, verb, ...rest], project({ a: `${HUB}vualt: {}\n` }));
  expect([status, stderr]).toEqual([
    2,
    expect.stringContaining('config/a.yaml:9:1: error SCHEMA_UNKNOWN_KEY'),
  ]);
});

const ASKING = COMMANDS.filter((each) => each[2].length === 0);

test.each(ASKING)('%s %s asks nobody where nobody is', (noun, verb) => {
  const more = noun === 'secrets' ? ['--no-cluster'] : [];
  const { status, stderr } = hubsynth([noun, verb, ...more], project({ a: HUB }));
  expect([status, stderr]).toEqual([2, expect.stringContaining('nobody can be asked here')]);
});

test('a hub without the section is told so', () => {
  const without = HUB.replace(/^vault.*$/m, '')
    .replace('keycloak:', 'oidc:')
    .replace('url:', 'clientId: a, issuer:');
  const root = project({ a: without.replace('allow:', 'discovery: true, allow:') });
  for (const command of [
    ['vault', 'setup'],
    ['keycloak', 'client'],
  ]) {
    const { status, stderr } = hubsynth(command, root);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/a has no (section vault|login.keycloak)/)]);
  }
});

test('a system that does not answer is status 3', () => {
  const root = project({ a: HUB });
  writeFileSync(path.join(root, 'token'), 'x\n');
  for (const command of [
    ['vault', 'setup', '--token-file', 'token'],
    ['keycloak', 'client', '--check', '--password-file', 'token'],
  ]) {
    const { status, stderr } = hubsynth(command, root);
    expect([status, stderr]).toEqual([3, expect.stringContaining('error SYSTEM_UNREACHABLE')]);
  }
});
