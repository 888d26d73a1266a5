/** The config file of one hub (design section 3): the one source for type, check and the editor's JSON Schema. */
import { type Static, Type } from '@sinclair/typebox';
import type { JsonObject } from '../../document/json';
import { COMPATIBILITY } from '../../values/chart-release';
import { AdminServiceSection } from './admin-service';
import { CullingSection } from './culling';
import { ExposureSection } from './exposure';
import { GpuSection } from './gpu';
import { ImagesSection } from './images';
import { LoginSection } from './login';
import { McpSection } from './mcp';
import { MonitoringSection } from './monitoring';
import { NetworkSection } from './network';
import { NodePoolsSection } from './node-pools';
import { PodSecuritySection } from './pod-security';
import { ProfilesSection } from './profiles';
import { SecretsSection } from './secrets';
import { StorageSection } from './storage';
import { VaultSection } from './vault';
import { closed } from './words';

/** RFC 1123 label: what Kubernetes takes as the name of a namespace. */
const LABEL = '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$';
const HOST = '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$';

const label = (description: string, maxLength: number, value?: string) =>
  Type.String({
    description,
    pattern: LABEL,
    maxLength,
    ...(value === undefined ? {} : { default: value }),
  });

const kubernetes = Type.Object(
  {
    oldest: Type.Optional(
      Type.String({
        description: 'Oldest Kubernetes release the hub has to run on, such as "1.30".',
        pattern: '^1\\.[0-9]+$',
        default: '1.28',
      }),
    ),
  },
  { ...closed, description: 'The clusters that objects are checked against.' },
);

const allow = Type.Object(
  {
    code: Type.String({ description: 'The code of the message.' }),
    path: Type.Optional(Type.String({ description: 'Only where the message names this key or object.' })),
    reason: Type.String({ description: 'Why it is all right here.', minLength: 1 }),
  },
  closed,
);

const storageMigration = Type.Object(
  {
    setting: Type.String({ description: 'The setting, as the message names it.', minLength: 1 }),
    from: Type.String({ description: 'What it was.' }),
    to: Type.String({ description: 'What it is.' }),
    reason: Type.String({ description: 'What became of the data in the homes.', minLength: 1 }),
  },
  closed,
);

export const ConfigSchema = Type.Object(
  {
    name: label('Folder of the hub below dist/.', 63),
    release: Type.Optional(
      label(
        'Helm release name: stands in selectors and cluster-wide names; never changed later. Default: name.',
        53,
      ),
    ),
    cluster: Type.Optional(
      label('Cluster the hub lives in: objects of one cluster may not collide.', 63, 'default'),
    ),
    namespace: Type.Optional(label('Namespace of the hub.', 63, 'jupyter')),
    namespaceObject: Type.Optional(
      Type.Boolean({ description: 'Whether the Namespace itself is rendered.', default: true }),
    ),
    host: Type.Optional(
      Type.String({
        description: 'Host name under which users reach the hub.',
        pattern: HOST,
        maxLength: 253,
      }),
    ),
    compatibility: Type.Optional(
      Type.Unsafe<(typeof COMPATIBILITY)[number]>({
        enum: COMPATIBILITY,
        description: 'The chart release whose defaults and images are followed.',
        default: '4.2.0',
      }),
    ),
    extends: Type.Optional(
      Type.Unsafe<string | readonly string[]>({
        type: ['string', 'array'],
        items: { type: 'string' },
        description: 'Shared layers below this file, first to last; paths are relative to this file.',
      }),
    ),
    kubernetes: Type.Optional(kubernetes),
    checks: Type.Optional(
      Type.Object(
        {
          allow: Type.Optional(
            Type.Array(allow, { description: 'Messages that are all right, with reasons.' }),
          ),
        },
        { ...closed, description: 'The checks of a build.' },
      ),
    ),
    migrations: Type.Optional(
      Type.Object(
        {
          storage: Type.Optional(
            Type.Array(storageMigration, { description: 'Changes of where homes are, each on purpose.' }),
          ),
          released: Type.Optional(
            Type.Array(Type.String({ pattern: '^PersistentVolume(Claim)?/[a-z0-9.-]+$' }), {
              description: 'Volumes and claims of an earlier output that are left out on purpose: Kind/name.',
            }),
          ),
        },
        { ...closed, description: 'Changes that an earlier output would otherwise forbid.' },
      ),
    ),
    login: LoginSection,
    secrets: SecretsSection,
    vault: VaultSection,
    culling: CullingSection,
    adminService: AdminServiceSection,
    profiles: ProfilesSection,
    nodePools: NodePoolsSection,
    gpu: GpuSection,
    storage: StorageSection,
    images: ImagesSection,
    mcp: McpSection,
    network: NetworkSection,
    exposure: ExposureSection,
    podSecurity: PodSecuritySection,
    monitoring: MonitoringSection,
    jupyterhub: Type.Optional(
      Type.Unsafe<JsonObject>({ type: 'object', description: 'Zero to JupyterHub values, verbatim.' }),
    ),
  },
  { ...closed, title: 'hubsynth config', description: 'One JupyterHub platform.' },
);

export type Config = Static<typeof ConfigSchema>;

const named = (description: string) =>
  Type.Array(
    Type.Object({ name: Type.String({ minLength: 1, maxLength: 253 }) }, { additionalProperties: true }),
    { description },
  );

/** `_cluster.<cluster>.yaml`: what the hubs of one cluster share. */
export const ClusterSchema = Type.Object(
  {
    storageClasses: Type.Optional(named('StorageClasses: name, and the fields of a StorageClass.')),
    runtimeClasses: Type.Optional(named('RuntimeClasses: name, and the fields of a RuntimeClass.')),
  },
  { ...closed, title: 'hubsynth cluster', description: 'Objects that the hubs of one cluster share.' },
);

export type Cluster = Static<typeof ClusterSchema>;
