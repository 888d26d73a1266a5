/** Class and trait names, types and old names, and who may have what of their own. */
import type { JsonObject } from '../../../lib/document/json';
import { showPath } from '../../../lib/document/path';
import { coalesce } from '../../../lib/values/coalesce';
import { DEFAULTS } from '../../../lib/values/defaults';
import type { Finding, Policy } from '../../../lib/values/rules/rule';
import type { Values } from '../../../lib/values/schema/values';
import { traits } from '../../../lib/values/trait-check';

const STRICT: Policy = { behaviour: 'chart', lenient: false, plaintext: 'warning' };

function found(written: object, policy = STRICT): readonly Finding[] {
  const user = written as JsonObject;
  return traits(coalesce(DEFAULTS, user) as unknown as Values, user, policy);
}

const told = (written: object, policy = STRICT) =>
  found(written, policy).map(
    ({ severity, code, path, hint }) => `${severity} ${code} ${showPath(path)}${hint ? ` | ${hint}` : ''}`,
  );

const config = (sections: object, hub: object = {}) => ({ hub: { config: sections, ...hub } });
const profile = (more: object) => ({ singleuser: { profileList: [{ display_name: 'P', ...more }] } });
const override = (kubespawner_override: object) => profile({ kubespawner_override });

test('the defaults are not looked at, and may be said again', () => {
  expect(told({})).toEqual([]);
  expect(told(config({ JupyterHub: { admin_access: true, authenticator_class: 'dummy' } }))).toEqual([]);
});

