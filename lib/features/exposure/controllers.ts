/**
 * What each ingress controller has to be told so that kernels stay connected and notebooks can be saved: websockets
 * that are silent for a while (controllers end them after 60 s), and requests larger than the usual 1 MiB.
 * Sources: the annotation pages of each controller's documentation.
 */
import type { Exposure } from '../../config/schema/exposure';

type Controller = NonNullable<NonNullable<Exposure['ingress']>['controller']>;
type Annotations = Readonly<Record<string, string>>;

export interface Wanted {
  /** Such as 512m. */
  readonly maxBodySize: string;
  readonly stickyCookie: boolean;
  readonly tls: boolean;
  /** The Service behind the Ingress. */
  readonly service: string;
}

export interface Told {
  readonly ingress: Annotations;
  readonly service: Annotations;
  /** What no annotation can say. */
  readonly assumption?: string;
}

/** A kernel may be silent for as long as its work takes; seconds. */
const SILENCE = 3600;
const NONE: Told = { ingress: {}, service: {} };

const TOLD: Readonly<Record<Controller, (wanted: Wanted) => Told>> = {
  traefik,
  nginx: ({ maxBodySize }) => ({
    ...NONE,
    ingress: {
      'nginx.ingress.kubernetes.io/proxy-body-size': maxBodySize,
      'nginx.ingress.kubernetes.io/proxy-read-timeout': String(SILENCE),
      'nginx.ingress.kubernetes.io/proxy-send-timeout': String(SILENCE),
    },
  }),
  'nginx-inc': ({ maxBodySize, service }) => ({
    ...NONE,
    ingress: {
      'nginx.org/client-max-body-size': maxBodySize,
      'nginx.org/proxy-read-timeout': `${SILENCE}s`,
      'nginx.org/proxy-send-timeout': `${SILENCE}s`,
      'nginx.org/websocket-services': service,
    },
  }),
  haproxy: () => ({ ...NONE, ingress: { 'haproxy.org/timeout-tunnel': `${SILENCE}s` } }),
  'haproxy-ingress': ({ maxBodySize }) => ({
    ...NONE,
    ingress: {
      'haproxy-ingress.github.io/proxy-body-size': maxBodySize,
      'haproxy-ingress.github.io/timeout-tunnel': `${SILENCE}s`,
    },
  }),
  contour: () => ({
    ...NONE,
    ingress: {
      'projectcontour.io/response-timeout': 'infinity',
      'projectcontour.io/websocket-routes': '/',
    },
  }),
  alb: () => ({
    ...NONE,
    ingress: {
      'alb.ingress.kubernetes.io/load-balancer-attributes': `idle_timeout.timeout_seconds=${SILENCE}`,
      'alb.ingress.kubernetes.io/target-type': 'ip',
    },
  }),
  other: () => ({
    ...NONE,
    assumption:
      'The ingress controller keeps silent websockets for an hour and takes large requests: hubsynth does not know its settings (exposure.ingress.controller).',
  }),
};

export function tellController(controller: Controller, wanted: Wanted): Told {
  return TOLD[controller](wanted);
}

/** No limit of the body, and none for websockets; how long a body may take is a setting of its entry point. */
function traefik({ stickyCookie, tls }: Wanted): Told {
  const sticky = 'traefik.ingress.kubernetes.io/service.sticky.cookie';
  return {
    ingress: tls
      ? {
          'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
          'traefik.ingress.kubernetes.io/router.tls': 'true',
        }
      : {},
    service: stickyCookie
      ? {
          [sticky]: 'true',
          [`${sticky}.httponly`]: 'true',
          [`${sticky}.name`]: 'jupyterhub-proxy',
          [`${sticky}.samesite`]: 'lax',
          ...(tls ? { [`${sticky}.secure`]: 'true' } : {}),
        }
      : {},
    assumption:
      'The entry point of Traefik gives large uploads time: transport.respondingTimeouts.readTimeout, 60 s by default (exposure.ingress).',
  };
}

/** The controllers whose class is usually called like them. */
const BY_CLASS: Readonly<Record<string, Controller>> = {
  traefik: 'traefik',
  nginx: 'nginx',
  haproxy: 'haproxy',
  contour: 'contour',
  alb: 'alb',
};

export function controllerOf({ controller, class: ingressClass = '' }: NonNullable<Exposure['ingress']>) {
  return controller ?? BY_CLASS[ingressClass] ?? 'other';
}
