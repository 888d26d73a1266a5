/** The client of a hub in Keycloak, in the words of Keycloak's admin API. */
import type { Keycloak } from '../../config/schema/login';
import { seconds } from '../../document/duration';

export interface KeycloakClientPlan {
  readonly realm: string;
  readonly clientId: string;
  /** Fields of a ClientRepresentation; attributes and mappers that are not named here stay as they are. */
  readonly fields: Readonly<Record<string, string | boolean | readonly string[]>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly mappers: readonly Mapper[];
  /** Seconds. What the realm allows at most counts too. */
  readonly session: { readonly idle: number; readonly max: number };
}

export interface Mapper {
  readonly name: string;
  readonly protocolMapper: string;
  readonly config: Readonly<Record<string, string>>;
}

/** `hub` is the address of the hub, without a slash at its end. */
export function keycloakClientPlan(keycloak: Keycloak, hub: string): KeycloakClientPlan {
  const { realm = 'buunstack', clientId = 'jupyterhub', groupsClaim = 'groups', pkce = true } = keycloak;
  const idle = seconds(keycloak.session?.idle ?? 86400) ?? 0;
  const max = seconds(keycloak.session?.max ?? 604800) ?? 0;
  return {
    realm,
    clientId,
    fields: {
      name: 'JupyterHub',
      enabled: true,
      protocol: 'openid-connect',
      publicClient: false,
      standardFlowEnabled: true,
      implicitFlowEnabled: false,
      // A password typed into anything but Keycloak's own page, and an account of the client's own: neither is needed.
      directAccessGrantsEnabled: false,
      serviceAccountsEnabled: false,
      baseUrl: `${hub}/`,
      redirectUris: [`${hub}/hub/oauth_callback`],
      webOrigins: [new URL(hub).origin],
    },
    attributes: {
      'post.logout.redirect.uris': `${hub}/`,
      'client.session.idle.timeout': String(idle),
      'client.session.max.lifespan': String(max),
      ...(pkce ? { 'pkce.code.challenge.method': 'S256' } : {}),
    },
    mappers: [
      {
        name: 'groups',
        protocolMapper: 'oidc-group-membership-mapper',
        config: {
          'claim.name': groupsClaim,
          'full.path': 'false',
          'id.token.claim': 'true',
          'access.token.claim': 'true',
          'userinfo.token.claim': 'true',
        },
      },
    ],
    session: { idle, max },
  };
}
