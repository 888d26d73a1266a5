/** `storage`: where homes are, and what servers share. */
import { type Static, Type } from '@sinclair/typebox';
import { closed, flag, group, needed, objectName, section, text, texts } from './words';

const QUANTITY = '^[0-9]+(\\.[0-9]+)?(Mi|Gi|Ti|Pi|M|G|T|P)$';

const capacity = (description: string, value: string) => text(description, value, { pattern: QUANTITY });
const folder = (description: string) => needed(description, { pattern: '^/([^/\\0]+/)*[^/\\0]*$' });

/** Server and path are for ever: a volume of another place is another volume. */
const nfs = (mountOptions: string) =>
  group('An NFS export.', {
    server: needed('Its server.', { pattern: '^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$' }),
    path: folder('Its path.'),
    mountOptions: texts(mountOptions),
    class: objectName('Storage class of volume and claim; none has to be there.', 'jupyter-nfs-static'),
  });

const accessMode = Type.Unsafe<'ReadWriteOnce' | 'ReadWriteMany' | 'ReadOnlyMany' | 'ReadWriteOncePod'>({
  enum: ['ReadWriteOnce', 'ReadWriteMany', 'ReadOnlyMany', 'ReadWriteOncePod'],
});

const accessModes = (value: readonly string[]) =>
  Type.Optional(
    Type.Array(accessMode, { description: 'Access modes of claims.', minItems: 1, default: value }),
  );

const shared = Type.Object(
  {
    name: Type.String({
      description: 'Its name.',
      pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
      maxLength: 40,
    }),
    mountPath: folder('Where servers have it.'),
    readOnly: flag('Whether they only read.', false),
    subPath: text('A folder of it.', undefined, { pattern: '^[^/]' }),
    claim: objectName('A claim that is there.'),
    nfs: nfs('Mount options.'),
    class: objectName('Storage class of a claim to make.'),
    capacity: capacity('Size of a claim to make.', '10Gi'),
    accessModes: accessModes(['ReadWriteMany']),
  },
  closed,
);

export const StorageSection = section('Where homes are, and what servers share.', {
  fsGroup: Type.Optional(
    Type.Integer({ description: 'Group that volumes belong to.', minimum: 0, default: 100 }),
  ),
  homes: group('Homes: a claim for each user, one claim for all, or none.', {
    class: objectName('Storage class, such as longhorn. Default: that of the cluster.'),
    capacity: capacity('Size of a claim.', '10Gi'),
    accessModes: accessModes(['ReadWriteOnce']),
    labels: Type.Optional(
      Type.Unsafe<Readonly<Record<string, string>>>({
        type: 'object',
        description: 'Further labels of claims.',
        additionalProperties: { type: 'string' },
      }),
    ),
    claim: objectName('One claim that is there, with a folder for each user.'),
    nfs: nfs('Mount options, such as nfsvers=4.1.'),
  }),
  shared: Type.Optional(
    Type.Array(shared, { description: 'Volumes of every server: course material, DAGs of Airflow.' }),
  ),
});

export type Storage = NonNullable<Static<typeof StorageSection>>;
export type Nfs = NonNullable<NonNullable<Storage['homes']>['nfs']>;
export type SharedVolume = NonNullable<Storage['shared']>[number];
