/** `culling`: when servers are stopped. */
import type { Static } from '@sinclair/typebox';
import { duration, flag, group, section } from './words';

export const CullingSection = section('When servers are stopped. With `vault`, these are the defaults.', {
  idle: duration('A server without activity.', '2h'),
  every: duration('How often servers are looked at.', '10m'),
  maxAge: duration('A server of this age, active or not; 0: of none.', '6d'),
  users: flag('Whether users who are idle are removed from the hub as well.', false),
  kernels: group('Kernels in a server that goes on.', {
    idle: duration('A kernel without activity; 0: of none.', 0),
    connected: flag('Whether also one that a page is connected to.', false),
  }),
  terminals: group('Terminals in a server that goes on.', {
    idle: duration('A terminal without activity; 0: of none.', 0),
  }),
});

export type Culling = NonNullable<Static<typeof CullingSection>>;
