/** `profiles` becomes `singleuser.profileList`; `nodePools` tells its pullers where images are needed. */
import { isObject, type Json, type JsonObject } from '../../document/json';
import { DEFAULTS } from '../../values/defaults';
import { serverArguments } from '../culling/per-profile';
import { cullingPolicy } from '../culling/policy';
import type { Feature, FeatureContext, FeatureProblem } from '../feature';
import { imageSettings } from '../images/images';
import { defaultSlug, type Offered, offered } from './offered';
import { lowerProfile, type ProfileContext } from './profile';

export function profiles({ sections, values }: FeatureContext): Feature {
  const { nodePools = [], gpu } = sections;
  const all = offered(sections);
  const chosen = hasDefault(values) ? undefined : defaultSlug(all, sections.profiles?.default);
  const context: ProfileContext = {
    gpu,
    pools: nodePools,
    sizes: sections.profiles?.sizes ?? [],
    tolerations: userTolerations(values),
    culling: { policy: cullingPolicy(sections), args: serverArguments(values) },
  };
  const list = all.map(({ slug, settings }) =>
    lowerProfile({ slug, settings, isDefault: slug === chosen }, context),
  );
  return {
    ...(list.length === 0 ? {} : { values: { singleuser: { profileList: list } } }),
    platform: {
      ...(list.length === 0 && nodePools.length === 0 ? {} : { pullWhatStarts: true }),
      nodePools,
    },
    assumptions: ownImages(sections.images, all),
    problems: [...problems(sections, all), ...withoutCommand(list, values, all)],
  };
}

/** Those that are built here; others are somewhere for everybody to see. */
function ownImages(section: FeatureContext['sections']['images'], all: readonly Offered[]): string[] {
  const own: readonly string[] = Object.values(imageSettings(section));
  const used = all.map(({ settings }) => String(settings.image)).filter((image) => own.includes(image));
  return [...new Set(used)].map((image) => `Nodes can pull ${image}: hubsynth images build, push (images).`);
}

/** Profiles of the user's own beside ours may have one that is meant. */
function hasDefault(values: JsonObject): boolean {
  const list = child(values, 'singleuser', 'profileList');
  return Array.isArray(list) && list.some((each: Json) => isObject(each) && each['default'] === true);
}

function userTolerations(values: JsonObject): readonly Json[] {
  const written = child(values, 'scheduling', 'userPods', 'tolerations');
  const all = written ?? child(DEFAULTS, 'scheduling', 'userPods', 'tolerations');
  const extra = child(values, 'singleuser', 'extraTolerations');
  return [...(Array.isArray(all) ? (all as Json[]) : []), ...(Array.isArray(extra) ? (extra as Json[]) : [])];
}

function child(node: Json, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), node);
}

/** KubeSpawner gives arguments to a command that it knows; that of an image gets none. */
function withoutCommand(
  list: readonly JsonObject[],
  values: JsonObject,
  all: readonly Offered[],
): FeatureProblem[] {
  if (child(values, 'singleuser', 'cmd') !== null) return [];
  return list.flatMap((profile, index): FeatureProblem[] => {
    const args = child(profile, 'kubespawner_override', 'args');
    const written = all[index]?.settings.culling;
    if (args === undefined) return [];
    return [
      {
        code: 'VALUES_CONFLICT',
        path: written === undefined ? ['culling'] : [...(all[index]?.path ?? []), 'culling', 'idle'],
        message: `The profile ${String(profile['slug'])} has a limit of its own for idle servers, which they are told by arguments; jupyterhub.singleuser.cmd is null, and the command of an image gets none.`,
        hint: 'Write the command of the images: jupyterhub: { singleuser: { cmd: jupyterhub-singleuser } }.',
      },
    ];
  });
}

function problems(sections: FeatureContext['sections'], all: readonly Offered[]): FeatureProblem[] {
  const { nodePools = [], profiles: section, gpu } = sections;
  const found: FeatureProblem[] = [];
  const say = (path: FeatureProblem['path'], message: string, hint: string) =>
    found.push({ code: 'PROFILE_UNKNOWN', path, message, hint });
  const wanted = section?.default;
  if (wanted !== undefined && !all.some(({ slug }) => slug === wanted))
    say(
      ['profiles', 'default'],
      `profiles.default is ${wanted}, which is not offered.`,
      `Switch it on, or take one of: ${all.map(({ slug }) => slug).join(', ')}.`,
    );
  const pools = nodePools.map(({ name }) => name);
  const sized = [
    ...all.map(({ settings, path }) => ({ settings, path })),
    ...(section?.sizes ?? []).map((settings, index) => ({ settings, path: ['profiles', 'sizes', index] })),
  ];
  for (const { settings, path } of sized) {
    const { node, gpu: wants } = settings;
    if (node !== undefined && !pools.includes(node.pool))
      say(
        [...path, 'node', 'pool'],
        `There is no node pool ${node.pool}.`,
        pools.length === 0 ? 'Describe it in nodePools.' : `There are: ${pools.join(', ')}.`,
      );
    if (gpu === undefined && (wants === true || (typeof wants === 'number' && wants > 0)))
      say([...path, 'gpu'], 'A graphics processor is asked for, and `gpu` is off.', 'Write `gpu: {}`.');
  }
  return found;
}
