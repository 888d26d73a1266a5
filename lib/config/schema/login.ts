/** `login`: who may come in, and through which provider. */
import type { Static } from '@sinclair/typebox';
import {
  address,
  authority,
  duration,
  flag,
  group,
  needed,
  optionalAddress,
  reference,
  section,
  text,
  texts,
} from './words';

const provider = {
  clientId: text("The client's id.", 'jupyterhub'),
  clientSecret: reference(
    'Where the client secret is kept, instead of Secret jupyterhub-oidc, key client-secret.',
  ),
  usernameClaim: text('The claim that is the user name in JupyterHub.', 'preferred_username'),
  groupsClaim: text('The claim that lists the groups of a user.', 'groups'),
  scopes: texts('Scopes that are asked for.', ['openid', 'profile', 'email']),
  pkce: flag('Whether the login is bound to the browser that began it (PKCE).', true),
  authState: flag('Whether what the provider says of a user is stored, encrypted.', true),
  refresh: group('When the provider is asked about a user again.', {
    every: duration('How old what is known of a user may be.', 300),
    beforeSpawn: flag('Whether to ask before each start of a server too.', true),
  }),
  session: group('How long a login lasts.', {
    idle: duration('Without activity.', 86400),
    max: duration('At most; the cookie of the hub lasts as long.', 604800),
  }),
  allow: group('Who may come in: `all`, or members of groups and users by name.', {
    all: flag('Everybody whom the provider knows.', false),
    groups: texts('Members of these groups.'),
    users: texts('These users.'),
  }),
  admins: group('Who administers the hub. They have to be allowed as well.', {
    groups: texts('Members of these groups.'),
    users: texts('These users.'),
  }),
  endpoints: group('Addresses of the provider, where they are not the usual ones.', {
    authorize: optionalAddress('Where the browser goes to log in.'),
    token: optionalAddress('Where the hub gets tokens.'),
    userinfo: optionalAddress('Where the hub asks about a user.'),
    logout: optionalAddress('Where the browser goes to log out.'),
  }),
  discovery: flag('Whether the hub asks the provider for its addresses when it starts.', false),
  ca: authority('the provider'),
} as const;

export const LoginSection = section('How users log in.', {
  keycloak: group('Login by Keycloak.', {
    url: address('Address of Keycloak.'),
    realm: text('The realm.', 'buunstack', { pattern: '^[^\\s/?#%]+$' }),
    ...provider,
  }),
  oidc: group('Login by any other provider of OpenID Connect.', {
    issuer: address('The issuer: its address without /.well-known/openid-configuration.'),
    name: text('What stands on the login button.', 'OpenID Connect'),
    ...provider,
    clientId: needed("The client's id."),
  }),
});

export type Login = NonNullable<Static<typeof LoginSection>>;
export type Keycloak = NonNullable<Login['keycloak']>;
export type Oidc = NonNullable<Login['oidc']>;
export type Provider = Omit<Keycloak, 'url' | 'realm'>;
