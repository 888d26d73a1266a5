/** Contradictions of a login: each would let in nobody, or others than were meant. */
import type { Provider } from '../../config/schema/login';
import { seconds, showDuration } from '../../document/duration';
import type { Path } from '../../document/path';
import type { FeatureProblem } from '../feature';

type Rule = (provider: Provider, at: Path) => FeatureProblem[];

const problem = (path: Path, message: string, hint: string): FeatureProblem => ({
  code: 'LOGIN_POLICY',
  path,
  message,
  hint,
});

const nobody: Rule = ({ allow = {} }, at) =>
  allow.all !== true && filled(allow.groups) + filled(allow.users) === 0
    ? [
        problem(
          [...at, 'allow'],
          'Nobody may log in: there is no rule that allows anybody.',
          'Write allow: {all: true} for everybody of the provider, or allow: {groups: [...]} or {users: [...]}.',
        ),
      ]
    : [];

const allAndSome: Rule = ({ allow = {} }, at) =>
  allow.all === true
    ? (['groups', 'users'] as const)
        .filter((key) => filled(allow[key]) > 0)
        .map((key) =>
          problem(
            [...at, 'allow', key],
            `allow.all lets everybody in, so the list of ${key} restricts nothing.`,
            `Remove all: true to allow only these ${key}, or remove the list.`,
          ),
        )
    : [];

/** JupyterHub lets administrators in whatever the rules say: that has to stand in the rules too. */
const adminsNotAllowed: Rule = ({ allow = {}, admins = {} }, at) => {
  if (allow.all === true) return [];
  const hint = 'JupyterHub lets administrators in always; write it where the others stand too.';
  const ofGroups = (admins.groups ?? [])
    .filter((each) => !allow.groups?.includes(each))
    .map((each) =>
      problem(
        [...at, 'admins', 'groups'],
        `Administrators of group ${each} are not among those allowed.`,
        hint,
      ),
    );
  // Whether somebody is in an allowed group is known to the provider only.
  const ofUsers = (filled(allow.groups) > 0 ? [] : (admins.users ?? []))
    .filter((each) => !allow.users?.includes(each))
    .map((each) =>
      problem([...at, 'admins', 'users'], `Administrator ${each} is not among those allowed.`, hint),
    );
  return [...ofGroups, ...ofUsers];
};

const groupsWithoutState: Rule = ({ allow = {}, admins = {}, authState = true }, at) =>
  authState || filled(allow.groups) + filled(admins.groups) === 0
    ? []
    : [
        problem(
          [...at, 'authState'],
          'Groups are read from what is stored of a login, and that is switched off.',
          'Remove authState: false, or the groups.',
        ),
      ];

const times: Rule = ({ session = {}, refresh = {} }, at) => {
  const idle = seconds(session.idle ?? 86400) ?? 0;
  const max = seconds(session.max ?? 604800) ?? 0;
  const every = seconds(refresh.every ?? 300) ?? 0;
  const tooLong =
    idle > max
      ? [
          problem(
            [...at, 'session', 'idle'],
            `A session may be idle for ${showDuration(idle)}, but lasts ${showDuration(max)} at most.`,
            'Make session.idle at most session.max.',
          ),
        ]
      : [];
  const never =
    every > idle
      ? [
          problem(
            [...at, 'refresh', 'every'],
            `Users are asked about every ${showDuration(every)}, but a session ends after ${showDuration(idle)} without it.`,
            'Make refresh.every shorter than session.idle: refreshing keeps the session alive.',
          ),
        ]
      : [];
  return [...tooLong, ...never];
};

const openid: Rule = ({ scopes = ['openid'] }, at) =>
  scopes.includes('openid')
    ? []
    : [
        problem(
          [...at, 'scopes'],
          'Without the scope openid the provider tells nothing of the user.',
          'Add openid.',
        ),
      ];

const RULES: readonly Rule[] = [nobody, allAndSome, adminsNotAllowed, groupsWithoutState, times, openid];

export function loginProblems(provider: Provider, at: Path): FeatureProblem[] {
  return RULES.flatMap((rule) => rule(provider, at));
}

function filled(list: readonly string[] | undefined): number {
  return list?.length ?? 0;
}
