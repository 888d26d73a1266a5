/** `profiles`, `nodePools` and `gpu`: what users choose from, where it runs, which images are pulled where. */
import { parse } from 'yaml';
import { build, buildFleet, objects, problems } from '../support/config';
import type { AnyObject } from '../support/render';
import { config } from './platform';

type Any = AnyObject;

const list = (text: string): Any[] =>
  parse(objects(build(text))['ConfigMap/hub-spawn'].data['profiles.yaml']);
const by = (text: string, slug: string): Any => list(text).find((each) => each.slug === slug) ?? {};
const pullers = (text: string): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(objects(build(text)))
      .filter(([key]) => key.startsWith('DaemonSet/'))
      .map(([key, object]) => [
        key.replace('DaemonSet/', ''),
        object.spec.template.spec.initContainers.map(({ image }: Any) => image).sort(),
      ]),
  );

const LOGIN = 'jupyterhub: { hub: { config: { JupyterHub: { authenticator_class: "null" } } } }\n';

/** What blocks the metadata address, before every server. */
const TOOLS = 'quay.io/jupyterhub/k8s-network-tools:4.2.0';
const stack = (name: string) => `quay.io/jupyter/${name}-notebook:python-3.12.10`;

test('only datascience is on by default, and it is the default', () => {
  expect(list(config('profiles: {}\n', LOGIN))).toEqual([
    {
      slug: 'datascience',
      display_name: 'Data science',
      description: expect.any(String),
      default: true,
      kubespawner_override: { image: stack('datascience') },
    },
  ]);
});

test('each is switched by its name, in the order in which users know them', () => {
  const all =
    'profiles: { minimal: true, base: true, datascience: false, pyspark: true, pytorch: true, tensorflow: true, buun-stack: true, buun-stack-cuda: true }\n';
  const images = 'images: { registry: "registry.example.org:5000/lab", tag: "7" }\n';
  expect(
    list(config(all, images, LOGIN)).map(({ slug, kubespawner_override }) => [
      slug,
      kubespawner_override.image,
    ]),
  ).toEqual([
    ['minimal', stack('minimal')],
    ['base', stack('base')],
    ['pyspark', stack('pyspark')],
    ['pytorch', stack('pytorch')],
    ['tensorflow', stack('tensorflow')],
    ['buun-stack', 'registry.example.org:5000/lab/datastack-notebook:7'],
    ['buun-stack-cuda', 'registry.example.org:5000/lab/datastack-cuda-notebook:7'],
  ]);
  expect(list(config(all, LOGIN)).at(-1)?.kubespawner_override.image).toBe(
    'localhost:30500/datastack-cuda-notebook:python-3.12-28',
  );
  // Without datascience the first is the default.
  expect(
    list(config(all, LOGIN))
      .filter((each) => each.default)
      .map(({ slug }) => slug),
  ).toEqual(['minimal']);
});

test('names, sizes, access and whatever else KubeSpawner knows', () => {
  const text = config(
    `profiles:
  tag: "2025-06-01"
  default: pyspark
  pyspark:
    displayName: Spark
    description: For Monday's course
    cpu: { guarantee: 0.5, limit: 4 }
    memory: { guarantee: 2Gi, limit: 1.5Ti }
    allow: { groups: [course] }
    aliases: [spark]
    options: { versions: { display_name: V, choices: { a: { display_name: A } } } }
    override: { lifecycle_hooks: { preStop: {} }, mem_limit: 3G }
`,
    LOGIN,
  );
  expect(by(text, 'pyspark')).toEqual({
    slug: 'pyspark',
    display_name: 'Spark',
    description: "For Monday's course",
    default: true,
    allow: { groups: ['course'] },
    aliases: ['spark'],
    kubespawner_override: {
      image: 'quay.io/jupyter/pyspark-notebook:2025-06-01',
      cpu_guarantee: 0.5,
      cpu_limit: 4,
      mem_guarantee: '2G',
      mem_limit: '3G',
      lifecycle_hooks: { preStop: {} },
    },
    profile_options: { versions: { display_name: 'V', choices: { a: { display_name: 'A' } } } },
  });
  expect(by(text, 'datascience').default).toBeUndefined();
});

