/** `vault`: secrets of users in Vault (or OpenBao). */
import { type Static, Type } from '@sinclair/typebox';
import { address, authority, choice, duration, flag, group, section, storePath, text } from './words';

/** Lower case, because Vault lowers the names of policies. */
const NAME = '^[a-z0-9][a-z0-9_-]*$';

export const VaultSection = section('A token for Vault in every server, bound to its user.', {
  address: address('Address of Vault, for hub and servers.'),
  auth: choice(
    ['token', 'kubernetes'],
    'token: an admin token that a sidecar keeps alive; kubernetes: the hub logs in with its service account.',
    'token',
  ),
  required: flag('Whether a server does not start when it gets no token.', true),
  timeout: duration('How long one start of a server may wait for Vault.', 30),
  ca: authority('Vault'),
  mount: storePath('The KV v2 mount that holds users secrets.', 'secret'),
  userPath: storePath('Path below which every user has a folder.', 'jupyter/users'),
  sharedPath: storePath('A folder that every user may read.'),
  policyPrefix: text('What the policies of users begin with; ends with a dash.', 'jupyter-user-', {
    pattern: '^[a-z0-9][a-z0-9_-]*-$',
  }),
  roles: group('Names of token roles, and of the policy of the hub.', {
    admin: text('Role and policy of the hub.', 'jupyterhub-admin', { pattern: NAME }),
    user: text('Role through which tokens of users are made.', 'jupyter-user', { pattern: NAME }),
  }),
  userToken: group('The token of a server.', {
    ttl: duration('How long it lives unless it is renewed.', '24h'),
    maxTtl: duration(
      'How long it lives at most. The role carries it: run `hubsynth vault setup` again.',
      '168h',
    ),
  }),
  adminToken: group('The token of the hub, with auth: token.', {
    period: duration('How long it lives unless it is renewed.', '24h'),
  }),
  kubernetes: group('With auth: kubernetes.', {
    mount: storePath('Where the method is mounted.', 'kubernetes'),
    role: text('The role to log in with. Default: roles.admin.', undefined, { pattern: NAME }),
    audience: text('The audience of the token of the service account.', 'vault'),
  }),
  image: group('Image of the sidecar.', {
    name: text('Repository.', 'hashicorp/vault'),
    tag: text('Tag.', '1.17.5'),
    digest: text('Digest, which decides.', undefined, { pattern: '^sha256:[0-9a-f]{64}$' }),
  }),
  resources: Type.Optional(
    Type.Unsafe<import('../../document/json').JsonObject>({
      type: 'object',
      description: 'Compute requests and limits of the sidecar.',
    }),
  ),
  logLevel: choice(['debug', 'info', 'warning', 'error'], 'What the notebook package logs.', 'warning'),
});

export type Vault = NonNullable<Static<typeof VaultSection>>;
