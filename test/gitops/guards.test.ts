import { guard } from '../../lib/gitops/guards';
import type { Manifest } from '../../lib/output/rendered';

const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';
const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';
const SYNC = 'argocd.argoproj.io/sync-options';
const COMPARE = 'argocd.argoproj.io/compare-options';

function claim(annotations?: Record<string, string>): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'hub-db-dir', namespace: 'jupyter', ...(annotations ? { annotations } : {}) },
    spec: { accessModes: ['ReadWriteOnce'] },
  };
}

function configMap(data: Record<string, string>, annotations: Record<string, string> = {}): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'hub', annotations }, data };
}

test('guards a claim against pruning and deletion by either tool', () => {
  expect(guard(claim()).metadata.annotations).toEqual({
    [PRUNE]: 'disabled',
    [SYNC]: 'Prune=false,Delete=false',
    [COMPARE]: 'IgnoreExtraneous',
  });
});

test("joins the user's own options", () => {
  const { annotations } = guard(
    claim({ [SYNC]: 'ServerSideApply=true, Validate=false', [COMPARE]: 'ServerSideDiff=true', team: 'a' }),
  ).metadata;
  expect(annotations).toEqual({
    team: 'a',
    [PRUNE]: 'disabled',
    [SYNC]: 'ServerSideApply=true,Validate=false,Prune=false,Delete=false',
    [COMPARE]: 'ServerSideDiff=true,IgnoreExtraneous',
  });
});

test('does not let an option take the guard away, except for one that asks a human', () => {
  expect(guard(claim({ [SYNC]: 'Prune=true', [PRUNE]: 'enabled' })).metadata.annotations).toMatchObject({
    [PRUNE]: 'disabled',
    [SYNC]: 'Prune=false,Delete=false',
  });
  expect(guard(claim({ [SYNC]: 'Prune=confirm' })).metadata.annotations?.[SYNC]).toBe(
    'Prune=confirm,Delete=false',
  );
});

test('leaves server-side apply as it is, and keeps what the user says about it', () => {
  const SSA = 'kustomize.toolkit.fluxcd.io/ssa';
  expect(guard(claim()).metadata.annotations).not.toHaveProperty([SSA]);
  expect(guard(claim({ [SSA]: 'IfNotPresent' })).metadata.annotations).toHaveProperty([SSA], 'IfNotPresent');
});

test('changes nothing the second time', () => {
  const once = guard(claim({ [SYNC]: 'ServerSideApply=true' }));
  expect(guard(once)).toBe(once);
});

test('keeps Flux from replacing variables, in values and in keys, at any depth', () => {
  expect(guard(configMap({ 'run.sh': 'echo ${HOME}' })).metadata.annotations).toEqual({
    [SUBSTITUTE]: 'disabled',
  });
  expect(guard(configMap({ '${key}': '' })).metadata.annotations).toEqual({ [SUBSTITUTE]: 'disabled' });
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ args: ['-c', '${X}'] }] },
  };
  expect(guard(pod).metadata.annotations).toEqual({ [SUBSTITUTE]: 'disabled' });
});

test('lets the user ask for substitution', () => {
  const object = configMap({ a: '${X}' }, { [SUBSTITUTE]: 'enabled' });
  expect(guard(object)).toBe(object);
});

test('gives back the very object that needs no guard', () => {
  const object = configMap({ a: 'costs $5 {really}', b: '$(VAR) $HOME' });
  expect(guard(object)).toBe(object);
});

test('never changes its input, and shares what it does not touch', () => {
  const object = claim({ team: 'a' });
  const before = structuredClone(object);
  const guarded = guard(object);
  expect(object).toEqual(before);
  expect(guarded['spec']).toBe(object['spec']);
});
