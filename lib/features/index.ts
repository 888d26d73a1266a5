/** Every feature, lowered: what all sections of a config ask for together. */
import type { Sections } from '../config/schema/sections';
import { isObject, type Json, type JsonObject } from '../document/json';
import { type Origin, originOf, recordOrigin } from '../document/origin';
import { joinValues } from '../values/join';
import { NO_PLATFORM, type Platform } from '../values/platform';
import { adminService } from './admin-service/admin-service';
import { culling } from './culling/culling';
import { exposure } from './exposure/exposure';
import type { Feature, FeatureContext, Lowered } from './feature';
import { gpu } from './gpu/gpu';
import { login } from './login/login';
import { mcp } from './mcp/mcp';
import { monitoring } from './monitoring/monitoring';
import { network } from './network/network';
import { podSecurity } from './pod-security/pod-security';
import { profiles } from './profiles/profiles';
import { database } from './secrets/database';
import { imagePull } from './secrets/image-pull';
import { store } from './secrets/store';
import { storage } from './storage/storage';
import { vault } from './vault/vault';

type Lower = (context: FeatureContext) => Feature;

/** With the section that speaks for what a feature sets. */
const FEATURES: readonly (readonly [keyof Sections, Lower])[] = [
  ['login', login],
  ['secrets', database],
  ['secrets', imagePull],
  ['secrets', store],
  ['vault', vault],
  ['culling', culling],
  ['profiles', profiles],
  ['gpu', gpu],
  ['storage', storage],
  ['adminService', adminService],
  ['mcp', mcp],
  ['network', network],
  ['exposure', exposure],
  ['podSecurity', podSecurity],
  ['monitoring', monitoring],
];

export function lower(context: FeatureContext): Lowered {
  const features = FEATURES.map(([section, feature]) => {
    const lowered = feature(context);
    const origin = originOf(context.data, section);
    if (lowered.values && origin) speakFor(lowered.values, origin);
    return lowered;
  });
  return {
    values: features.reduce<JsonObject>(
      (joined, { values }) => (values ? joinValues(joined, values) : joined),
      {},
    ),
    platform: features.reduce<Platform>(
      (joined, { platform }) => ({
        hubDocuments: { ...joined.hubDocuments, ...platform?.hubDocuments },
        secretPerServer: joined.secretPerServer || platform?.secretPerServer === true,
        pullWhatStarts: joined.pullWhatStarts || platform?.pullWhatStarts === true,
        nodePools: [...joined.nodePools, ...(platform?.nodePools ?? [])],
      }),
      NO_PLATFORM,
    ),
    objects: features.flatMap(({ objects = [] }) => objects),
    problems: features.flatMap(({ problems = [] }) => problems),
    assumptions: features.flatMap(({ assumptions = [] }) => assumptions),
  };
}

/** Messages about a value that a feature set point at its section; what the user wrote keeps its own line. */
function speakFor(node: Json, origin: Origin): void {
  if (Array.isArray(node))
    node.forEach((each: Json, index) => {
      if (!originOf(node, index)) recordOrigin(node, index, origin);
      speakFor(each, origin);
    });
  else if (isObject(node))
    for (const [key, value] of Object.entries(node)) {
      if (!originOf(node, key)) recordOrigin(node, key, origin);
      speakFor(value, origin);
    }
}
