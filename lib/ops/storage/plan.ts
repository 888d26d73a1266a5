/** The written plan of a move: from the volumes of the committed output to those of the config. */
import { asObject, type JsonObject } from '../../document/json';

export interface Volume {
  readonly kind: string;
  readonly name: string;
  /** Where its data is, for people; undefined where only the cluster knows. */
  readonly place: string | undefined;
}

export interface MoveProps {
  readonly hub: string;
  readonly namespace: string;
  readonly release: string;
  /** Volumes and claims that would leave the output. */
  readonly leaving: readonly Volume[];
  /** Those that are new. */
  readonly arriving: readonly Volume[];
  /** What has to be written below `migrations`, as YAML. */
  readonly declarations: string;
}

export function volumeOf({ kind, metadata, spec }: JsonObject): Volume {
  const { nfs, storageClassName } = asObject(spec) as { nfs?: JsonObject; storageClassName?: string };
  const place = nfs
    ? `${String(nfs['server'])}:${String(nfs['path'])}`
    : storageClassName === undefined
      ? undefined
      : `class ${storageClassName}`;
  return { kind: String(kind), name: String(asObject(metadata)['name']), place };
}

/** Markdown; undefined where nothing moves. */
export function movePlan(props: MoveProps): string | undefined {
  const { hub, namespace, release, leaving, arriving, declarations } = props;
  if (leaving.length === 0 && declarations === '') return undefined;
  const row = (each: Volume, what: string) =>
    `| ${what} | ${each.kind} \`${each.name}\` | ${each.place ?? ''} |`;
  const [from, to] = [exportOf(leaving), exportOf(arriving)];
  const steps = [
    `Say when: servers are down during the copy.`,
    `Stop all servers, and keep people from starting new ones until step 5:\n\n       kubectl -n ${namespace} delete pods -l component=singleuser-server,release=${release}`,
    from !== undefined && to !== undefined
      ? `Copy, with both exports mounted on one machine. The first run can be done days before, while people work; the last one after step 2:\n\n       rsync -aHAX --numeric-ids --delete ${from}/ ${to}/\n\n   (left and right stand for where they are mounted). Compare: the same command with \`-n\` lists nothing.`
      : 'Copy the data, if it is to be kept: from a pod that mounts the old and the new claim, with `rsync -aHAX --numeric-ids`. Folders keep their names.',
    `Write this into the config of ${hub}: it says in Git that somebody moved the data.\n\n${indent(declarations)}`,
    `\`hubsynth synth\`, merge. The new volumes come beside the old ones: nothing of these is changed, so no sync can hang.`,
    'Start a server, look at the files, write one.',
    `Weeks later, when nobody needs the old data: \`hubsynth storage release\`.`,
  ];
  return `${[
    `# Moving the storage of ${hub}`,
    '',
    '| | object | where |',
    '| --- | --- | --- |',
    ...leaving.map((each) => row(each, 'leaves the output, stays in the cluster')),
    ...arriving.map((each) => row(each, 'new')),
    '',
    ...steps.map((step, index) => `${index + 1}. ${step}`),
    '',
    'Back again: revert the commit. The old volumes are as they were at step 3; what was written since is in the new ones only.',
  ].join('\n')}\n`;
}

function exportOf(volumes: readonly Volume[]): string | undefined {
  return volumes.find(({ kind, place }) => kind === 'PersistentVolume' && place?.includes(':'))?.place;
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `       ${line}`)
    .join('\n');
}
