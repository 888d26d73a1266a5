/** `adminService`: a token with which programs administer the hub. */
import type { Static } from '@sinclair/typebox';
import { section, texts } from './words';

export const AdminServiceSection = section(
  'The service admin-service, for programs that administer the hub.',
  {
    scopes: texts('What it may do. The usual ones together are all that an administrator may.', [
      'admin:users',
      'tokens',
      'admin:servers',
    ]),
  },
);

export type AdminService = NonNullable<Static<typeof AdminServiceSection>>;