test('profiles of the user stand beside ours, and win by their slug', () => {
  const own = `jupyterhub:
  singleuser:
    profileList:
      - display_name: Mine
        kubespawner_override: { image: "lab/mine:1" }
      - slug: datascience
        display_name: Ours no more
`;
  const text = config(
    'profiles: { minimal: true, custom: [{ name: r, displayName: R, image: "lab/r:1" }] }\n',
    own,
  );
  expect(list(text).map(({ slug, display_name }) => [slug, display_name])).toEqual([
    ['minimal', 'Minimal'],
    ['datascience', 'Ours no more'],
    ['r', 'R'],
    ['mine', 'Mine'],
  ]);
});

describe('graphics processors', () => {
  const GPU = 'gpu: { limit: 2, tolerations: [{ key: nvidia.com/gpu, operator: Exists }] }\n';

  test('are on every profile, as documented, but for those that say otherwise', () => {
    const text = config(
      GPU,
      'profiles: { minimal: { gpu: false }, pytorch: { gpu: 1, memory: { guarantee: 8Gi } } }\n',
      LOGIN,
    );
    expect(by(text, 'minimal').kubespawner_override).toEqual({ image: stack('minimal') });
    expect(by(text, 'pytorch').kubespawner_override).toMatchObject({
      mem_guarantee: '8G',
      extra_resource_limits: { 'nvidia.com/gpu': '1' },
    });
    expect(by(text, 'datascience').kubespawner_override).toEqual({
      image: stack('datascience'),
      mem_guarantee: '1G',
      extra_resource_guarantees: { 'nvidia.com/gpu': '2' },
      extra_resource_limits: { 'nvidia.com/gpu': '2' },
      extra_pod_config: { runtimeClassName: 'nvidia' },
      tolerations: [
        expect.objectContaining({ key: 'hub.jupyter.org/dedicated' }),
        expect.objectContaining({ key: 'hub.jupyter.org_dedicated' }),
        { key: 'nvidia.com/gpu', operator: 'Exists' },
      ],
    });
  });

  test('without profiles the usual one has them', () => {
    const text = config('gpu: { resource: nvidia.com/mig-1g.5gb, runtimeClass: { name: cuda } }\n', LOGIN);
    expect(by(text, 'datascience').kubespawner_override).toMatchObject({
      extra_resource_limits: { 'nvidia.com/mig-1g.5gb': '1' },
      extra_pod_config: { runtimeClassName: 'cuda' },
    });
  });

  test('placeholders and pullers ask for none', () => {
    const text = config(
      GPU,
      'jupyterhub: { hub: { config: { JupyterHub: { authenticator_class: "null" } } }, scheduling: { userPlaceholder: { replicas: 2 } } }\n',
    );
    const all = objects(build(text));
    for (const key of ['StatefulSet/user-placeholder', 'DaemonSet/continuous-image-puller'])
      expect(JSON.stringify(all[key])).not.toMatch(/nvidia/);
  });

  test('the RuntimeClass is rendered when asked for, else assumed', () => {
    expect(objects(build(config('gpu: {}\n', LOGIN)))).not.toHaveProperty(['RuntimeClass/nvidia']);
    expect(build(config('gpu: {}\n', LOGIN)).rendered.assumptions).toContain(
      'The cluster has a RuntimeClass nvidia (gpu.runtimeClass).',
    );
    const made = config('gpu: { runtimeClass: { create: true, handler: nvidia-cdi } }\n', LOGIN);
    expect(objects(build(made))['RuntimeClass/nvidia']).toMatchObject({
      apiVersion: 'node.k8s.io/v1',
      handler: 'nvidia-cdi',
    });
    expect(build(made).rendered.assumptions.join()).not.toContain('RuntimeClass');
    const none = config('gpu: { runtimeClass: { use: false } }\n', LOGIN);
    expect(by(none, 'datascience').kubespawner_override).not.toHaveProperty('extra_pod_config');
    expect(build(none).rendered.assumptions.join()).not.toContain('RuntimeClass');
  });

  test('two hubs of a cluster that both make it are told', () => {
    const text = (name: string) =>
      `name: ${name}\nnamespace: ${name}\nhost: ${name}.example.com\ngpu: { runtimeClass: { create: true } }\n${LOGIN}`;
    const { problems: found } = buildFleet({ 'a.yaml': text('a'), 'b.yaml': text('b') });
    expect(found.join()).toMatch(/OUT_/);
  });
});

