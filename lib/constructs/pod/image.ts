/** Images of containers and the credentials to pull them. */
import { isObject, type Json } from '../../document/json';
import type { Values } from '../../values/schema/values';
import type { Release } from '../release/release';

export interface ImageValues {
  readonly name: string;
  readonly tag: string;
  readonly pullPolicy?: string | null;
  readonly pullSecrets?: readonly Json[] | null;
}

export function image(values: ImageValues): { image: string; imagePullPolicy: string | undefined } {
  return { image: imageName(values), imagePullPolicy: values.pullPolicy || undefined };
}

export function imageName({ name, tag }: Pick<ImageValues, 'name' | 'tag'>): string {
  return `${name}:${tag}`;
}

export type PullSecretValues = Pick<Values, 'imagePullSecret' | 'imagePullSecrets'>;

/** The Secret that the chart would make from registry credentials; somebody else makes it. */
export function createdPullSecret(
  release: Release,
  { imagePullSecret }: PullSecretValues,
): string | undefined {
  return imagePullSecret.create ? release.names.of('image-pull-secret') : undefined;
}

/** References of a pod to registry credentials (L-10): the image's, those for all, the created one. */
export function imagePullSecrets(
  release: Release,
  image: ImageValues | undefined,
  values: PullSecretValues,
): { name: string }[] | undefined {
  const given = [...(image?.pullSecrets ?? []), ...values.imagePullSecrets].map(nameOf);
  const created = values.imagePullSecret.automaticReferenceInjection
    ? createdPullSecret(release, values)
    : undefined;
  const names = created === undefined ? [...new Set(given)] : [...new Set(given), created];
  return names.length > 0 ? names.map((name) => ({ name })) : undefined;
}

function nameOf(secret: Json): string {
  return isObject(secret) ? String(secret['name']) : String(secret);
}
