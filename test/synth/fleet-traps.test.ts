/** What cdk8s does to objects behind one's back (design section 10), and that none of it happens here. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ApiObject, type ApiObjectProps, App, Chart, JsonPatch, YamlOutputType } from 'cdk8s';
import { parse } from 'yaml';
import { chartValues, type Diagnostic, DiagnosticError, JupyterHub, writeObjects } from '../../lib';
import { folder, hubsynth, tree } from '../support/program';
import { readYaml } from '../support/read-yaml';

const RELEASE = { name: 'lab', namespace: 'lab-ns' };
const LOGIN = {
  hub: {
    config: {
      JupyterHub: { authenticator_class: 'generic-oauth' },
      GenericOAuthenticator: { allow_all: true },
    },
  },
};

const configMap = (name: string, namespace: string, data: object = { from: namespace }): ApiObjectProps =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data }) as ApiObjectProps;

/** A chart with these objects, made with plain cdk8s. */
function chartOf(objects: readonly ApiObjectProps[], options: { outdir?: string } = {}): App {
  const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE, ...options });
  const chart = new Chart(app, 'mine');
  for (const [index, object] of objects.entries()) new ApiObject(chart, `object-${index}`, object);
  return app;
}

/** Everything that was written but the kustomizations, parsed. */
function written(app: App): Record<string, ReturnType<typeof parse>> {
  const out = folder();
  writeObjects(app, out);
  const files = Object.entries(tree(out)).filter(([name]) => !name.endsWith('kustomization.yaml'));
  return Object.fromEntries(files.map(([name, text]) => [name, parse(text, { version: '1.1' })]));
}

/** The objects of a hub that is written by the library. */
function hub(values: object, change: (hub: JupyterHub) => void = () => undefined) {
  const app = new App();
  const chart = new Chart(app, 'lab');
  change(
    new JupyterHub(chart, 'hub', {
      release: { ...RELEASE, behaviour: 'fixed' },
      values: chartValues({ ...LOGIN, ...values }, RELEASE),
    }),
  );
  return written(app);
}

function refusal(run: () => unknown): readonly Diagnostic[] {
  try {
    run();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('objects whose file names clash', () => {
  const ingress = (apiVersion: string, rest: object): ApiObjectProps =>
    ({ apiVersion, kind: 'Ingress', metadata: { name: 'web', namespace: 'a' }, ...rest }) as ApiObjectProps;
  const CLASHING: readonly ApiObjectProps[] = [
    configMap('settings', 'a'),
    configMap('settings', 'b'),
    configMap('other', 'a'),
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'settings', namespace: 'a' } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'settings', namespace: 'b' } },
    ingress('networking.k8s.io/v1', {
      spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
    }),
  ];

  test('are all written, each under a name of its own', () => {
    const all = written(chartOf(CLASHING));
    expect(Object.keys(all).sort()).toEqual([
      'mine/workload/extra/config-map.other.yaml',
      'mine/workload/extra/config-map.settings_a.yaml',
      'mine/workload/extra/config-map.settings_b.yaml',
      'mine/workload/extra/ingress.web.yaml',
      'mine/workload/extra/service-account.settings_a.yaml',
      'mine/workload/extra/service-account.settings_b.yaml',
    ]);
    expect(all['mine/workload/extra/config-map.settings_a.yaml']?.data).toEqual({ from: 'a' });
    expect(all['mine/workload/extra/config-map.settings_b.yaml']?.data).toEqual({ from: 'b' });
  });

  test('lose objects with App.synth(), which is why we do not use it', () => {
    const outdir = folder();
    chartOf(CLASHING, { outdir }).synth();
    expect(readdirSync(outdir)).toHaveLength(CLASHING.length - 2);
  });

  test('in kinds of two API groups are both planned; one without a schema is refused by name', () => {
    const other = ingress('traefik.example.io/v1', { spec: {} });
    expect(refusal(() => written(chartOf([...CLASHING, other])))).toEqual([
      expect.objectContaining({
        code: 'K8S_UNKNOWN_KIND',
        severity: 'error',
        path: 'Ingress/web',
        message: expect.stringContaining('traefik.example.io/v1'),
      }),
    ]);
  });

  test('of one identity are an error, and nothing is written', () => {
    const out = folder();
    const found = refusal(() =>
      writeObjects(chartOf([...CLASHING, configMap('settings', 'b', { from: 'nowhere' })]), out),
    );
    expect(found).toEqual([
      expect.objectContaining({
        code: 'OUT_DUPLICATE_OBJECT',
        severity: 'error',
        message: expect.stringContaining('ConfigMap settings in the namespace b'),
      }),
    ]);
    expect(tree(out)).toEqual({});
  });

  test('in charts that depend on one another keep their names', () => {
    const names = (depend: boolean) => {
      const app = new App();
      const [first, second] = ['first', 'second'].map((id) => {
        const chart = new Chart(app, id);
        new ApiObject(chart, 'object', configMap('settings', id));
        return chart;
      });
      if (depend && first && second) first.addDependency(second);
      return Object.keys(written(app));
    };
    expect(names(true)).toEqual([
      'first/workload/extra/config-map.settings.yaml',
      'second/workload/extra/config-map.settings.yaml',
    ]);
    expect(names(true)).toEqual(names(false));
  });
});

