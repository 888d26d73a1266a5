/** `secrets`: ExternalSecrets for what a rendered hub needs. It comes last: only then it is known what that is. */
import type { Secrets } from '../../config/schema/secrets';
import { seconds } from '../../document/duration';
import type { FeatureObject, FeatureProblem } from '../feature';
import { type Credential, type CredentialProps, credentials } from './credentials';
import { externalSecrets } from './external-secret';
import { unknownCounters } from './rotation';

export interface SecretsResult {
  readonly credentials: readonly Credential[];
  readonly objects: readonly FeatureObject[];
  readonly problems: readonly FeatureProblem[];
}

export function secretsOf(props: CredentialProps & { readonly namespace: string }): SecretsResult {
  const found = credentials(props);
  const { secrets } = props.sections;
  if (secrets === undefined) return { credentials: found, objects: [], problems: [] };
  const rendered = (secrets.backend ?? 'externalSecrets') === 'externalSecrets';
  return {
    credentials: found,
    objects: rendered ? externalSecrets(found, secrets, props.namespace) : [],
    problems: [...unknownCounters(found, secrets), ...doubled(found), ...neverFetched(found, secrets)],
  };
}

/** The operator takes an interval of 0 for "never again". */
function neverFetched(found: readonly Credential[], { refreshInterval = '5m' }: Secrets): FeatureProblem[] {
  if (seconds(refreshInterval) !== 0 || !found.some(({ periodic }) => periodic)) return [];
  return [
    {
      code: 'VALUES_CONFLICT',
      path: ['secrets', 'refreshInterval'],
      message: 'The admin token of Vault is replaced now and then, and would never be fetched again.',
      hint: 'Write such as refreshInterval: 5m.',
    },
  ];
}

/** A Secret that the config declares again, key by key. */
function doubled(found: readonly Credential[]): FeatureProblem[] {
  const seen = new Set<string>();
  return found.flatMap(({ secret }): FeatureProblem[] => {
    const place = `${secret.name} ${secret.key}`;
    if (!seen.has(place)) {
      seen.add(place);
      return [];
    }
    return [
      {
        code: 'VALUES_CONFLICT',
        path: ['secrets', 'extra'],
        message: `Key ${secret.key} of Secret ${secret.name} is described twice.`,
        hint: 'hubsynth makes this one itself: remove it from secrets.extra, or give yours another name.',
      },
    ];
  });
}
