/** `gpu`: graphics processors for servers. */
import { type Static, Type } from '@sinclair/typebox';
import type { JsonObject } from '../../document/json';
import { memoryAmount } from './amounts';
import { flag, group, objectName, section, text } from './words';

export const GpuSection = section('Graphics processors for the servers of profiles.', {
  limit: Type.Optional(Type.Integer({ description: 'How many a server gets.', minimum: 1, default: 1 })),
  resource: text('Name of the resource; that of time-sliced or MIG devices is another.', 'nvidia.com/gpu', {
    pattern: '^[a-z0-9.-]+/[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$',
  }),
  runtimeClass: group('The RuntimeClass of those servers.', {
    use: flag('Whether servers need one. Some clouds have none.', true),
    name: objectName('Its name.', 'nvidia'),
    create: flag('Whether it is rendered; else somebody else has made it.', false),
    handler: text('What the container runtime calls it, where it is rendered.', 'nvidia', {
      pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
      maxLength: 63,
    }),
  }),
  tolerations: Type.Optional(
    Type.Unsafe<readonly JsonObject[]>({
      type: 'array',
      items: { type: 'object' },
      description: 'Tolerations of those servers.',
    }),
  ),
  memory: memoryAmount('Memory that such a server always has, unless its profile says another.', '1Gi'),
});

export type Gpu = NonNullable<Static<typeof GpuSection>>;
