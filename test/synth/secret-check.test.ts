/** Secrets that slipped into the output: where they are told, how loud, and that none is ever shown. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { scanObject } from '../../lib/checks/secrets/scan';
import { secretsIn } from '../../lib/checks/secrets/text';
import { HUB_CODE } from '../../lib/constructs/hub/code.generated';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic';
import type { JsonObject } from '../../lib/document/json';
import { synthesizeFleet } from '../../lib/synth/fleet';
import { renderValues } from '../../lib/synth/render';
import { hub } from '../support/fleet';
import { folder, ROOT } from '../support/program';

const KEY = '3f9a1c07b2d84e65a0f71c9382be4d560c7a19e2f4b8d3056e1a97c2480bfd63';

const suspected = (all: readonly Diagnostic[]) => all.filter(({ code }) => code === 'SECRET_SUSPECTED');
const places = (all: readonly Diagnostic[]) =>
  suspected(all).map(({ severity, path: at, position }) => `${position?.line}: ${severity} ${at}`);

const synth = (values: string, head = '') =>
  synthesizeFleet({ config: folder({ 'lab.yaml': hub('lab', head) + values }), nameOf: path.basename })
    .diagnostics;

function render(values: string, strict: boolean): readonly Diagnostic[] {
  const file = path.join(folder({ 'values.yaml': values }), 'values.yaml');
  const release = { name: 'hub', namespace: 'jupyter' };
  return renderValues({ files: [file], nameOf: path.basename, release, strict, fixed: false }).diagnostics;
}

// What follows the hub's login goes on below jupyterhub.hub where it is indented by four.
test.each<[string, string, string]>([
  ['a variable', `    extraEnv: { A: x, B: ${KEY} }\n`, '8: error jupyterhub.hub.extraEnv.B'],
  ['an annotation', `    annotations: { a/b: ${KEY} }\n`, '8: error jupyterhub.hub.annotations["a/b"]'],
  [
    'code',
    `    extraConfig:\n      a: |\n        c.X.y = "${KEY}"\n`,
    '9: error jupyterhub.hub.extraConfig.a',
  ],
  [
    "users' own variables",
    `  singleuser:\n    extraEnv:\n      AWS_SECRET_ACCESS_KEY: ${KEY.slice(0, 20)}\n`,
    '10: error jupyterhub.singleuser.extraEnv.AWS_SECRET_ACCESS_KEY',
  ],
  [
    'a file',
    `  singleuser:\n    extraFiles:\n      f: { mountPath: /f, stringData: "key ${KEY}" }\n`,
    '10: error jupyterhub.singleuser.extraFiles.f.stringData',
  ],
  [
    'a profile',
    `  singleuser:\n    profileList:\n      - display_name: A\n        kubespawner_override: { environment: { K: ${KEY} } }\n`,
    '11: error jupyterhub.singleuser.profileList[0].kubespawner_override.environment.K',
  ],
  [
    'an argument of a container',
    `  singleuser:\n    extraContainers:\n      - { name: a, image: b, args: [--token, ${KEY}] }\n`,
    '10: error jupyterhub.singleuser.extraContainers[0].args[1]',
  ],
])('%s', (_what, values, expected) => {
  expect(places(synth(values))).toEqual([expected]);
});

test('no message shows more than its beginning', () => {
  const text = JSON.stringify(synth(`  singleuser:\n    extraEnv: { K: ${KEY} }\n`));
  expect(text).toContain('3f9');
  expect(text).not.toContain(KEY.slice(0, 5));
  const short = JSON.stringify(synth(`  singleuser:\n    extraEnv: { PASSWORD: Winter2023 }\n`));
  expect(short).toContain('SECRET_SUSPECTED');
  expect(short).not.toContain('Win');
});

test('one message for a secret that is rendered several times', () => {
  const [found, ...others] = suspected(synth(`  singleuser:\n    extraEnv: { K: ${KEY} }\n`));
  expect(others).toEqual([]);
  expect(found?.message).toMatch(
    /^ConfigMap hub, data\["traits.yaml"\], line \d+ \(and in 1 more place\): this/,
  );
});

test('an exception has a reason', () => {
  const allowed =
    'checks: { allow: [{ code: SECRET_SUSPECTED, path: jupyterhub.singleuser.extraEnv.K, reason: public }] }\n';
  expect(suspected(synth(`  singleuser:\n    extraEnv: { K: ${KEY} }\n`, allowed))).toEqual([]);
  expect(places(synth(`  singleuser:\n    extraEnv: { K: a, L: ${KEY} }\n`, allowed))).toHaveLength(1);
});

test('bare values are rendered all the same, strictly or not; what was lifted out is gone', () => {
  const values = `singleuser: { extraEnv: { K: ${KEY} } }\nproxy: { secretToken: ${KEY.replace('3f9', 'aaa')} }\n`;
  for (const strict of [false, true])
    expect(places(render(values, strict))).toEqual(['1: warning singleuser.extraEnv.K']);
});

test('our own code and the committed output hold none', () => {
  expect(Object.values(HUB_CODE).flatMap((text) => secretsIn(text, ''))).toEqual([]);
  const outputs = ['dist', ...readdirSync(path.join(ROOT, 'examples')).map((name) => `examples/${name}/dist`)]
    .map((name) => path.join(ROOT, name))
    .filter((name) => existsSync(name));
  const objects = outputs.flatMap((output) =>
    readdirSync(output, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => parse(readFileSync(path.join(output, name), 'utf8')) as JsonObject),
  );
  expect(objects.length).toBeGreaterThan(60);
  expect(objects.flatMap((object) => scanObject(object))).toEqual([]);
});
