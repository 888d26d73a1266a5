/** `secrets.rotation`: one more makes exactly the pods that read a secret start again. */
import type { Secrets } from '../../config/schema/secrets';
import { closest } from '../../validation/did-you-mean';
import type { FeatureProblem } from '../feature';
import type { Credential } from './credentials';

export function counterOf({ name }: Credential, { rotation = {} }: Secrets): number {
  return Object.hasOwn(rotation, name) ? (rotation[name] ?? 0) : 0;
}

/** Counters that count for nothing. */
export function unknownCounters(
  credentials: readonly Credential[],
  { rotation = {} }: Secrets,
): FeatureProblem[] {
  const known = [...new Set(credentials.map(({ name }) => name))];
  return Object.keys(rotation)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      code: 'SECRET_UNKNOWN',
      path: ['secrets', 'rotation', name],
      message: `This hub has no secret called ${name}.`,
      hint: `${hint(name, known)}It has: ${known.join(', ')}.`,
    }));
}

function hint(name: string, known: readonly string[]): string {
  const near = closest(name, known);
  return near === undefined ? '' : `Did you mean ${near}? `;
}
