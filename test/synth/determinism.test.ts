/** Same input, same bytes: on any machine, any day, whatever constructs are called inside. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { JupyterHub } from '../../lib/constructs/jupyter-hub';
import { Component } from '../../lib/constructs/kubernetes/component';
import { NamespaceComponent } from '../../lib/constructs/namespace/namespace';
import { renderedObjects } from '../../lib/constructs/rendered-objects';
import type { JsonObject } from '../../lib/document/json';
import { planFolders } from '../../lib/output/plan';
import { resolveValues } from '../../lib/values/resolve';
import type { Values } from '../../lib/values/schema/values';
import { FLEET } from '../support/fleet';
import { folder, ROOT, tree } from '../support/program';
import { EVERYTHING } from '../support/render';

jest.setTimeout(60_000);

/** Keys and texts whose order or case differs between languages, and look alike. */
const VALUES = `proxy: { https: { enabled: true, hosts: [hub.example.org], letsencrypt: { contactEmail: a@example.org } } }
scheduling: { podPriority: { enabled: true } }
ingress: { enabled: true }
hub:
  extraConfig: { zz: "z = 1", 10-i: "i = 'İıIi'", 9-a: "a = 1" }
  config: { GenericOAuthenticator: { allow_all: true }, JupyterHub: { authenticator_class: generic-oauth } }
  extraFiles: { b: { mountPath: /b.json, data: { z: 1, a: 2 } }, a: { mountPath: /a.toml, data: { z: 1.5, a: text } } }
singleuser:
  extraEnv: { Z: "1", a: "2", I: "3", i: "4" }
  profileList:
    - { display_name: "Größe", slug: g, kubespawner_override: { mem_limit: 2G } }
    - { display_name: "Iğdır", slug: i, kubespawner_override: { environment: { B: "1", a: "2" } } }
custom: { Z: 1, a: 2, ä: 3, İ: 4, I: 5, ı: 6, i: 7, "10": 8, "9": 9, é: 10, "e\\u0301": 11, ﬁ: 12, "😀": 13, "\\uFFFD": 14 }
`;

const CONFIG: Readonly<Record<string, string>> = {
  ...FLEET,
  'config/zoo.yaml': `name: zoo\nnamespace: zoo-ns\njupyterhub:\n${VALUES.replace(/^/gm, '  ').trimEnd()}\n`,
};

interface Variant {
  readonly env?: NodeJS.ProcessEnv;
  readonly flags?: readonly string[];
  readonly umask?: string;
  readonly reversed?: boolean;
  readonly cwd?: string;
  readonly program?: string;
}

/** Builds the fleet, and renders the values, in a new place. */
function build({
  env = {},
  flags = [],
  umask = '022',
  reversed = false,
  cwd,
  program = 'build/cli.js',
}: Variant): Record<string, string> {
  const home = folder();
  const entries = Object.entries({ ...CONFIG, 'values.yaml': VALUES });
  for (const [name, text] of reversed ? entries.reverse() : entries) {
    mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
    writeFileSync(path.join(home, name), text);
  }
  const at = (name: string) => (cwd === undefined ? name : path.join(home, name));
  for (const args of [
    ['synth', '--config', at('config'), '--out', at('dist')],
    ['render', '--values', at('values.yaml'), '--out', at('rendered')],
  ]) {
    const command = [process.execPath, ...flags, path.join(ROOT, program), ...args];
    const { status, stderr } = spawnSync('/bin/sh', ['-c', `umask ${umask}; exec "$@"`, 'sh', ...command], {
      cwd: cwd ?? home,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    if (status !== 0) throw new Error(`${args[0]} ended with ${status}:\n${stderr}`);
  }
  const { 'values.yaml': _, ...all } = tree(home);
  return Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('config/')));
}

let usual: Record<string, string>;
beforeAll(() => {
  usual = build({});
  expect(Object.keys(usual).length).toBeGreaterThan(140);
});

const POISON = path.join(ROOT, 'test/support/poison.cjs');
const FAR_CLOCK = path.join(ROOT, 'test/support/far-clock.cjs');

