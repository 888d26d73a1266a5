/** `podSecurity`: the level of the Pod Security Standards that every pod of the hub holds. */
import { type Static, Type } from '@sinclair/typebox';

export const LEVELS = ['restricted', 'baseline', 'privileged'] as const;

export const PodSecuritySection = Type.Optional(
  Type.Unsafe<(typeof LEVELS)[number]>({
    enum: LEVELS,
    description: 'The Pod Security level that the namespace enforces. Default: the strictest that fits.',
  }),
);

export type PodSecurity = NonNullable<Static<typeof PodSecuritySection>>;