describe('node pools', () => {
  const POOLS = `nodePools:
  - name: cpu
    allocatable: { cpu: "4", memory: 16Gi }
    overhead: { cpu: 500m, memory: 1Gi }
    labels: { pool: cpu }
  - name: gpu
    allocatable: { cpu: 16, memory: 64Gi, nvidia.com/gpu: 2 }
    overhead: { cpu: 1 }
    labels: { pool: gpu }
    taints: [{ key: nvidia.com/gpu, value: "true" }]
`;

  test('a part of a node is what is left, divided, so that as many fit', () => {
    const text = config(
      POOLS,
      'profiles: { minimal: { node: { pool: cpu, part: 1/3 } }, pyspark: { node: { pool: gpu, part: "1" }, cpu: { guarantee: 2 } } }\n',
      LOGIN,
    );
    // (4 - 0.5) / 3 = 1.1666, (16 - 1) Gi / 3 = 5 Gi
    expect(by(text, 'minimal').kubespawner_override).toMatchObject({
      cpu_guarantee: 1.166,
      mem_guarantee: '5120M',
      mem_limit: '5120M',
      node_selector: { pool: 'cpu' },
    });
    expect(by(text, 'pyspark').kubespawner_override).toMatchObject({
      cpu_guarantee: 2,
      mem_guarantee: '65536M',
      tolerations: expect.arrayContaining([
        { key: 'nvidia.com/gpu', operator: 'Equal', value: 'true', effect: 'NoSchedule' },
      ]),
    });
  });

  test('sizes are choices of every profile without one of its own', () => {
    const text = config(
      POOLS,
      `profiles:
  minimal: { memory: { limit: 1Gi } }
  sizes:
    - { name: half, displayName: Half a node, node: { pool: cpu, part: 1/2 } }
    - { name: small, displayName: Small, memory: { limit: 2Gi }, default: true, allow: { groups: [a] } }
`,
      LOGIN,
    );
    expect(by(text, 'minimal')).not.toHaveProperty('profile_options');
    const { choices } = by(text, 'datascience').profile_options.size;
    expect(choices.small).toEqual({
      display_name: 'Small',
      default: true,
      allow: { groups: ['a'] },
      kubespawner_override: { mem_limit: '2G' },
    });
    expect(choices.half).not.toHaveProperty('default');
    expect(choices.half.kubespawner_override).toMatchObject({ cpu_guarantee: 1.75, mem_limit: '7680M' });
  });

  test('images are pulled on the nodes where they can run', () => {
    const text = config(
      POOLS,
      'gpu: { tolerations: [{ key: nvidia.com/gpu, operator: Exists }] }\n',
      'profiles: { minimal: { gpu: false }, pytorch: true, datascience: false }\n',
      LOGIN,
    );
    expect(pullers(text)).toEqual({
      'continuous-image-puller-cpu': [stack('minimal'), TOOLS],
      'continuous-image-puller-gpu': [stack('pytorch'), TOOLS],
    });
    const all = objects(build(text));
    const { template, selector } = all['DaemonSet/continuous-image-puller-gpu'].spec;
    expect(template.spec.nodeSelector).toEqual({ pool: 'gpu' });
    expect(template.spec.tolerations).toContainEqual({
      key: 'nvidia.com/gpu',
      operator: 'Equal',
      value: 'true',
      effect: 'NoSchedule',
    });
    expect(selector.matchLabels).not.toEqual(
      all['DaemonSet/continuous-image-puller-cpu'].spec.selector.matchLabels,
    );
    expect(template.metadata.labels).toMatchObject(selector.matchLabels);
  });

  test.each([
    [
      'too large',
      'profiles: { datascience: { cpu: { guarantee: 20 } } }\n',
      'profiles.datascience',
      /datascience fits no node\. cpu: cpu: 4 - 500m = 3\.5 is less than 20; gpu: its nodes have a taint that is not tolerated: nvidia\.com\/gpu=true\./,
    ],
    [
      'a limit counts as the request',
      'profiles: { datascience: { memory: { limit: 15.5Gi } } }\njupyterhub: { singleuser: { memory: { guarantee: null } } }\n',
      'profiles.datascience',
      /memory: 16Gi - 1Gi = 15Gi is less than 15\.5Gi/,
    ],
    [
      'one size of many',
      'profiles: { sizes: [{ name: s, displayName: S, cpu: { guarantee: 1 } }, { name: l, displayName: L, cpu: { guarantee: 8 } }] }\n',
      'profiles',
      /The profile datascience, size l fits no node/,
    ],
    [
      'no device anywhere',
      'gpu: { limit: 3, tolerations: [{ operator: Exists }] }\n',
      'nodePools',
      /cpu: nvidia\.com\/gpu: none is less than 3; gpu: nvidia\.com\/gpu: 2 is less than 3/,
    ],
    [
      'labels',
      'profiles: { datascience: { override: { node_selector: { pool: big } } } }\n',
      'profiles.datascience',
      /its nodes are not labelled pool=big/,
    ],
  ])('a profile that fits no node: %s', (_what, section, at, words) => {
    const text = config(POOLS, section, section.includes('jupyterhub:') ? '' : LOGIN);
    const { problems: found, messages } = buildFleet({ 'lab.yaml': text });
    const line = text.split('\n').findIndex((each) => each.startsWith(`${at.split('.')[0]}:`)) + 1;
    expect(found).toEqual([expect.stringMatching(new RegExp(`^PROFILE_FITS_NOWHERE ${line}:\\d+ ${at}$`))]);
    expect(messages[0]).toMatch(words);
  });

  test('the user scheduler and profiles of the user count too', () => {
    const own = `jupyterhub:
  singleuser:
    profileList:
      - { slug: big, display_name: Big, kubespawner_override: { mem_guarantee: 100G } }
`;
    expect(problems(config(POOLS, own))).toEqual([
      expect.stringMatching(/^PROFILE_FITS_NOWHERE \d+:\d+ jupyterhub\.singleuser\.profileList\[0\]$/),
    ]);
  });
});

