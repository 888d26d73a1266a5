/** One profile of the config as KubeSpawner knows profiles. */
import type { Gpu } from '../../config/schema/gpu';
import type { NodePools } from '../../config/schema/node-pools';
import type { ProfileSettings, Size } from '../../config/schema/profiles';
import { joinMaps } from '../../document/join-maps';
import { isObject, type Json, type JsonObject } from '../../document/json';
import { tolerationsOf } from '../../values/profiles/pools';
import { type CullingContext, cullingTraits } from '../culling/per-profile';
import { gpuTraits } from '../gpu/gpu';
import { amountTraits } from './amounts';

export interface ProfileContext {
  readonly gpu: Gpu | undefined;
  readonly pools: NodePools;
  readonly sizes: readonly Size[];
  /** Tolerations of all servers: those of a profile take their place in KubeSpawner. */
  readonly tolerations: readonly Json[];
  readonly culling: CullingContext;
}

export interface ProfileToLower {
  readonly slug: string;
  readonly settings: ProfileSettings;
  readonly isDefault: boolean;
}

export function lowerProfile(
  { slug, settings, isDefault }: ProfileToLower,
  context: ProfileContext,
): JsonObject {
  const { displayName, description, image, allow, aliases, options } = settings;
  const ownSize = settings.cpu ?? settings.memory ?? settings.node;
  const size =
    ownSize === undefined && context.sizes.length > 0 ? { size: sizeOption(settings, context) } : {};
  const choices = { ...size, ...options };
  const traits = joinOverrides(
    { ...(image === undefined ? {} : { image }), ...serverTraits(settings, context) },
    cullingTraits(settings.culling, context.culling),
    settings.override ?? {},
  );
  return {
    slug,
    display_name: displayName ?? slug,
    ...(description === undefined ? {} : { description }),
    ...(isDefault ? { default: true } : {}),
    ...(allow === undefined ? {} : { allow: allow as JsonObject }),
    ...(aliases === undefined ? {} : { aliases }),
    kubespawner_override: traits,
    ...(Object.keys(choices).length > 0 ? { profile_options: choices } : {}),
  };
}

function sizeOption(profile: Sized, context: ProfileContext): JsonObject {
  const anyDefault = context.sizes.some((each) => each.default === true);
  const choices = context.sizes.map((size, index): [string, JsonObject] => {
    // A size says how many devices, its profile whether any.
    const gpu = profile.gpu === false || profile.gpu === 0 ? false : (size.gpu ?? profile.gpu);
    const sized = { ...size, ...(gpu === undefined ? {} : { gpu }) };
    return [
      size.name,
      {
        display_name: size.displayName,
        ...((anyDefault ? size.default === true : index === 0) ? { default: true } : {}),
        ...(size.allow === undefined ? {} : { allow: size.allow as JsonObject }),
        kubespawner_override: serverTraits(sized, context),
      },
    ];
  });
  return { display_name: 'Size', choices: Object.fromEntries(choices) };
}

type Sized = Pick<ProfileSettings, 'cpu' | 'memory' | 'node' | 'gpu'>;

/** Later ones win: memory of the profile over that of `gpu`. */
function serverTraits(sized: Sized, context: ProfileContext): JsonObject {
  return {
    ...gpuTraits(context.gpu, sized.gpu),
    ...placeTraits(sized, context),
    ...amountTraits(sized, context.pools),
  };
}

/** Where it runs: on the pool that it is a part of, and where graphics processors are. */
function placeTraits({ node, gpu }: Sized, context: ProfileContext): JsonObject {
  const pool = context.pools.find(({ name }) => name === node?.pool);
  const wantsGpu = context.gpu !== undefined && gpu !== false && gpu !== 0;
  const more = [
    ...(pool === undefined ? [] : tolerationsOf(pool)),
    ...(wantsGpu ? (context.gpu?.tolerations ?? []) : []),
  ];
  return {
    ...(pool?.labels === undefined ? {} : { node_selector: { ...pool.labels } }),
    ...(more.length > 0 ? { tolerations: [...context.tolerations, ...more] } : {}),
  };
}

function joinOverrides(...overrides: readonly JsonObject[]): JsonObject {
  return overrides.reduce((below, above) =>
    joinMaps(below, above, (lower, upper) =>
      isObject(lower) && isObject(upper) ? joinOverrides(lower, upper) : upper,
    ),
  );
}
