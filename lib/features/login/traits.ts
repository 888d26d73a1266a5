/** A provider in the words of GenericOAuthenticator. */
import type { Provider } from '../../config/schema/login';
import { seconds } from '../../document/duration';
import type { JsonObject } from '../../document/json';
import type { Endpoints } from './endpoints';

export const OIDC_SECRET = { name: 'jupyterhub-oidc', key: 'client-secret' } as const;

export interface ProviderTraits {
  readonly provider: Provider;
  readonly endpoints: Endpoints;
  /** What stands on the login button. */
  readonly service: string;
  /** Address of the hub, without a slash at its end. */
  readonly hub: string;
  /** The file with the provider's authority, if it is a private one. */
  readonly caFile: string | undefined;
}

const DAY = 86400;

/** Sections of hub.config. */
export function loginTraits(props: ProviderTraits): JsonObject {
  const { provider, hub } = props;
  const { session = {}, refresh = {}, authState = true } = provider;
  return {
    JupyterHub: {
      authenticator_class: 'generic-oauth',
      cookie_max_age_days: (seconds(session.max ?? 604800) ?? 0) / DAY,
    },
    GenericOAuthenticator: {
      ...client(props),
      oauth_callback_url: `${hub}/hub/oauth_callback`,
      enable_auth_state: authState,
      auth_refresh_age: seconds(refresh.every ?? 300) ?? 0,
      refresh_pre_spawn: refresh.beforeSpawn ?? true,
      ...allowed(provider),
      ...groups(provider),
    },
  };
}

function client({ provider, endpoints, service, caFile, hub }: ProviderTraits): JsonObject {
  const { clientId = 'jupyterhub', clientSecret } = provider;
  return {
    login_service: service,
    client_id: clientId,
    client_secret: clientSecret ?? { secret: { ...OIDC_SECRET } },
    username_claim: provider.usernameClaim ?? 'preferred_username',
    scope: provider.scopes ?? ['openid', 'profile', 'email'],
    enable_pkce: provider.pkce ?? true,
    ...(endpoints.authorize === undefined ? {} : { authorize_url: endpoints.authorize }),
    ...(endpoints.token === undefined ? {} : { token_url: endpoints.token }),
    ...(endpoints.userinfo === undefined ? {} : { userdata_url: endpoints.userinfo }),
    ...(endpoints.logout === undefined
      ? {}
      : { logout_redirect_url: logout(endpoints.logout, clientId, hub) }),
    ...(caFile === undefined ? {} : { http_request_kwargs: { ca_certs: caFile } }),
  };
}

/** Ends the session at the provider too, and comes back to the hub (OpenID Connect RP-Initiated Logout). */
function logout(endpoint: string, clientId: string, hub: string): string {
  const query = new URLSearchParams({ client_id: clientId, post_logout_redirect_uri: `${hub}/` });
  return `${endpoint}?${query}`;
}

function allowed({ allow = {}, admins = {} }: Provider): JsonObject {
  return {
    ...(allow.all === true ? { allow_all: true } : {}),
    ...list('allowed_users', allow.users),
    ...list('allowed_groups', allow.groups),
    ...list('admin_users', admins.users),
    ...list('admin_groups', admins.groups),
    // Otherwise whoever was let in once stays allowed: a name taken off the list would change nothing.
    allow_existing_users: false,
  };
}

/** Groups are kept up to date at each login and refresh: profiles may be open to some groups only. */
function groups({ groupsClaim = 'groups', authState = true }: Provider): JsonObject {
  return authState ? { manage_groups: true, auth_state_groups_key: `oauth_user.${groupsClaim}` } : {};
}

function list(trait: string, names: readonly string[] | undefined): JsonObject {
  return names === undefined || names.length === 0 ? {} : { [trait]: names };
}
