import { checkManifest, NEWEST, OLDEST, type Violation } from '../../../lib/checks/kubernetes';
import { fieldsOf } from '../../../lib/checks/kubernetes/data';
import { ruledDefinitions } from '../../../lib/checks/kubernetes/rules';
import { ENUMS } from '../../../lib/checks/kubernetes/rules/enum-values';
import type { Json, JsonObject } from '../../../lib/document/json';
import { showPath, valueAt } from '../../../lib/document/path';
import { CASES, type Case, made } from './cases';
import { MANIFESTS, manifest } from './manifests';

const pod = ['spec', 'template', 'spec'];
const hub = [...pod, 'containers', 0];

const show = ({ kind, path, value }: Case) =>
  `${kind} ${showPath(path)} = ${(JSON.stringify(value) ?? 'absent').slice(0, 40)}`;

function only(one: Case): Violation {
  const [found, ...more] = checkManifest(made(one));
  expect(more).toEqual([]);
  if (!found) throw new Error('nothing was found');
  return found;
}

const change = (path: Case['path'], value: Json | undefined): Violation =>
  only({ kind: 'Deployment', path, value });

test('the oldest version is what the chart asks for', () => {
  expect(OLDEST).toBe(28);
  expect(NEWEST).toBeGreaterThanOrEqual(37);
});

test.each(MANIFESTS.map((each) => [each['kind'], each]))('a good %s is right', (_kind, each) => {
  expect(checkManifest(each as JsonObject)).toEqual([]);
});

test.each(CASES.filter((each) => !each.problem).map((each) => [show(each), each] as const))(
  '%s is right',
  (_, each) => {
    expect(checkManifest(made(each))).toEqual([]);
  },
);

test.each(CASES.flatMap((each) => (each.problem ? [[show(each), each.problem, each] as const] : [])))(
  '%s: %s',
  (_, problem, each) => {
    const subject = made(each);
    const found = checkManifest(subject);
    expect(found.map((violation) => violation.problem)).toContain(problem);
    for (const { path, container, key, message } of found) {
      expect(container).toBe(valueAt(subject, path.slice(0, -1)));
      expect(key).toBe(path.at(-1));
      expect(message).toMatch(/^\S.*\.$/s);
    }
  },
);

test('a message names the field, its value and the rule', () => {
  expect(change([...hub, 'resourcess'], {})).toMatchObject({
    path: [...hub, 'resourcess'],
    message: 'spec.template.spec.containers[0].resourcess is not a field of Container.',
    hint: 'did you mean resources?',
  });
  expect(change(['spec', 'replicas'], '2')).toMatchObject({
    message: 'spec.replicas is "2"; it has to be an integer.',
    hint: 'write it without quotes',
  });
});

test('hints see through case, separators and wrong levels', () => {
  expect(change([...hub, 'image_pull_policy'], 'Always').hint).toBe('did you mean imagePullPolicy?');
  expect(change([...hub, 'ImagePullPolicy'], 'Always').hint).toBe('did you mean imagePullPolicy?');
  expect(change([...pod, 'livenessProbe'], {}).hint).toBe('it belongs below containers');
  expect(change([...hub, 'revisionHistoryLimit'], 1).hint).toBe('it belongs to the DeploymentSpec above');
  expect(change([...hub, 'imagePullPolicy'], 'ifnotpresent').hint).toBe('did you mean IfNotPresent?');
  expect(change([...hub, 'volumeMounts', 0, 'name'], 'confg').hint).toBe('did you mean config?');
});

test('a field that only some versions have says since when', () => {
  const found = change([...pod, 'hostnameOverride'], 'a');
  expect(found.message).toBe(
    'spec.template.spec.hostnameOverride is not a field of PodSpec in Kubernetes 1.28.',
  );
  expect(found.hint).toMatch(/^known since Kubernetes 1\.34: /);
  const newer = made({ kind: 'Deployment', path: [...pod, 'hostnameOverride'], value: 'a' });
  expect(checkManifest(newer, { oldest: 34, newest: NEWEST })).toEqual([]);
});

test('a value that only some versions take is refused where the oldest does not', () => {
  const newer = made({ kind: 'Deployment', path: [...pod, 'tolerations', 0, 'operator'], value: 'Lt' });
  expect(checkManifest(newer).map((each) => each.hint)).toEqual(['known since Kubernetes 1.35']);
  expect(checkManifest(newer, { oldest: 35, newest: NEWEST })).toEqual([]);
});

