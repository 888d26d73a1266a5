import { createHash } from 'node:crypto';
import { quirk } from './quirk';

const LONGEST = 63;

/** The name of a puller container from the keys a user chose. */
export const q09 = quirk({
  id: 'Q-09',
  decision: 'fixed',
  chartDoes:
    'Puller containers are named after keys as they are: capitals, dots or long keys give invalid names.',
  weDo: 'Other letters become dashes, with a short hash so that two keys never meet in one name.',
  occurs: ({ prePuller }) => {
    const bad = Object.keys(prePuller.extraImages ?? {}).find(
      (key) => label(`image-pull-${key}`) !== `image-pull-${key}`,
    );
    return bad === undefined ? undefined : ['prePuller', 'extraImages', bad];
  },
  chart: (name: string) => name,
  fixed: label,
});

/** The name itself where it is a DNS label, else one made from it. */
function label(name: string): string {
  if (name.length <= LONGEST && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST - 9)
    .replace(/^-+|-+$/g, '');
  return `${plain}-${hash}`;
}
