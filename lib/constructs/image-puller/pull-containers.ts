/** Which images are pulled, in which order and under which name (PULLLIST). */
import { isObject, type Json, type JsonObject } from '../../document/json';
import { q09 } from '../../values/quirks/q-09';
import type { Values } from '../../values/schema/values';
import { type Container, filled, verbatim } from '../kubernetes/plain';
import { imageName } from '../pod/image';
import type { Release } from '../release/release';
import type { Pull } from './pools';

export type PullerValues = Pick<
  Values,
  'prePuller' | 'scheduling' | 'singleuser' | 'imagePullSecret' | 'imagePullSecrets'
>;

/** `planned`: what can be started, where that is known; else what the chart pulls. */
export function pullContainers(
  release: Release,
  values: PullerValues,
  planned: readonly Pull[] = chartPulls(values),
): Container[] {
  const { prePuller } = values;
  const nameOf = release.by(q09);
  return planned.map(({ name, ...image }) => ({
    name: nameOf(name),
    ...image,
    command: ['/bin/sh', '-c', 'echo "Pulling complete"'],
    resources: filled(verbatim(prePuller.resources)),
    securityContext: filled(verbatim(prePuller.containerSecurityContext)),
  }));
}

function chartPulls({ prePuller, singleuser }: PullerValues): Pull[] {
  const profiles = prePuller.pullProfileListImages ? (singleuser.profileList ?? []) : [];
  return [
    ...metadataBlock(singleuser),
    { name: 'image-pull-singleuser', image: imageName(singleuser.image) },
    ...companions(singleuser),
    ...profiles.flatMap(profileImages),
    ...Object.entries(prePuller.extraImages ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, image]) => ({
        name: `image-pull-${key}`,
        image: imageName(image),
        imagePullPolicy: image.pullPolicy || undefined,
      })),
  ];
}

function metadataBlock({ cloudMetadata, networkTools: { image } }: Values['singleuser']): Pull[] {
  return cloudMetadata.blockWithIptables
    ? [
        {
          name: 'image-pull-metadata-block',
          image: imageName(image),
          imagePullPolicy: image.pullPolicy || undefined,
        },
      ]
    : [];
}

/** Containers that run beside a user's server. */
function companions({ initContainers, extraContainers }: Values['singleuser']): Pull[] {
  return [...(initContainers ?? []), ...(extraContainers ?? [])].map((container, index) => ({
    name: `image-pull-singleuser-init-and-extra-containers-${index}`,
    image: isObject(container) ? verbatim<string>(container['image']) : '',
  }));
}

function profileImages(profile: Json, index: number): Pull[] {
  if (!isObject(profile)) return [];
  const own = imageOf(profile);
  return [
    ...(own ? [{ name: `image-pull-singleuser-profilelist-${index}`, image: own }] : []),
    ...entries(profile['profile_options']).flatMap(([option, settings]) =>
      entries(isObject(settings) ? settings['choices'] : undefined).flatMap(([choice, choiceSettings]) => {
        const image = isObject(choiceSettings) ? imageOf(choiceSettings) : undefined;
        return image ? [{ name: `image-pull-profile-${index}-option-${option}-${choice}`, image }] : [];
      }),
    ),
  ];
}

function imageOf(holder: JsonObject): string | undefined {
  const override = holder['kubespawner_override'];
  const image = isObject(override) ? override['image'] : undefined;
  return typeof image === 'string' && image !== '' ? image : undefined;
}

/** In the order in which Go's templates walk a map. */
function entries(map: Json | undefined): [string, Json][] {
  return isObject(map) ? Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)) : [];
}