test.each<[string, object, string]>([
  [
    'a slip',
    config({ KubeSpawner: { mem_limmit: '1G' } }),
    'error TRAIT_UNKNOWN hub.config.KubeSpawner.mem_limmit | Did you mean "mem_limit"?',
  ],
  [
    'camelCase',
    config({ KubeSpawner: { memLimit: '1G' } }),
    'error TRAIT_UNKNOWN hub.config.KubeSpawner.memLimit | Did you mean "mem_limit"?',
  ],
  [
    'a trait of another class',
    config({ KubeSpawner: { db_url: 'x' } }),
    'error TRAIT_UNKNOWN hub.config.KubeSpawner.db_url | It is a trait of JupyterHub: is it on the wrong level?',
  ],
  [
    'a class on the level of traits',
    config({ JupyterHub: { KubeSpawner: {} } }),
    'error TRAIT_UNKNOWN hub.config.JupyterHub.KubeSpawner | KubeSpawner is a class: it belongs below hub.config.',
  ],
  [
    'one that was removed',
    config({ CILogonOAuthenticator: { shown_idps: ['https://idp.example.org'] } }),
    'error TRAIT_UNKNOWN hub.config.CILogonOAuthenticator.shown_idps | Use allowed_idps.',
  ],
  [
    'a wrong type',
    config({ KubeSpawner: { http_timeout: '120' } }),
    'error TRAIT_TYPE hub.config.KubeSpawner.http_timeout | Remove the quotes.',
  ],
  [
    'a number for a text',
    config({ GitHubOAuthenticator: { client_id: 5 } }),
    'error TRAIT_TYPE hub.config.GitHubOAuthenticator.client_id | Put it in quotes.',
  ],
  [
    'a size as Kubernetes writes it',
    { singleuser: { memory: { limit: '2Gi' } } },
    'error TRAIT_TYPE singleuser.memory.limit',
  ],
  [
    'one of a few words',
    config({ KubeSpawner: { slug_scheme: 'save' } }),
    'error TRAIT_TYPE hub.config.KubeSpawner.slug_scheme',
  ],
  [
    'what only code can say',
    config({ KubeSpawner: { pre_spawn_hook: 'my_hook' } }),
    'error TRAIT_TYPE hub.config.KubeSpawner.pre_spawn_hook',
  ],
  [
    'deep in a value',
    config({
      CILogonOAuthenticator: { allowed_idps: { 'https://i': { username_derivation: { claim: 'x' } } } },
    }),
    'error TRAIT_TYPE hub.config.CILogonOAuthenticator.allowed_idps["https://i"].username_derivation.claim | Known keys: username_claim, action, domain, prefix.',
  ],
  [
    'a login that is not there',
    config({ JupyterHub: { authenticator_class: 'gitub' } }),
    'error TRAIT_TYPE hub.config.JupyterHub.authenticator_class',
  ],
  [
    'an old name, which is taken',
    config({ GenericOAuthenticator: { username_key: 'sub' } }),
    'warning TRAIT_DEPRECATED hub.config.GenericOAuthenticator.username_key | Use username_claim.',
  ],
  [
    'an old name that is no trait any more',
    config({ KubeSpawner: { image_spec: 'a:b' } }),
    'warning TRAIT_DEPRECATED hub.config.KubeSpawner.image_spec | Use image.',
  ],
  [
    'a class with a slip',
    config({ GithubOAuthenticator: { client_id: 'x' } }),
    'error TRAIT_UNKNOWN_CLASS hub.config.GithubOAuthenticator | Did you mean GitHubOAuthenticator?',
  ],
  [
    'a class that nobody knows',
    config({ Pagination: { a: 1 } }),
    'warning TRAIT_UNKNOWN_CLASS hub.config.Pagination',
  ],
  [
    'in a profile',
    override({ cpuLimit: 2 }),
    'error TRAIT_UNKNOWN singleuser.profileList[0].kubespawner_override.cpuLimit | Did you mean "cpu_limit"?',
  ],
  [
    'a type in a profile',
    override({ mem_guarantee: '1Gi' }),
    'error TRAIT_TYPE singleuser.profileList[0].kubespawner_override.mem_guarantee',
  ],
  [
    'in a choice',
    profile({ profile_options: { i: { choices: { a: { kubespawner_override: { imagee: 'x' } } } } } }),
    'error TRAIT_UNKNOWN singleuser.profileList[0].profile_options.i.choices.a.kubespawner_override.imagee | Did you mean "image"?',
  ],
  [
    'in an unlisted choice',
    profile({
      profile_options: { i: { unlisted_choice: { enabled: true, kubespawner_override: { imag: 'x' } } } },
    }),
    'error TRAIT_UNKNOWN singleuser.profileList[0].profile_options.i.unlisted_choice.kubespawner_override.imag | Did you mean "image"?',
  ],
  [
    'a key of a profile with a slip',
    profile({ descripton: 'x' }),
    'error PROFILE_KEY singleuser.profileList[0].descripton | Did you mean "description"?',
  ],
  [
    'a trait beside kubespawner_override',
    profile({ mem_limit: '1G' }),
    'error PROFILE_KEY singleuser.profileList[0].mem_limit | It is a trait of KubeSpawner: it belongs below kubespawner_override.',
  ],
  [
    'an allow list where nothing reads it',
    profile({ profile_options: { i: { allow: { groups: ['a'] }, choices: { a: {} } } } }),
    'error PROFILE_KEY singleuser.profileList[0].profile_options.i.allow | It is a key of a choice: is it on the wrong level?',
  ],
  [
    'an option without choices',
    profile({ profile_options: { i: { display_name: 'I' } } }),
    'error PROFILE_KEY singleuser.profileList[0].profile_options.i | Add `choices`.',
  ],
  [
    'an allow list with a slip',
    profile({ allow: { group: ['a'] } }),
    'error PROFILE_KEY singleuser.profileList[0].allow.group',
  ],
  [
    'a field of a service',
    { hub: { services: { s: { ulr: 'http://s' } } } },
    'error SCHEMA_UNKNOWN_KEY hub.services.s.ulr | Did you mean "url"?',
  ],
  [
    'a field of a role',
    { hub: { loadRoles: { r: { scope: ['self'] } } } },
    'error SCHEMA_UNKNOWN_KEY hub.loadRoles.r.scope | Did you mean "scopes"?',
  ],
  [
    'the type of a field of a role',
    { hub: { loadRoles: { r: { scopes: 'self' } } } },
    'error SCHEMA_TYPE hub.loadRoles.r.scopes',
  ],
])('%s', (_name, written, expected) => {
  expect(told(written)).toEqual([expected]);
});

