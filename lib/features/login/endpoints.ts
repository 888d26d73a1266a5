/** Where a provider is asked for what. */
import type { Keycloak, Oidc, Provider } from '../../config/schema/login';

export interface Endpoints {
  readonly authorize?: string;
  readonly token?: string;
  readonly userinfo?: string;
  readonly logout?: string;
}

export function keycloakIssuer({ url, realm = 'buunstack' }: Keycloak): string {
  return `${url}/realms/${encodeURIComponent(realm)}`;
}

/** Keycloak's addresses follow from realm and address; what is written out wins. */
export function keycloakEndpoints(keycloak: Keycloak): Endpoints {
  const base = `${keycloakIssuer(keycloak)}/protocol/openid-connect`;
  const usual = {
    authorize: `${base}/auth`,
    token: `${base}/token`,
    userinfo: `${base}/userinfo`,
    logout: `${base}/logout`,
  };
  return { ...(keycloak.discovery ? {} : usual), ...keycloak.endpoints };
}

export function oidcEndpoints({ endpoints = {} }: Oidc): Endpoints {
  return endpoints;
}

/** The hub asks the provider itself for what is not written. */
export function isDiscovered(
  { discovery, endpoints = {} }: Provider,
  { authorize, token, userinfo }: Endpoints,
) {
  return (
    discovery === true && [authorize, token, userinfo, endpoints.logout].some((each) => each === undefined)
  );
}