const VARIANTS: readonly [string, Variant][] = [
  ['again', {}],
  ['east of the date line', { env: { TZ: 'Pacific/Kiritimati' } }],
  ['west of the date line', { env: { TZ: 'Pacific/Pago_Pago' } }],
  ['without a language', { env: { LC_ALL: 'C', LANG: 'C' } }],
  ['in Turkish, where I is no capital i', { env: { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' } }],
  ['in German', { env: { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8', LANGUAGE: 'de' } }],
  ['in Swedish, where v and w were one letter', { env: { LC_ALL: 'sv_SE.UTF-8', LANG: 'sv_SE.UTF-8' } }],
  ['from another folder, by absolute paths', { cwd: '/' }],
  ['from files that were made the other way round', { reversed: true }],
  ['with a strict umask', { umask: '077' }],
  ['with a lax umask', { umask: '000' }],
  ['with a deep stack', { flags: ['--stack-size=1900'] }],
  ['with a shallow stack', { flags: ['--stack-size=400'] }],
  ['with little memory', { flags: ['--max-old-space-size=64'] }],
  ['without a compiler', { flags: ['--jitless'] }],
  ['without an optimizer, with other hashes', { flags: ['--no-opt', '--random-seed=42', '--hash-seed=7'] }],
  [
    'with options in NODE_OPTIONS',
    { env: { NODE_OPTIONS: '--enable-source-maps --no-warnings', NODE_ENV: 'production' } },
  ],
  ['compiled ahead', { program: 'bin/hubsynth.js' }],
  ['compiled ahead for other flags', { program: 'bin/hubsynth.js', flags: ['--no-opt', '--stack-size=900'] }],
  ['in another century, with other dice', { flags: ['--require', FAR_CLOCK] }],
  [
    'with the variables of the system that came before',
    {
      env: {
        JUPYTERHUB_NAMESPACE: 'other',
        JUPYTERHUB_HOST: 'other.example.org',
        JUPYTER_FSGID: '7',
        VAULT_ADDR: 'https://v',
        USER: 'x',
        HOSTNAME: 'h',
        CI: 'true',
      },
    },
  ],
  [
    'with switches of cdk8s',
    { env: { CDK8S_DISABLE_SORT: '1', CDK8S_RECORD_CONSTRUCT_METADATA: 'true', CDK8S_OUTDIR: '/nowhere' } },
  ],
];

test.each(VARIANTS)('the same bytes %s', (_name, variant) => {
  expect(build(variant)).toEqual(usual);
});

test('no file tells where, when or by whom it was made', () => {
  const all = Object.values(usual).join('\n');
  const today = new Date().toISOString().slice(0, 10);
  const traces = [
    ROOT,
    process.cwd(),
    '/tmp/',
    'hubsynth-test-',
    process.version,
    process.env['HOSTNAME'] ?? '/tmp/',
    today,
  ];
  expect(traces.filter((each) => all.includes(each))).toEqual([]);
});

describe('what differs from run to run', () => {
  const reads = (file: string): string[] => JSON.parse(readFileSync(file, 'utf8'));

  test.each([
    'Math.random()',
    'Date.now()',
    'new Date()',
    'Date()',
    "require('crypto').randomBytes(1)",
    "require('os').hostname()",
    'Object.keys(process.env)',
    "fetch('http://127.0.0.1:9')",
    "require('child_process').execSync('true')",
  ])('would be found by the next test: %s', (code) => {
    const { status, stderr } = spawnSync(process.execPath, ['--require', POISON, '--eval', code], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 99, stderr: expect.stringContaining('poisoned: ') });
    const { status: fine } = spawnSync(process.execPath, ['--require', POISON, '--eval', 'new Date(0)']);
    expect(fine).toBe(0);
  });

  test('is never asked for: clock, dice, network, machine, other programs', () => {
    expect(build({ flags: ['--require', POISON] })).toEqual(usual);
  });

  test('of the environment nothing is read but switches of messages, and what cdk8s reads without effect', () => {
    const file = path.join(folder(), 'reads.json');
    build({ flags: ['--require', POISON], env: { HUBSYNTH_TEST_READS: file } });
    const messages = [
      'NO_COLOR',
      'TERM',
      'DEBUG',
      'FORCE_COLOR',
      'CLICOLOR_FORCE',
      'LOG_STREAM',
      'LOG_TOKENS',
    ];
    const withoutEffect = ['CDK8S_OUTDIR', 'CDK8S_RECORD_CONSTRUCT_METADATA'];
    const known = [...messages, ...withoutEffect];
    expect(reads(file).filter((name) => !known.includes(name))).toEqual([]);

    const eval_ = ['--require', POISON, '--eval', "process.env.HOME; 'USER' in process.env"];
    spawnSync(process.execPath, eval_, { env: { ...process.env, HUBSYNTH_TEST_READS: file } });
    expect(reads(file)).toEqual(expect.arrayContaining(['HOME', 'USER']));
  });
});

describe('renaming constructs', () => {
  const RELEASE = { name: 'rel', namespace: 'ns' };

  function values(behaviour: 'chart' | 'fixed'): Values {
    const written = {
      ...EVERYTHING,
      hub: {
        config: { JupyterHub: { authenticator_class: 'generic-oauth' } },
        pdb: { enabled: true },
        services: { grader: {} },
      },
      // the chart would give two budgets one name.
      proxy: {
        ...EVERYTHING.proxy,
        chp: { pdb: { enabled: true } },
        traefik: { pdb: { enabled: behaviour === 'fixed' } },
      },
      prePuller: { hook: { enabled: true }, continuous: { enabled: true } },
      imagePullSecrets: ['pull'],
    };
    const policy = { behaviour, lenient: behaviour === 'chart', plaintext: 'error' } as const;
    const { values: resolved, diagnostics } = resolveValues({
      written: written as unknown as JsonObject,
      policy,
      release: RELEASE,
      prefix: [],
    });
    if (!resolved) throw new Error(JSON.stringify(diagnostics));
    return resolved;
  }

  /** Every file of a hub, built below these ids. */
  function files(
    behaviour: 'chart' | 'fixed',
    ids: { chart: string; hub: string; namespace: string },
    rename: (chart: Construct) => void = () => undefined,
  ) {
    const chart = new Chart(new App(), ids.chart);
    new NamespaceComponent(chart, ids.namespace, { name: RELEASE.namespace, values: values(behaviour) });
    new JupyterHub(chart, ids.hub, {
      release: { ...RELEASE, behaviour },
      values: values(behaviour),
    });
    rename(chart);
    const { folders, diagnostics } = planFolders([
      {
        folder: 'lab',
        cluster: 'default',
        source: 'config/lab.yaml',
        objects: renderedObjects(chart, 'jupyterhub'),
      },
    ]);
    expect(diagnostics).toEqual([]);
    return [...(folders[0]?.files ?? [])];
  }

  const SHORT = { chart: 'lab', hub: 'hub', namespace: 'namespace' };

  beforeEach(() => {
    expect(files('fixed', SHORT).length).toBeGreaterThan(35);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  test.each(['chart', 'fixed'] as const)(
    'a hub, its chart or its namespace changes no byte (%s)',
    (behaviour) => {
      const wanted = files(behaviour, SHORT);
      for (const ids of [
        { chart: 'x', hub: 'y', namespace: 'z' },
        { chart: 'A-long.Name_ of 3 words', hub: 'Ünïcödé', namespace: 'a'.repeat(300) },
        { chart: 'hub', hub: 'lab', namespace: 'default' },
      ]) {
        expect(files(behaviour, ids)).toEqual(wanted);
      }
    },
  );

  test.each(['chart', 'fixed'] as const)('objects changes no byte (%s)', (behaviour) => {
    const wanted = files(behaviour, SHORT);
    type Add = (id: string, manifest: object) => void;
    const prototype = Component.prototype as unknown as { add: Add };
    const original = prototype.add;
    const seen: string[] = [];
    jest.spyOn(prototype, 'add').mockImplementation(function (this: Component, id: string, manifest: object) {
      seen.push(id);
      original.call(this, `renamed-${id}-${seen.length}`, manifest);
    });
    expect(files(behaviour, SHORT)).toEqual(wanted);
    expect(seen.length).toBeGreaterThan(35);
  });

  test.each(['chart', 'fixed'] as const)(
    'everything, after it was made, changes no byte (%s)',
    (behaviour) => {
      const wanted = files(behaviour, SHORT);
      let count = 0;
      const renamed = files(behaviour, SHORT, (chart) => {
        for (const { node } of chart.node.findAll()) {
          count += 1;
          Object.defineProperty(node, 'id', { value: `renamed-${count}` });
        }
      });
      expect(renamed).toEqual(wanted);
      expect(count).toBeGreaterThan(45);
    },
  );
});
