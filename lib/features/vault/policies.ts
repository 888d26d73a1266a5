/**
 * What the hub and its users may do in Vault. Tried against escapes: the right to write the text of a policy is the
 * right to all of Vault, so the text of users' policies is one and pinned, and speaks of the caller's own identity.
 */
import type { VaultSettings } from './settings';

export interface Policy {
  readonly name: string;
  /** HCL. */
  readonly text: string;
}

export interface TokenRole {
  readonly name: string;
  /** Every field each time: a role that is written again keeps the old values of fields that are left out. */
  readonly fields: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export interface VaultPlan {
  readonly policies: readonly Policy[];
  readonly roles: readonly TokenRole[];
}

/** `accessor` is that of the auth method `token/`: aliases of entities are looked up by it. */
export function vaultPlan(settings: VaultSettings, accessor: string): VaultPlan {
  const user = userPolicy(settings, accessor);
  const { admin } = settings.roles;
  return {
    policies: [
      { name: settings.userPolicy, text: user },
      { name: admin, text: adminPolicy(settings, user) },
    ],
    roles: [adminRole(settings), userRole(settings)],
  };
}

/** The text of every user's policy. It neither begins nor ends with a star: pinned texts would match as globs then. */
export function userPolicy({ mount, userPath, sharedPath }: VaultSettings, accessor: string): string {
  const own = `${userPath}/{{identity.entity.aliases.${accessor}.name}}`;
  const shared =
    sharedPath === undefined
      ? []
      : [
          rule(`${mount}/data/${sharedPath}/*`, ['read']),
          rule(`${mount}/metadata/${sharedPath}/*`, ['read', 'list']),
          rule(`${mount}/metadata/${sharedPath}`, ['list']),
        ];
  return `${[
    rule(`${mount}/data/${own}/*`, ['create', 'read', 'update', 'patch', 'delete']),
    rule(`${mount}/metadata/${own}/*`, ['read', 'list', 'delete']),
    rule(`${mount}/metadata/${own}`, ['list']),
    rule(`${mount}/delete/${own}/*`, ['update']),
    ...shared,
    rule('auth/token/lookup-self', ['read']),
    rule('auth/token/renew-self', ['update']),
    rule('auth/token/revoke-self', ['update']),
  ].join('\n')}\n`;
}

/** The hub writes that text under users' names, makes tokens through one role, and ends them. */
function adminPolicy({ policyPrefix, userPolicy: template, roles }: VaultSettings, text: string): string {
  const parameters = ['display_name', 'entity_alias', 'meta', 'policies', 'renewable', 'ttl'];
  return `${[
    rule(`sys/policies/acl/${policyPrefix}*`, ['create', 'update'], {
      allowed_parameters: { policy: [text] },
    }),
    rule(`sys/policies/acl/${template}`, ['read']),
    rule(`auth/token/create/${roles.user}`, ['create', 'update'], {
      required_parameters: ['entity_alias', 'policies'],
      allowed_parameters: Object.fromEntries(parameters.map((each) => [each, []])),
    }),
    rule('auth/token/revoke-accessor', ['update']),
    rule('auth/token/lookup-self', ['read']),
    rule('auth/token/renew-self', ['update']),
  ].join('\n')}\n`;
}

type Constraint = readonly string[] | Readonly<Record<string, readonly string[]>>;

function rule(path: string, capabilities: readonly string[], constraints: Record<string, Constraint> = {}) {
  const lines = Object.entries({ capabilities, ...constraints }).map(
    ([key, value]) => `  ${key} = ${hcl(value)}`,
  );
  return `path ${JSON.stringify(path)} {\n${lines.join('\n')}\n}`;
}

function hcl(value: Constraint): string {
  if (Array.isArray(value)) return `[${value.map((each) => JSON.stringify(each)).join(', ')}]`;
  const entries = Object.entries(value as Readonly<Record<string, readonly string[]>>);
  return `{\n${entries.map(([key, each]) => `    ${JSON.stringify(key)} = ${hcl(each)}`).join('\n')}\n  }`;
}

/** The maximum of a user's token is on the role: the limit of a single call is lost when the token is renewed. */
function userRole({ roles, policyPrefix, maxTtl }: VaultSettings): TokenRole {
  return {
    name: roles.user,
    fields: {
      ...EVERY_FIELD,
      allowed_policies_glob: [`${policyPrefix}*`],
      allowed_entity_aliases: ['*'],
      token_explicit_max_ttl: maxTtl,
    },
  };
}

/** Periodic: a token with an explicit maximum of 0 still ends at the maximum of Vault itself. */
function adminRole({ roles, period }: VaultSettings): TokenRole {
  return {
    name: roles.admin,
    fields: { ...EVERY_FIELD, allowed_policies: [roles.admin], token_period: period },
  };
}

const EVERY_FIELD = {
  allowed_policies: [],
  allowed_policies_glob: [],
  disallowed_policies: [],
  disallowed_policies_glob: [],
  allowed_entity_aliases: [],
  orphan: true,
  renewable: true,
  path_suffix: '',
  token_bound_cidrs: [],
  token_explicit_max_ttl: 0,
  token_no_default_policy: true,
  token_num_uses: 0,
  token_period: 0,
  token_type: 'service',
} as const;