test('what is pulled is what can be started: choices and init containers, the image of nobody not', () => {
  const text = config(
    `profiles:
  datascience:
    options:
      image:
        display_name: Image
        choices:
          a: { display_name: A, default: true, kubespawner_override: { image: "lab/a:1" } }
          b: { display_name: B, kubespawner_override: { image: "lab/b:1", init_containers: [{ name: x, image: "lab/init:1" }] } }
`,
    'jupyterhub: { singleuser: { cloudMetadata: { blockWithIptables: false }, extraContainers: [{ name: side, image: "lab/side:1" }] }, prePuller: { extraImages: { more: { name: lab/more, tag: "1" } } } }\n',
  );
  expect(pullers(text)).toEqual({
    'continuous-image-puller': ['lab/a:1', 'lab/b:1', 'lab/init:1', 'lab/more:1', 'lab/side:1'],
  });
});

test.each([
  ['a default that is off', 'profiles: { default: minimal }\n', 'PROFILE_UNKNOWN 3:13 profiles.default'],
  [
    'a pool that is not there',
    'profiles: { minimal: { node: { pool: x, part: 1/2 } } }\n',
    'PROFILE_UNKNOWN 3:32 profiles.minimal.node.pool',
  ],
  [
    'a device without gpu',
    'profiles: { minimal: { gpu: 1 } }\n',
    'PROFILE_UNKNOWN 3:24 profiles.minimal.gpu',
  ],
  [
    'decimal memory',
    'profiles: { minimal: { memory: { limit: 2G } } }\n',
    'SCHEMA_FORMAT 3:34 profiles.minimal.memory.limit',
  ],
  [
    'a profile nobody knows',
    'profiles: { datascienc: true }\n',
    'SCHEMA_UNKNOWN_KEY 3:13 profiles.datascienc',
  ],
])('refused: %s', (_what, section, problem) => {
  expect(problems(config(section, LOGIN))).toContain(problem);
});