test('names of variables and Services are as free as the oldest version allows', () => {
  const variable = made({ kind: 'Deployment', path: [...hub, 'env', 0, 'name'], value: '1 A' });
  expect(checkManifest(variable, { oldest: 32, newest: NEWEST })).toEqual([]);
  const service = made({ kind: 'Service', path: ['metadata', 'name'], value: '0proxy' });
  expect(checkManifest(service, { oldest: 36, newest: NEWEST })).toEqual([]);
});

test('a version beyond the data is judged by the nearest one', () => {
  const newer = made({ kind: 'Deployment', path: [...pod, 'hostnameOverride'], value: 'a' });
  expect(checkManifest(newer, { oldest: 99, newest: 120 })).toEqual([]);
  expect(checkManifest(newer, { oldest: 1, newest: 2 })).toHaveLength(1);
});

test('what both versions find is said once', () => {
  const [path, value] = [['spec', 'resources', 'requests', 'storage'], true];
  expect(only({ kind: 'PersistentVolumeClaim', path, value }).problem).toBe('type');
});

test('a kind that is not known is one violation, with the version that was meant', () => {
  const [found, ...more] = checkManifest({ ...manifest('Deployment'), apiVersion: 'v1' });
  expect(more).toEqual([]);
  expect(found).toMatchObject({ problem: 'unknown-kind', hint: 'did you mean apiVersion: apps/v1?' });
  const route = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'TCPRoute', metadata: {} };
  expect(checkManifest(route).map((each) => each.problem)).toEqual(['unknown-kind']);
});

test('no message prints what may be a secret', () => {
  const secret = 'hunter2';
  const cases: Case[] = [
    { kind: 'Secret', path: ['data', 'token'], value: `${secret}!` },
    { kind: 'Secret', path: ['data', 'token'], value: [secret] },
    { kind: 'Secret', path: ['data'], value: secret },
    { kind: 'Secret', path: ['stringData', 'token'], value: { secret } },
    { kind: 'Secret', path: [secret.slice(0, 3), 'x'], value: secret },
    { kind: 'Deployment', path: [...hub, 'env'], value: [{ name: 'A', value: { [secret]: secret } }] },
    { kind: 'Deployment', path: [...hub, 'env', 0, 'values'], value: secret },
    { kind: 'Deployment', path: [...hub, 'args'], value: secret },
    { kind: 'Deployment', path: ['metadata', 'annotations'], value: { password: [secret] } },
  ];
  for (const each of cases) {
    const found = checkManifest(made(each));
    expect(found).not.toEqual([]);
    expect(JSON.stringify(found.map(({ message, hint }) => [message, hint]))).not.toContain(secret);
  }
  const numeric = checkManifest(
    made({ kind: 'Deployment', path: [...hub, 'env', 0, 'value'], value: 31337 }),
  );
  expect(numeric[0]?.message).toBe(
    'spec.template.spec.containers[0].env[0].value is a number; it has to be a string.',
  );
});

test('odd input gives violations, never an exception', () => {
  const odd: unknown[] = [
    null,
    undefined,
    'text',
    7,
    [],
    new Date(),
    new Map(),
    () => 1,
    Object.create(null),
    {},
  ];
  for (const each of odd) expect(checkManifest(each as JsonObject)).not.toEqual([]);
  const nested = [null, undefined, [[]]];
  for (const value of [...odd, Number.NaN, 10n, Symbol('a'), nested, JSON.parse('{"__proto__": 1}')])
    for (const { kind, path } of CASES)
      for (let depth = 1; depth <= path.length; depth += 1) {
        const subject = structuredClone(manifest(kind));
        const container = valueAt(subject, path.slice(0, depth - 1));
        if (typeof container !== 'object' || container === null) break;
        Object.defineProperty(container, path[depth - 1] ?? '', {
          value,
          enumerable: true,
          configurable: true,
        });
        expect(() => checkManifest(subject)).not.toThrow();
      }
});

test('the rules name definitions and fields that exist', () => {
  for (const definition of ruledDefinitions())
    expect([definition, fieldsOf(definition).size > 0]).toEqual([definition, true]);
  for (const [definition, fields] of Object.entries(ENUMS))
    expect([...fieldsOf(definition).keys()]).toEqual(expect.arrayContaining(Object.keys(fields)));
});
