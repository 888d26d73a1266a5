import { joinMaps } from '../../document/join-maps';
import { isObject, type Json, type JsonObject } from '../../document/json';
import { writeYaml } from '../../output/yaml';
import { q11 } from '../../values/quirks/q-11';
import { q27 } from '../../values/quirks/q-27';
import type { Values } from '../../values/schema/values';
import type { ConfigMap } from '../kubernetes/plain';
import type { Release } from '../release/release';

/** Traefik's configuration (1.9): what is read at start, and what is read again when it changes. */
export function autohttpsConfigMap(release: Release, values: Pick<Values, 'proxy' | 'debug'>): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: release.metadata(release.names.of('autohttps'), 'autohttps'),
    data: {
      'traefik.yaml': writeYaml(staticConfiguration(release, values)),
      'dynamic.yaml': writeYaml(dynamicConfiguration(release, values.proxy)),
    },
  };
}

export function staticConfiguration(
  release: Release,
  { proxy, debug }: Pick<Values, 'proxy' | 'debug'>,
): JsonObject {
  const { letsencrypt } = proxy.https;
  const redacted = ['Authorization', 'Cookie', 'Set-Cookie', 'X-Xsrftoken'];
  return merged(
    {
      accessLog: {
        fields: { headers: { names: Object.fromEntries(redacted.map((name) => [name, 'redacted'])) } },
        filters: { statusCodes: ['500-599'] },
      },
      certificatesResolvers: {
        default: {
          acme: {
            caServer: letsencrypt?.acmeServer ?? null,
            email: letsencrypt?.contactEmail ?? null,
            httpChallenge: { entryPoint: 'http' },
            storage: '/etc/acme/acme.json',
          },
        },
      },
      entryPoints: {
        http: { address: ':8080' },
        https: { address: ':8443', transport: { respondingTimeouts: { idleTimeout: '10m0s' } } },
      },
      log: { level: debug.enabled ? 'DEBUG' : 'WARN' },
      providers: { file: { filename: '/etc/traefik/dynamic.yaml' } },
    },
    proxy.traefik.extraStaticConfig ?? {},
    release.by(q27),
  );
}

const CIPHERS = ['AES_256_GCM_SHA384', 'AES_128_GCM_SHA256', 'CHACHA20_POLY1305'];

function dynamicConfiguration(release: Release, { https, traefik }: Values['proxy']): JsonObject {
  const everything = 'PathPrefix(`/`)';
  const backend = release.by(q11)(release.names.of('proxy-http'));
  return merged(
    {
      http: {
        middlewares: {
          hsts: {
            headers: {
              stsIncludeSubdomains: traefik.hsts.includeSubdomains,
              stsPreload: traefik.hsts.preload,
              stsSeconds: traefik.hsts.maxAge,
            },
          },
          redirect: { redirectScheme: { permanent: true, scheme: 'https' } },
          scheme: { headers: { customRequestHeaders: { 'X-Scheme': 'https' } } },
        },
        routers: {
          default: {
            entrypoints: ['https'],
            middlewares: ['hsts', 'scheme'],
            rule: everything,
            service: 'default',
            tls: {
              certResolver: 'default',
              domains: (https.hosts ?? []).map((main) => ({ main })),
              options: 'default',
            },
          },
          insecure: {
            entrypoints: ['http'],
            middlewares: ['redirect'],
            rule: everything,
            service: 'default',
          },
        },
        services: { default: { loadBalancer: { servers: [{ url: `http://${backend}:8000/` }] } } },
      },
      tls: {
        options: {
          default: {
            minVersion: 'VersionTLS12',
            sniStrict: true,
            cipherSuites: CIPHERS.flatMap((cipher) =>
              ['ECDSA', 'RSA'].map((key) => `TLS_ECDHE_${key}_WITH_${cipher}`),
            ),
          },
        },
      },
    },
    traefik.extraDynamicConfig ?? {},
    release.by(q27),
  );
}

/** Maps join; of anything else one counts. */
function merged(
  ours: JsonObject,
  theirs: JsonObject,
  choose: (ours: Json, theirs: Json) => Json,
): JsonObject {
  return joinMaps(ours, theirs, (own, value) =>
    isObject(own) && isObject(value) ? merged(own, value, choose) : choose(own, value),
  );
}
