/** What `secrets` takes for granted. */
import type { Feature, FeatureContext } from '../feature';

export function store({ sections, namespace }: FeatureContext): Feature {
  const { secrets } = sections;
  if (secrets === undefined) return {};
  const { kind = 'ClusterSecretStore', name = 'vault-secret-store' } = secrets.store ?? {};
  return {
    assumptions: [
      (secrets.backend ?? 'externalSecrets') === 'externalSecrets'
        ? `External Secrets Operator runs, with the ${kind} ${name}, and the values are there: hubsynth secrets check (secrets).`
        : `The Secrets are in the namespace ${namespace}: hubsynth secrets check (secrets).`,
    ],
  };
}
