/** Where the services of the documented stack usually are; what the config itself says of one wins. */
import type { Network, SERVICES, Target } from '../../config/schema/network';
import type { Sections } from '../../config/schema/sections';
import type { JsonObject } from '../../document/json';
import type { FeatureContext } from '../feature';
import { atAddress } from './address';
import { metadataAddress, rule } from './rules';

export type ServiceName = (typeof SERVICES)[number];

/** Where everybody is. */
export const ANYWHERE = '0.0.0.0/0';

/** Ports are those of the pods: a policy sees a packet after the Service has chosen one. */
const USUAL: Readonly<Record<ServiceName, Target>> = {
  internet: { addresses: [ANYWHERE], ports: [80, 443] },
  // Its address differs from cluster to cluster, and is a public one in some.
  'kubernetes-api': { addresses: [ANYWHERE], ports: [443, 6443] },
  keycloak: { namespace: 'keycloak', ports: [8080, 8443] },
  vault: { namespace: 'vault', ports: [8200] },
  postgresql: { namespace: 'postgres', ports: [5432] },
  clickhouse: { namespace: 'clickhouse', ports: [8123, 9000] },
  minio: { namespace: 'minio', ports: [9000] },
  qdrant: { namespace: 'qdrant', ports: [6333, 6334] },
  litellm: { namespace: 'litellm', ports: [4000] },
  airflow: { namespace: 'airflow', ports: [8080] },
  lakekeeper: { namespace: 'lakekeeper', ports: [8181] },
  falkordb: { namespace: 'falkordb', ports: [6379] },
};

/** For a place whose ports are not written: a policy leaves them all open then. */
export function usualPort(name: string): number | string | undefined {
  return Object.hasOwn(USUAL, name) ? USUAL[name as ServiceName].ports?.[0] : undefined;
}

/** What is written of a place replaces the place; ports stay unless they are written too. */
export function targetOf(name: ServiceName, network: Network, sections: Sections): Target {
  const usual = fromConfig(name, sections) ?? USUAL[name];
  const own = network.services?.[name];
  if (own === undefined) return usual;
  const { ports = usual.ports, ...place } = own;
  const { ports: _usual, ...usualPlace } = usual;
  return {
    ...(Object.keys(place).length === 0 ? usualPlace : place),
    ...(ports === undefined ? {} : { ports }),
  };
}

function fromConfig(name: ServiceName, { login, vault }: Sections): Target | undefined {
  if (name === 'keycloak' && login?.keycloak !== undefined) return atAddress(login.keycloak.url);
  if (name === 'vault' && vault !== undefined) return atAddress(vault.address);
  return undefined;
}

/** The rule for Vault, which servers get with the section `vault`, whether or not egress is declared. */
export function reachVault({ sections, values }: FeatureContext): JsonObject {
  return rule(targetOf('vault', sections.network ?? {}, sections), metadataAddress(values));
}
