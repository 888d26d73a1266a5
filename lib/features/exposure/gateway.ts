/** The Gateway API: a route to the proxy, and a Gateway where none is there. */
import type { GatewaySpec, HTTPRouteSpec } from '../../../imports/gateway-api/types';
import type { Exposure } from '../../config/schema/exposure';
import type { Feature, FeatureContext, FeatureObject } from '../feature';
import { hubPath, namesOf } from '../names';
import { certificateAssumption, issuerAnnotation, TLS_SECRET } from './certificate';

const API = 'gateway.networking.k8s.io/v1';
const LABELS = { 'app.kubernetes.io/managed-by': 'hubsynth' };

type ParentRef = NonNullable<HTTPRouteSpec['parentRefs']>[number];

export function gateway(section: Exposure, host: string, context: FeatureContext): Feature {
  const { name, namespace, listener, class: gatewayClass } = section.gateway ?? {};
  const made = namesOf(context).ingress;
  const parent: ParentRef = {
    name: name ?? made,
    ...(namespace === undefined || name === undefined ? {} : { namespace }),
    ...(listener === undefined
      ? name === undefined
        ? { sectionName: section.tls === undefined ? 'http' : 'https' }
        : {}
      : { sectionName: listener }),
  };
  const route: HTTPRouteSpec = {
    parentRefs: [parent],
    hostnames: [host],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: hubPath(context.values, '/') } }],
        backendRefs: [{ name: namesOf(context).of('proxy-public'), port: 80 }],
        // Without limit: a websocket of a kernel is one request that lasts as long as the kernel works.
        timeouts: { request: '0s', backendRequest: '0s' },
      },
    ],
  };
  const object = (
    kind: string,
    objectName: string,
    spec: object,
    annotations: object = {},
  ): FeatureObject => ({
    component: 'exposure',
    manifest: {
      apiVersion: API,
      kind,
      metadata: {
        name: objectName,
        namespace: context.namespace,
        labels: LABELS,
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      },
      spec,
    } as FeatureObject['manifest'],
  });
  if (gatewayClass === undefined)
    return {
      objects: [object('HTTPRoute', made, route)],
      assumptions: [
        `The Gateway ${name} lets routes of the namespace ${context.namespace} in (exposure.gateway.name).`,
      ],
    };
  const own = gatewaySpec(gatewayClass, host, section.tls);
  return {
    objects: [
      object('Gateway', made, own, issuerAnnotation(section.tls)),
      object('HTTPRoute', made, route),
      ...(section.tls === undefined
        ? []
        : [object('HTTPRoute', `${made}-https`, toHttps({ name: made, sectionName: 'http' }, host))]),
    ],
    assumptions: [
      `The cluster has the Gateway API and a GatewayClass ${gatewayClass} (exposure.gateway.class).`,
      ...certificateAssumption(section.tls),
    ],
  };
}

function gatewaySpec(gatewayClass: string, hostname: string, tls: Exposure['tls']): GatewaySpec {
  const http = { name: 'http', port: 80, protocol: 'HTTP', hostname };
  if (tls === undefined) return { gatewayClassName: gatewayClass, listeners: [http] };
  const https = {
    name: 'https',
    port: 443,
    protocol: 'HTTPS',
    hostname,
    tls: { mode: 'Terminate' as const, certificateRefs: [{ name: tls.secret ?? TLS_SECRET }] },
  };
  return { gatewayClassName: gatewayClass, listeners: [http, https] };
}

/** Who comes without TLS is sent to where it is. */
function toHttps(parent: ParentRef, host: string): HTTPRouteSpec {
  return {
    parentRefs: [parent],
    hostnames: [host],
    rules: [
      { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
    ],
  };
}
