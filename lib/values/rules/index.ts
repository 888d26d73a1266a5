/** Every rule over values. */
import { traits } from '../trait-check';
import { environment } from './environment';
import { files } from './files';
import { https } from './https';
import { hubCode } from './hub-code';
import { imagePullSecret } from './image-pull-secret';
import { metadataAddress } from './metadata-address';
import { placeholderPriority } from './placeholder-priority';
import { profileAccess } from './profile-access';
import { profileSlugs } from './profile-slugs';
import { quirks } from './quirks';
import type { Rule } from './rule';

export const RULES: readonly Rule[] = [
  metadataAddress,
  https,
  environment,
  files,
  imagePullSecret,
  placeholderPriority,
  hubCode,
  traits,
  profileSlugs,
  profileAccess,
  quirks,
];
