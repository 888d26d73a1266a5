/** `profiles`: what users choose from. */
import { type Static, Type } from '@sinclair/typebox';
import type { JsonObject } from '../../document/json';
import { cpuRange, memoryRange, nodeFraction } from './amounts';
import { closed, duration, flag, needed, section, text, texts } from './words';

/** Profiles that hubsynth knows, in the order in which users see them. */
export const KNOWN_PROFILES = [
  'minimal',
  'base',
  'datascience',
  'pyspark',
  'pytorch',
  'tensorflow',
  'buun-stack',
  'buun-stack-cuda',
] as const;

export type KnownProfile = (typeof KNOWN_PROFILES)[number];

const allow = Type.Optional(
  Type.Object(
    { groups: texts('Members of these groups.'), users: texts('These users.') },
    { ...closed, description: 'To whom it is open. Default: to everybody.' },
  ),
);

const gpu = Type.Optional(
  Type.Unsafe<boolean | number>({
    type: ['boolean', 'integer'],
    minimum: 0,
    description: 'With `gpu`: how many, or none. Default: gpu.limit.',
  }),
);

const culling = Type.Optional(
  Type.Object(
    {
      idle: duration('A server without activity.', '2h'),
      maxAge: duration('A server of this age.', '6d'),
    },
    { ...closed, description: 'When its servers are stopped. Default: `culling`.' },
  ),
);

const amounts = { cpu: cpuRange, memory: memoryRange, node: nodeFraction };

const verbatim = (description: string) =>
  Type.Optional(Type.Unsafe<JsonObject>({ type: 'object', description }));

const settings = {
  displayName: text('What users see.'),
  description: text('A line below it.'),
  image: text('The whole name of its image.', undefined, { pattern: '^[^\\s]+$' }),
  ...amounts,
  gpu,
  allow,
  aliases: texts('Slugs that it had before.'),
  culling,
  options: verbatim("Choices in it: KubeSpawner's profile_options."),
  override: verbatim("Further settings of its servers: KubeSpawner's kubespawner_override."),
};

const profile = Type.Object(
  {
    enabled: Type.Optional(Type.Boolean({ description: 'Whether it is offered.', default: true })),
    ...settings,
  },
  closed,
);

const custom = Type.Object(
  {
    name: Type.String({
      description: 'Its slug, which users keep though the name changes.',
      pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
    }),
    ...settings,
  },
  closed,
);

const size = Type.Object(
  {
    name: Type.String({ description: 'Its slug.', pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$' }),
    displayName: needed('What users see.'),
    ...amounts,
    gpu,
    allow,
    default: flag('Whether it is taken where nobody chooses.', false),
  },
  closed,
);

/** `true`, `false`, or its settings. */
const known = (name: string) =>
  Type.Optional(
    Type.Unsafe<boolean | Static<typeof profile>>({
      ...profile,
      type: ['boolean', 'object'],
      description: `The profile ${name}.`,
    }),
  );

export const ProfilesSection = section('What users choose from.', {
  ...(Object.fromEntries(KNOWN_PROFILES.map((name) => [name, known(name)])) as Record<
    KnownProfile,
    ReturnType<typeof known>
  >),
  custom: Type.Optional(Type.Array(custom, { description: 'Profiles of your own.' })),
  sizes: Type.Optional(
    Type.Array(size, {
      description: 'Sizes that users choose from, in every profile without one of its own.',
    }),
  ),
  default: text('The profile that is taken where nobody chooses. Default: datascience, else the first.'),
  tag: text('Tag of the images of Jupyter Docker Stacks.', 'python-3.12.10', {
    pattern: '^[A-Za-z0-9_][A-Za-z0-9._-]*$',
  }),
});

export type Profiles = NonNullable<Static<typeof ProfilesSection>>;
export type ProfileSettings = Omit<Static<typeof profile>, 'enabled'>;
export type Size = Static<typeof size>;
