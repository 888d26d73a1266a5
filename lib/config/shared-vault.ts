/** Hubs of one Vault keep apart what is theirs (design section 3): users of two realms are different people. */
import type { Diagnostic, Position } from '../diagnostics/diagnostic';
import { positionAt } from '../document/path';
import type { Hub } from './hub';

/** What of a hub lies in Vault, with defaults; names and places only. */
export interface VaultPlaces {
  readonly hub: string;
  readonly address: string;
  /** Who says who users are. */
  readonly realm: string;
  readonly position: Position | undefined;
  readonly secretsPath: string;
  readonly userPath: string;
  readonly policyPrefix: string;
  readonly roles: readonly string[];
}

/** Undefined where the hub keeps nothing there. */
export function vaultPlaces({ name, sections, data, position }: Hub): VaultPlaces | undefined {
  const { vault, login, secrets } = sections;
  if (vault === undefined) return undefined;
  const { keycloak, oidc } = login ?? {};
  const realm = keycloak
    ? `${keycloak.url}/realms/${keycloak.realm ?? 'buunstack'}`
    : (oidc?.issuer ?? `the login of ${name}`);
  return {
    hub: name,
    address: `${vault.address} ${vault.mount ?? 'secret'}`,
    realm,
    position: positionAt(data, ['vault']) ?? position,
    secretsPath: secrets?.path ?? 'jupyterhub',
    userPath: vault.userPath ?? 'jupyter/users',
    policyPrefix: vault.policyPrefix ?? 'jupyter-user-',
    roles: [vault.roles?.admin ?? 'jupyterhub-admin', vault.roles?.user ?? 'jupyter-user'],
  };
}

export function sharedVaultProblems(all: readonly VaultPlaces[]): Diagnostic[] {
  return all.flatMap((later, index) =>
    all.slice(0, index).flatMap((earlier) => (earlier.address === later.address ? pair(earlier, later) : [])),
  );
}

function pair(a: VaultPlaces, b: VaultPlaces): Diagnostic[] {
  const begins = (
    [
      ['vault.policyPrefix', a.policyPrefix, b.policyPrefix],
      ['vault.userPath', `${a.userPath}/`, `${b.userPath}/`],
    ] as const
  ).filter(([, one, other]) => one !== other && (one.startsWith(other) || other.startsWith(one)));
  const nested = begins.map(([key, one, other]) =>
    problem(b, key, `${key} of ${a.hub} and ${b.hub} begin one another: ${trim(one)} and ${trim(other)}.`),
  );
  if (a.realm === b.realm) return nested;
  const shared: [string, string][] = [
    ...(a.secretsPath === b.secretsPath ? [['secrets.path', a.secretsPath] as [string, string]] : []),
    ...(a.userPath === b.userPath ? [['vault.userPath', a.userPath] as [string, string]] : []),
    ...(a.policyPrefix === b.policyPrefix
      ? [['vault.policyPrefix', a.policyPrefix] as [string, string]]
      : []),
    ...a.roles
      .filter((role) => b.roles.includes(role))
      .map((role): [string, string] => ['vault.roles', role]),
  ];
  const same = shared.map(([key, value]) =>
    problem(b, key, `${a.hub} and ${b.hub} have users of different realms, and share ${key} ${value}.`),
  );
  return [...nested, ...same];
}

function trim(path: string): string {
  return path.replace(/\/$/, '');
}

function problem({ position }: VaultPlaces, path: string, message: string): Diagnostic {
  return {
    code: 'VAULT_SHARED',
    severity: 'error',
    message,
    hint: 'Give each hub its own: a user of one realm would otherwise have the secrets of a namesake in the other.',
    path,
    ...(position ? { position } : {}),
  };
}