describe('an object that is patched after it was made', () => {
  const find = (scope: JupyterHub, name: string): ApiObject => {
    const found = scope.node
      .findAll()
      .find((each) => ApiObject.isApiObject(each) && `${each.kind}/${each.metadata.name}` === name);
    return found as ApiObject;
  };

  test('is written patched, and the others as they were', () => {
    const file = 'lab/workload/hub/deployment.hub.yaml';
    const before = hub({});
    const after = hub({}, (made) =>
      find(made, 'Deployment/hub').addJsonPatch(
        JsonPatch.replace('/spec/template/spec/terminationGracePeriodSeconds', 7),
        JsonPatch.add('/spec/paused', true),
        JsonPatch.remove('/spec/strategy'),
      ),
    );
    expect(before[file].spec).not.toHaveProperty('paused');
    expect(before[file].spec).toHaveProperty('strategy');
    expect(after[file].spec).toMatchObject({
      paused: true,
      template: { spec: { terminationGracePeriodSeconds: 7 } },
    });
    expect(after[file].spec).not.toHaveProperty('strategy');
    const { strategy, ...rest } = before[file].spec;
    expect(strategy).toBeDefined();
    expect(after).toEqual({
      ...before,
      [file]: {
        ...before[file],
        spec: {
          ...rest,
          paused: true,
          template: { ...rest.template, spec: { ...rest.template.spec, terminationGracePeriodSeconds: 7 } },
        },
      },
    });
  });

  test('in two steps has both', () => {
    const app = chartOf([configMap('settings', 'a')]);
    const [object] = app.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
    object?.addJsonPatch(JsonPatch.add('/data/one', '1'));
    object?.addJsonPatch(JsonPatch.add('/data/two', '2'));
    expect(Object.values(written(app)).map(({ data }) => data)).toEqual([{ from: 'a', one: '1', two: '2' }]);
  });

  test('is checked as it is after the patch', () => {
    const change = (made: JupyterHub) =>
      find(made, 'Service/hub').addJsonPatch(JsonPatch.add('/spec/prots', []));
    expect(refusal(() => hub({}, change))).toEqual([
      expect.objectContaining({
        code: 'K8S_UNKNOWN_FIELD',
        path: 'Service/hub',
        message: expect.stringContaining('spec.prots'),
      }),
    ]);
  });
});

describe('variables by which cdk8s can be changed', () => {
  const UNSORTED = configMap('settings', 'a', { z: '1', a: '2', m: '3' });
  const text = (): string => {
    const out = folder();
    const app = chartOf([UNSORTED]);
    const chart = new Chart(app, 'lab');
    new JupyterHub(chart, 'hub', {
      release: { ...RELEASE, behaviour: 'fixed' },
      values: chartValues(LOGIN, RELEASE),
    });
    writeObjects(app, out);
    return JSON.stringify(tree(out));
  };

  afterEach(() => {
    delete process.env['CDK8S_DISABLE_SORT'];
    delete process.env['CDK8S_RECORD_CONSTRUCT_METADATA'];
  });

  test('change nothing', () => {
    const usual = text();
    expect(usual).toContain("data:\\n  a: '2'\\n  m: '3'\\n  z: '1'\\n");
    process.env['CDK8S_DISABLE_SORT'] = '1';
    process.env['CDK8S_RECORD_CONSTRUCT_METADATA'] = 'true';
    // The trap is there: cdk8s itself does not sort any more.
    const object = chartOf([UNSORTED])
      .node.findAll()
      .find((each): each is ApiObject => ApiObject.isApiObject(each));
    expect(Object.keys(object?.toJson().data)).toEqual(['z', 'a', 'm']);
    expect(text()).toBe(usual);
  });
});

