/** `login` becomes an authenticator. */
import type { Login, Provider } from '../../config/schema/login';
import { asObject } from '../../document/json';
import type { Path } from '../../document/path';
import { basePath } from '../../values/base-path';
import { FEATURE_VOLUMES } from '../../values/feature-volumes';
import { authorityFiles } from '../certificate-authority';
import type { Feature, FeatureContext, FeatureProblem } from '../feature';
import { type Endpoints, isDiscovered, keycloakEndpoints, keycloakIssuer, oidcEndpoints } from './endpoints';
import { loginProblems } from './rules';
import { loginTraits } from './traits';

const CA_FOLDER = '/usr/local/etc/jupyterhub/login-ca';
const CA_VOLUME = FEATURE_VOLUMES.loginCa;

interface Chosen {
  readonly key: 'keycloak' | 'oidc';
  readonly provider: Provider;
  readonly endpoints: Endpoints;
  readonly issuer: string;
  readonly service: string;
}

export function login(context: FeatureContext): Feature {
  const { sections, namespace } = context;
  if (sections.login === undefined) return {};
  const chosen = choose(sections.login);
  if (chosen === undefined) return { problems: [oneOf(sections.login)] };
  const { key, provider, endpoints, issuer, service } = chosen;
  const at: Path = ['login', key];
  const ca = authorityFiles(provider.ca, {
    name: CA_VOLUME,
    namespace,
    component: 'login',
    path: [...at, 'ca'],
  });
  const caFile = ca.volume === undefined ? undefined : `${CA_FOLDER}/ca.crt`;
  const discovered = isDiscovered(provider, endpoints);
  const problems = [
    ...(sections.login.keycloak && sections.login.oidc ? [oneOf(sections.login)] : []),
    ...(context.host === undefined ? [noHost(at)] : []),
    ...(discovered ? [] : missingEndpoints(endpoints, at)),
    ...loginProblems(provider, at),
    ...ca.problems,
  ];
  const hub = hubAddress(context);
  const volumes =
    ca.volume === undefined
      ? {}
      : {
          extraVolumes: [ca.volume],
          extraVolumeMounts: [{ name: CA_VOLUME, mountPath: CA_FOLDER, readOnly: true }],
        };
  return {
    values: { hub: { config: loginTraits({ provider, endpoints, service, hub, caFile }), ...volumes } },
    platform: {
      hubDocuments: discovered ? { 'login.yaml': { issuer, ...(caFile ? { ca: caFile } : {}), hub } } : {},
    },
    objects: ca.objects,
    problems,
    assumptions: [
      `${service} at ${issuer} has the client ${provider.clientId ?? 'jupyterhub'}, which sends people back to ${hub}/hub/oauth_callback (login).`,
    ],
  };
}

/** Address of the hub, without a slash at its end. */
export function hubAddress({ host, values }: Pick<FeatureContext, 'host' | 'values'>): string {
  const baseUrl = asObject(values['hub'])['baseUrl'];
  return `https://${host ?? ''}${basePath({ baseUrl: typeof baseUrl === 'string' ? baseUrl : '/' })}`;
}

/** The provider of a login, with what is particular to its kind. */
function choose({ keycloak, oidc }: Login): Chosen | undefined {
  if (keycloak)
    return {
      key: 'keycloak',
      provider: keycloak,
      endpoints: keycloakEndpoints(keycloak),
      issuer: keycloakIssuer(keycloak),
      service: 'Keycloak',
    };
  if (oidc === undefined) return undefined;
  const { issuer, name = 'OpenID Connect' } = oidc;
  return { key: 'oidc', provider: oidc, endpoints: oidcEndpoints(oidc), issuer, service: name };
}

function oneOf({ keycloak }: Login): FeatureProblem {
  return {
    code: 'LOGIN_POLICY',
    path: ['login'],
    message: keycloak ? 'Two providers are given; a hub has one.' : 'No provider is given.',
    hint: 'Write keycloak or oidc; for any other authenticator leave login out and use jupyterhub.hub.config.',
  };
}

function noHost(at: Path): FeatureProblem {
  return {
    code: 'LOGIN_POLICY',
    path: at,
    message: 'The provider sends users back to the host of the hub, and there is none.',
    hint: 'Write host: jupyter.example.com.',
  };
}

function missingEndpoints({ authorize, token, userinfo }: Endpoints, at: Path): FeatureProblem[] {
  const missing = Object.entries({ authorize, token, userinfo }).filter(([, each]) => each === undefined);
  if (missing.length === 0) return [];
  return [
    {
      code: 'LOGIN_POLICY',
      path: at,
      message: `Where the provider is asked is not known: endpoints.${missing.map(([name]) => name).join(', endpoints.')}.`,
      hint: 'Write them, or discovery: true to have the hub ask the issuer when it starts.',
    },
  ];
}
