/** `exposure` becomes `ingress`, the Service and policy of the proxy, or the objects of the Gateway API. */
import type { Exposure } from '../../config/schema/exposure';
import type { JsonObject } from '../../document/json';
import type { Feature, FeatureContext, FeatureProblem } from '../feature';
import { inNamespace, namesOf, writtenAt } from '../names';
import { certificateAssumption, issuerAnnotation, TLS_SECRET } from './certificate';
import { controllerOf, tellController } from './controllers';
import { gateway } from './gateway';

export function exposure(context: FeatureContext): Feature {
  const { sections, host } = context;
  const section = sections.exposure;
  if (section === undefined) return {};
  const found = problems(section, context);
  if (host === undefined || found.length > 0) return { problems: found };
  const made: Made =
    section.gateway === undefined ? ingress(section, host, context) : gateway(section, host, context);
  return { ...made, values: { ...made.values, proxy: proxy(section, made.service ?? {}) } };
}

interface Made extends Feature {
  /** Annotations of the Service behind it. */
  readonly service?: Readonly<Record<string, string>>;
}

function ingress(section: Exposure, host: string, context: FeatureContext): Made {
  const { class: ingressClass, annotations } = section.ingress ?? {};
  const controller = controllerOf(section.ingress ?? {});
  const told = tellController(controller, {
    maxBodySize: section.maxBodySize ?? '512m',
    stickyCookie: section.stickyCookie ?? true,
    tls: section.tls !== undefined,
    service: namesOf(context).of('proxy-public'),
  });
  const secret = section.tls?.secret ?? TLS_SECRET;
  return {
    values: {
      ingress: {
        enabled: true,
        ...(ingressClass === undefined ? {} : { ingressClassName: ingressClass }),
        annotations: { ...told.ingress, ...issuerAnnotation(section.tls), ...annotations },
        hosts: [host],
        ...(section.tls === undefined ? {} : { tls: [{ hosts: [host], secretName: secret }] }),
      },
    },
    service: told.service,
    assumptions: [
      ...(ingressClass === undefined
        ? ['The cluster has a default IngressClass (exposure.ingress).']
        : [`The cluster has an IngressClass ${ingressClass} (exposure.ingress.class).`]),
      ...(told.assumption === undefined ? [] : [told.assumption]),
      ...certificateAssumption(section.tls),
    ],
  };
}

/** Only what stands in front speaks with the proxy. */
function proxy(section: Exposure, service: Readonly<Record<string, string>>): JsonObject {
  const { controllerNamespace } = section;
  return {
    service: {
      type: 'ClusterIP',
      ...(Object.keys(service).length === 0 ? {} : { annotations: { ...service } }),
    },
    ...(controllerNamespace === undefined
      ? {}
      : {
          chp: {
            networkPolicy: {
              allowedIngressPorts: [],
              ingress: [{ from: [inNamespace(controllerNamespace)], ports: [{ port: 'http' }] }],
            },
          },
        }),
  };
}

function problems(section: Exposure, { host, values }: FeatureContext): FeatureProblem[] {
  const found: FeatureProblem[] = [];
  const conflict = (path: readonly string[], message: string, hint: string) =>
    found.push({ code: 'VALUES_CONFLICT', path: ['exposure', ...path], message, hint });
  if (host === undefined)
    conflict([], 'exposure needs the host name of the hub.', 'Set host, such as jupyter.example.com.');
  if (section.ingress !== undefined && section.gateway !== undefined)
    conflict(
      ['gateway'],
      'exposure.ingress and exposure.gateway exclude each other: there is one way in.',
      'Keep one of them.',
    );
  if (section.gateway?.name !== undefined && section.gateway.class !== undefined)
    conflict(
      ['gateway', 'class'],
      'exposure.gateway.name is a Gateway that is there, exposure.gateway.class makes one.',
      'Keep one of them.',
    );
  if (section.gateway !== undefined && (section.gateway.name ?? section.gateway.class) === undefined)
    conflict(
      ['gateway'],
      'exposure.gateway names no Gateway.',
      'Give its name, or the class of one to make.',
    );
  if (section.gateway?.name !== undefined && section.tls !== undefined)
    conflict(
      ['tls'],
      `The certificate belongs to the Gateway ${section.gateway.name}, which is not made here.`,
      'Drop exposure.tls, or let exposure.gateway.class make a Gateway.',
    );
  const https = writtenAt(values, 'proxy', 'https', 'enabled') === true;
  if (https && writtenAt(values, 'proxy', 'https', 'type') !== 'offload')
    conflict(
      [],
      'Both exposure and jupyterhub.proxy.https end TLS: what stands in front speaks plain HTTP with the proxy.',
      'Drop jupyterhub.proxy.https; exposure.tls holds the certificate.',
    );
  return found;
}
