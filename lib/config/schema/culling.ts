/** `culling`: when servers are stopped. */
import type { Static } from '@sinclair/typebox';
import { duration, section } from './words';

export const CullingSection = section('When servers are stopped. With `vault`, these are the defaults.', {
  idle: duration('A server without activity.', '2h'),
  every: duration('How often servers are looked at.', '10m'),
  maxAge: duration('A server of this age, active or not.', '6d'),
});

export type Culling = NonNullable<Static<typeof CullingSection>>;
