/** `secrets`: where credentials are kept, and when pods have to read them again. */
import { type Static, Type } from '@sinclair/typebox';
import { choice, duration, flag, group, needed, objectName, section, storePath, text } from './words';

const extra = Type.Object(
  {
    name: needed('The Secret to make in the namespace of the hub.', {
      pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$',
      maxLength: 253,
    }),
    path: storePath('Where it is in the store, below secrets.path. Default: its name.'),
    keys: Type.Unsafe<Readonly<Record<string, string>>>({
      type: 'object',
      description: 'Keys of the Secret, and the property of the store that each is read from.',
      minProperties: 1,
      propertyNames: { pattern: '^[-._a-zA-Z0-9]+$' },
      additionalProperties: { type: 'string', minLength: 1 },
    }),
    type: text('Type of the Secret.', 'Opaque'),
    generate: flag('Whether `hubsynth secrets init` makes random values for missing keys.', false),
  },
  { additionalProperties: false },
);

export const SecretsSection = section('Where credentials are kept. None of them is in Git.', {
  backend: choice(
    ['externalSecrets', 'existing'],
    'externalSecrets renders ExternalSecrets against a store; existing takes Secrets that are there.',
    'externalSecrets',
  ),
  store: group('The store of the External Secrets Operator.', {
    kind: choice(['ClusterSecretStore', 'SecretStore'], 'Its kind.', 'ClusterSecretStore'),
    name: objectName('Its name.', 'vault-secret-store'),
    mount: storePath('The KV v2 mount behind it, for the commands that write values.', 'secret'),
  }),
  path: storePath('Path below which the secrets of this hub are.', 'jupyterhub'),
  refreshInterval: duration('How often the admin token of Vault is fetched again.', '5m'),
  imagePull: objectName(
    'A Secret with registry credentials to make, of type kubernetes.io/dockerconfigjson.',
  ),
  extra: Type.Optional(Type.Array(extra, { description: 'Further Secrets, for hub or users.' })),
  rotation: Type.Optional(
    Type.Unsafe<Readonly<Record<string, number>>>({
      type: 'object',
      description: 'Counters: one more makes the pods read that secret again.',
      additionalProperties: { type: 'integer', minimum: 0 },
    }),
  ),
});

export type Secrets = NonNullable<Static<typeof SecretsSection>>;
