/** Hubs compared with the output of an earlier build: homes and profiles. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic';
import { planFolders } from '../../lib/output/plan';
import { publish } from '../../lib/output/publish';
import { type Synthesis, synthesizeFleet } from '../../lib/synth/fleet';
import { renderValues } from '../../lib/synth/render';
import { hub } from '../support/fleet';
import { folder } from '../support/program';

const PROFILES = `  singleuser:
    profileList:
      - { display_name: Small, slug: small }
      - { display_name: Large, slug: large }
`;

/** A config of one hub, and its output. */
class Project {
  readonly out = path.join(folder(), 'dist');
  #config = '';

  constructor(values: string) {
    this.write(values);
  }

  write(values: string, head = ''): void {
    this.config(hub('lab', head) + values);
  }

  config(text: string): void {
    this.#config = folder({ 'lab.yaml': text });
  }

  synthesize(): Synthesis {
    return synthesizeFleet({ config: this.#config, out: this.out, nameOf: (file) => path.basename(file) });
  }

  check(): readonly Diagnostic[] {
    return this.synthesize().diagnostics;
  }

  build(): string[] {
    const { folders, diagnostics } = this.synthesize();
    publish(this.out, folders, { check: false, wholeFleet: true });
    return said(diagnostics);
  }
}

const said = (all: readonly Diagnostic[]) =>
  all.map(({ severity, code, path: where, position }) =>
    `${position?.line}: ${severity} ${code} ${where ?? ''}`.trim(),
  );

const MAP = 'lab/workload/hub/config-map.hub.yaml';

test('the first build says once that there is nothing to compare with, the next is silent', () => {
  const project = new Project(PROFILES);
  expect(project.build()).toEqual(['1: warning STORAGE_NO_BASELINE']);
  expect(project.check()).toEqual([]);
});

test('without an output nothing is compared', () => {
  const config = folder({ 'lab.yaml': hub('lab') });
  expect(synthesizeFleet({ config, nameOf: path.basename }).diagnostics).toEqual([]);
});

test.each<[string, string, string]>([
  [
    'the template of claims',
    '  singleuser:\n    storage:\n      dynamic:\n        pvcNameTemplate: "claim-{username}"\n',
    '11: error STORAGE_CHANGED jupyterhub.singleuser.storage.dynamic.pvcNameTemplate',
  ],
  [
    'a folder in the claims',
    '  singleuser:\n    storage:\n      dynamic: { subPath: "{username}" }\n',
    '10: error STORAGE_CHANGED jupyterhub.singleuser.storage.dynamic.subPath',
  ],
])('%s', (_what, values, expected) => {
  const project = new Project('');
  project.build();
  project.write(values);
  expect(said(project.check())).toEqual([expected]);
});

test('the scheme, written as a trait, and its declaration', () => {
  const project = new Project('');
  project.build();
  const text = hub('lab').replace('GenericOAuth', 'KubeSpawner: { slug_scheme: escape }\n      GenericOAuth');
  project.config(text);
  expect(said(project.check())).toEqual([
    '7: error STORAGE_CHANGED jupyterhub.hub.config.KubeSpawner.slug_scheme',
  ]);
  const declared = '{ setting: slug_scheme, from: "safe", to: "escape", reason: "claims were copied" }';
  project.config(`migrations: { storage: [${declared}] }\n${text}`);
  expect(project.build()).toEqual([]);
  expect(project.check()).toEqual([]);
});

test('the block of the hint can be pasted as it is', () => {
  const project = new Project('');
  project.build();
  const values = '  singleuser: { storage: { type: static, static: { pvcName: "homes: all" } } }\n';
  project.write(values);
  const found = project.check();
  expect(found.map(({ code }) => code)).toEqual(['STORAGE_CHANGED', 'STORAGE_CHANGED']);
  const blocks = found.map(({ hint }) => /storage: \[(\{.*\})\]/.exec(hint ?? '')?.[1]);
  project.write(values, `migrations: { storage: [${blocks.join(', ')}] }\n`);
  expect(project.check()).toEqual([]);
});

test('another namespace', () => {
  const project = new Project('');
  project.build();
  project.config(hub('lab').replace('lab-ns', 'other-ns'));
  const [found, ...others] = project.check();
  expect(others).toEqual([]);
  expect(found?.message).toContain('alice: lab-ns/claim-alice -> other-ns/claim-alice.');
  expect(found?.position?.line).toBe(2);
});

test.each([
  ['setting: slug_scheme, from: safe, to: escape', 'SCHEMA_MISSING_KEY'],
  ['setting: slug_scheme, from: 1, to: escape, reason: x', 'SCHEMA_TYPE'],
  ['settings: slug_scheme, from: safe, to: escape, reason: x', 'SCHEMA_UNKNOWN_KEY'],
])('a declaration of a wrong form: %s', (declared, code) => {
  const project = new Project('');
  project.write('', `migrations: { storage: [{ ${declared} }] }\n`);
  expect(project.check().map((each) => each.code)).toContain(code);
});

test('a profile that is gone, its alias, and a reason that is good enough', () => {
  const project = new Project(PROFILES);
  project.build();
  const without = PROFILES.replace(/.*slug: large.*\n/, '');
  project.write(without);
  expect(said(project.check())).toEqual(['9: error PROFILE_SLUG_REMOVED large']);
  project.write(without.replace('slug: small', 'slug: small, aliases: [large]'));
  expect(project.check()).toEqual([]);
  const allowed =
    'checks: { allow: [{ code: PROFILE_SLUG_REMOVED, path: large, reason: nobody used it }] }\n';
  project.write(without, allowed);
  expect(project.check()).toEqual([]);
});

test('an output that somebody broke, or that no build wrote, counts as none', () => {
  const project = new Project(PROFILES);
  project.build();
  const file = path.join(project.out, MAP);
  const good = readFileSync(file, 'utf8');
  writeFileSync(file, good.replace('slug_scheme: safe', 'slug_scheme: ['));
  const [broken, ...others] = project.check();
  expect(others).toEqual([]);
  expect(broken).toMatchObject({ severity: 'warning', code: 'STORAGE_NO_BASELINE', position: { line: 1 } });
  expect(broken?.message).toContain('config-map.hub.yaml cannot be read');
  writeFileSync(file, good.slice(good.indexOf('\n') + 1));
  const [foreign] = project.check();
  expect(foreign?.message).toContain('lab holds no earlier build');
});

describe('bare values', () => {
  const render = (values: string, out: string, strict: boolean) => {
    const file = path.join(folder({ 'values.yaml': values }), 'values.yaml');
    const release = { name: 'hub', namespace: 'jupyter' };
    const nameOf = () => 'values.yaml';
    const rendering = renderValues({ files: [file], nameOf, release, strict, fixed: false, out });
    if (rendering.folder)
      publish(out, planFolders([rendering.folder]).folders, { check: false, wholeFleet: true });
    const codes: readonly string[] = ['STORAGE_CHANGED', 'STORAGE_NO_BASELINE', 'PROFILE_SLUG_REMOVED'];
    return said(rendering.diagnostics.filter(({ code }) => codes.includes(code)));
  };
  const BEFORE = 'singleuser:\n  profileList: [{ display_name: A, slug: a }]\n';
  const NOW = `singleuser:
  profileList: [{ display_name: B, slug: b }]
  storage: { dynamic: { pvcNameTemplate: x } }
`;

  test.each([
    [false, 'warning'],
    [true, 'error'],
  ])('strict %s: %s', (strict, severity) => {
    const out = folder();
    expect(render(BEFORE, out, strict)).toEqual([]);
    expect(render(NOW, out, strict)).toEqual([
      `3: ${severity} STORAGE_CHANGED singleuser.storage.dynamic.pvcNameTemplate`,
      `2: ${severity} PROFILE_SLUG_REMOVED a`,
    ]);
  });
});
