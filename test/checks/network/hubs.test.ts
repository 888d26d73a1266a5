/** Whole hubs: the matrix of the examples, and mistakes in a policy that have to be found. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findings, policyOf, showFinding } from '../../../lib/checks/network';
import type { JsonObject } from '../../../lib/document/json';
import { build, objects } from '../../support/config';
import { folder, hubsynth, ROOT } from '../../support/program';
import type { AnyObject } from '../../support/render';
import { MISTAKES } from './mistakes';

const config = (example: string) => path.join(ROOT, 'examples', example, 'config');

test.each(['platform', 'network', 'everything'])('who reaches whom in examples/%s', (example) => {
  const { status, stdout } = hubsynth(['check', 'network', '--config', config(example)], folder());
  expect(status).toBe(0);
  expect(stdout).toBe(readFileSync(path.join(__dirname, 'golden', `${example}.txt`), 'utf8'));
});

const text = readFileSync(path.join(config('network'), 'lab.yaml'), 'utf8');

/** What is wrong, after `change` was made to the policies. */
function wrong(change: (policies: Record<string, AnyObject>) => void): string[] {
  const built = build(text);
  const view = built.rendered.network?.();
  if (view === undefined) throw new Error('not rendered');
  const policies: Record<string, AnyObject> = Object.fromEntries(
    Object.entries(objects(built))
      .filter(([key]) => key.startsWith('NetworkPolicy/'))
      .map(([key, manifest]) => [key.replace('NetworkPolicy/', ''), structuredClone(manifest)]),
  );
  change(policies);
  const world = {
    ...view.world,
    policies: Object.values(policies).map((each) => policyOf(each as JsonObject)),
  };
  return findings(world, view.wanted)
    .filter(({ state }) => state === 'wrong')
    .map(showFinding);
}

test('the hub is right as it is', () => {
  expect(wrong(() => undefined)).toEqual([]);
});

test.each(MISTAKES)('$name', ({ make, says }) => {
  let before = '';
  let after = '';
  const found = wrong((policies) => {
    before = JSON.stringify(policies);
    make(policies);
    after = JSON.stringify(policies);
  });
  expect(after).not.toBe(before);
  expect(found.join('\n')).toContain(says);
});

test('the rule that decides is named', () => {
  const found = wrong(({ hub }) => {
    hub?.['spec'].ingress.push({ from: [{ podSelector: {} }] });
  });
  expect(found).toContain(
    'another pod here can reach hub at 8081: the hub is to be reached through the proxy only (no policy for egress; NetworkPolicy hub, ingress rule 3)',
  );
});

test('a server with labels of its own is another server', () => {
  const own = 'jupyterhub: { singleuser: { profileList: [{ display_name: A, slug: a }, ';
  const other =
    '{ display_name: B, slug: b, kubespawner_override: { extra_labels: { hub.jupyter.org/network-access-hub: null } } }] } }\n';
  const { rendered } = build(`${text}${own}${other}`);
  const view = rendered.network?.();
  const servers = view?.pods.filter(({ name }) => name.startsWith('servers'));
  expect(servers?.map(({ name }) => name)).toEqual(['servers of a', 'servers of b']);
  const found = findings(view?.world ?? { policies: [], namespaces: {} }, view?.wanted ?? []);
  // KubeSpawner takes away what is null: here the label by which the hub lets servers in.
  expect(
    found
      .filter(({ state }) => state === 'wrong')
      .map(showFinding)
      .join('\n'),
  ).toContain('servers of b cannot reach hub at 8081');
});

test('problems end with status 1, have a place, and can be allowed with a reason', () => {
  const open = `name: lab\nhost: lab.example.com\nlogin: { keycloak: { url: "https://auth.example.com", realm: r, allow: { all: true } } }\nsecrets: {}\njupyterhub: { hub: { networkPolicy: { enabled: false } } }\n`;
  const root = folder({ 'config/lab.yaml': open });
  const { status, stderr } = hubsynth(['check', 'network'], root);
  expect([status, stderr]).toEqual([
    1,
    expect.stringContaining(
      'config/lab.yaml:1:7: error NETWORK_REACH: lab: another pod here can reach hub at 8081',
    ),
  ]);
  const allowed = `${open}checks: { allow: [{ code: NETWORK_REACH, reason: one team owns the cluster }] }\n`;
  expect(hubsynth(['check', 'network'], folder({ 'config/lab.yaml': allowed })).status).toBe(0);
  expect(hubsynth(['check', 'network', '--hub', 'other'], root).status).toBe(2);
});

test('a program gets every pair with its rules', () => {
  const { stdout } = hubsynth(['check', 'network', '--json', '--config', config('network')], folder());
  const { ok, hubs } = JSON.parse(stdout);
  expect(ok).toBe(true);
  expect(hubs[0].reach).toContainEqual({
    from: 'servers',
    to: 'postgresql',
    port: '5432',
    verdict: 'allowed',
    egress: expect.stringMatching(/^NetworkPolicy singleuser, egress rule \d+$/),
    ingress: 'no policy for ingress',
  });
});