describe('keys that mean something to JavaScript', () => {
  const CUSTOM =
    'custom: { constructor: one, __proto__: { polluted: two }, hasOwnProperty: three, toString: four, prototype: { toJSON: five } }\n';
  const asMap = (text: string) => readYaml(text);

  test.each([
    ['synth', (cwd: string) => hubsynth(['synth'], cwd), 'dist/lab'],
    ['render', (cwd: string) => hubsynth(['render', '--values', 'values.yaml', '--out', 'out'], cwd), 'out'],
  ])('survive to the values document of the hub (%s)', (_name, run, out) => {
    const login =
      'hub: { config: { JupyterHub: { authenticator_class: generic-oauth }, GenericOAuthenticator: { allow_all: true } } }\n';
    const values = login + CUSTOM;
    const cwd = folder({
      'values.yaml': values,
      'config/lab.yaml': `name: lab\njupyterhub:\n  ${values.replaceAll('\n', '\n  ').trimEnd()}\n`,
    });
    expect(run(cwd)).toMatchObject({ status: 0 });
    const file = readFileSync(path.join(cwd, out, 'workload/hub/config-map.hub-values.yaml'), 'utf8');
    const custom = asMap(parse(file, { version: '1.1' }).data['values.yaml']).get('custom');
    expect(custom).toEqual(
      new Map<string, unknown>([
        ['__proto__', new Map([['polluted', 'two']])],
        ['constructor', 'one'],
        ['hasOwnProperty', 'three'],
        ['prototype', new Map([['toJSON', 'five']])],
        ['toString', 'four'],
      ]),
    );
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  test('survive in labels and variables of objects', () => {
    const labels = { constructor: 'one', toString: 'three' };
    const all = hub({ hub: { ...LOGIN.hub, labels, extraEnv: { constructor: 'four', __proto__x: 'five' } } });
    const { metadata, spec } = all['lab/workload/hub/deployment.hub.yaml'].spec.template;
    expect(Object.entries(metadata.labels)).toEqual(expect.arrayContaining(Object.entries(labels)));
    expect(spec.containers[0].env).toEqual(
      expect.arrayContaining([
        { name: 'constructor', value: 'four' },
        { name: '__proto__x', value: 'five' },
      ]),
    );
  });
});

describe('nulls', () => {
  const VALUES = {
    custom: { gone: null, list: [1, null, 2], map: { a: null } },
    hub: {
      ...LOGIN.hub,
      extraVolumes: [{ name: 'data', emptyDir: { medium: null, sizeLimit: '1Gi' } }],
      nodeSelector: { a: null, b: 'c' },
    },
  };

  test('survive within the values document, in maps and in lists', () => {
    const all = hub(VALUES);
    const values = parse(all['lab/workload/hub/config-map.hub-values.yaml'].data['values.yaml'], {
      version: '1.1',
    });
    expect(values.custom).toEqual(VALUES.custom);
    expect(values.hub.db).toHaveProperty('password', null);
  });

  test('vanish from objects', () => {
    const all = hub(VALUES);
    const pod = all['lab/workload/hub/deployment.hub.yaml'].spec.template.spec;
    expect(pod.volumes.find(({ name }: { name: string }) => name === 'data')).toEqual({
      name: 'data',
      emptyDir: { sizeLimit: '1Gi' },
    });
    expect(pod.nodeSelector).toEqual({ b: 'c' });
    const nulls = Object.entries(all).flatMap(([name, object]) =>
      pathsOfNull(object).map((at) => `${name} ${at}`),
    );
    expect(nulls).toEqual([]);
    expect(pathsOfNull({ a: [{ b: null }] })).toEqual(['.a.0.b']);
  });

  test("vanish from objects of a user's own code, and undefined items too", () => {
    const object = {
      ...configMap('settings', 'a', { kept: 'yes', gone: null }),
      immutable: undefined,
    } as ApiObjectProps;
    const [only] = Object.values(written(chartOf([object])));
    expect(only).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'a' },
      data: { kept: 'yes' },
    });
  });
});

function pathsOfNull(node: unknown, at = ''): string[] {
  if (node === null) return [at];
  return typeof node === 'object'
    ? Object.entries(node as object).flatMap(([key, value]) => pathsOfNull(value, `${at}.${key}`))
    : [];
}

test('an object without a name gets the one that cdk8s makes of its place, the same each time', () => {
  const nameless = { apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1' } } as ApiObjectProps;
  const names = () => Object.values(written(chartOf([nameless]))).map(({ metadata }) => metadata.name);
  expect(names()).toEqual([expect.stringMatching(/^mine-object-0-[0-9a-f]{8}$/)]);
  expect(names()).toEqual(names());
});