test.each<[string, object]>([
  ['a trait of a base', config({ GitHubOAuthenticator: { enable_auth_state: true, scope: ['a'] } })],
  [
    "the login's own trait in a section of its bases",
    config({
      JupyterHub: { authenticator_class: 'github' },
      Authenticator: { allowed_organizations: ['a'] },
    }),
  ],
  ["KubeSpawner's in the section Spawner", config({ Spawner: { uid: 1000 } })],
  ['a class that is not in use', config({ GitLabOAuthenticator: { client_id: 'x' } })],
  [
    'a class that the login is',
    config({ JupyterHub: { authenticator_class: 'my.login.MyLogin' }, MyLogin: { anything: 1 } }),
  ],
  [
    'a class of the hub code',
    config({ Mine: { x: 1 } }, { extraConfig: { a: 'class Mine(Configurable): pass' } }),
  ],
  [
    'a trait of the hub code',
    config({ KubeSpawner: { mine: 1 } }, { extraConfig: { a: 'x = c.KubeSpawner.mine' } }),
  ],
  [
    'a secret for a text',
    config({ GitHubOAuthenticator: { client_secret: { secret: { name: 's', key: 'k' } } } }),
  ],
  ['fields of templates', override({ pod_name_template: 'jupyter-{username}', image: '{value}' })],
  ['a null where it may be', override({ mem_limit: null, cmd: null })],
  ['keys that code of their own reads', profile({ allowed_groups: ['a'], allowed_teams: [], cost: 3 })],
  ['a slug in a choice', profile({ profile_options: { i: { choices: { a: { slug: 'a' } } } } })],
  ['a name that a profile may set', override({ user_options: {} })],
  ['our own keys', profile({ allow: { groups: ['a'] }, aliases: ['old'] })],
  [
    'a service of the chart',
    { hub: { services: { s: { apiToken: 'x', command: ['a'], info: { a: 1 } }, t: {} } } },
  ],
])('%s is all right', (_name, written) => {
  expect(told(written)).toEqual([]);
});

test('the same is a warning where the chart lets it pass', () => {
  const written = config({ KubeSpawner: { memLimit: 1 }, Kubespawner: {} });
  const lenient = told(written, { ...STRICT, lenient: true });
  expect(lenient).toHaveLength(2);
  for (const each of lenient) expect(each).toMatch(/^warning TRAIT_UNKNOWN/);
});

test('a trait in the section of a base is doubted, not refused, where the login is of another module', () => {
  const login = { JupyterHub: { authenticator_class: 'my.login.MyLogin' } };
  expect(told(config({ ...login, Authenticator: { course_key: 'x' } }))).toEqual([
    expect.stringMatching(/^warning TRAIT_UNKNOWN hub.config.Authenticator.course_key/),
  ]);
  expect(told(config({ ...login, Authenticator: { alow_all: true } }))[0]).toMatch(/^error TRAIT_UNKNOWN/);
});

test('a hub with code of its own hears that an unknown class may be its own', () => {
  const [finding] = found(config({ Quotas: {} }, { extraConfig: { a: 'pass' } }));
  expect(finding?.hint).toContain('code of your own');
});

test('a secret is never shown', () => {
  const [finding] = found(config({ GitHubOAuthenticator: { client_secret: 123456 } }));
  expect(finding?.message).toBe(
    'hub.config.GitHubOAuthenticator.client_secret is a number; it has to be a string.',
  );
});
