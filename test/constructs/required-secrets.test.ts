/** What the chart would generate or embed is named, for somebody else to make (O-02, O-14, O-47, B-10 to B-15). */

import { Release } from '../../lib/constructs/release/release';
import { requiredSecrets } from '../../lib/constructs/required-secrets';
import type { JsonObject } from '../../lib/document/json';
import { hubConfiguration } from '../../lib/values/hub-configuration';
import { resolveValues } from '../../lib/values/resolve';

function secrets(written: JsonObject) {
  const release = { name: 'rel', namespace: 'ns' };
  const policy = { behaviour: 'chart', lenient: true, plaintext: 'warning' } as const;
  const { values } = resolveValues({ written, policy, release, prefix: [] });
  if (!values) throw new Error('the values are refused');
  const all = new Release({ ...release, behaviour: 'chart' }, values);
  return requiredSecrets(all, values, hubConfiguration(values, all, 'ns'));
}

const GENERATED = [
  'hub.config.ConfigurableHTTPProxy.auth_token',
  'hub.config.CryptKeeper.keys',
  'hub.config.JupyterHub.cookie_secret',
];

test('B-10 to B-12 the Secret that the chart generates, with its name and its keys', () => {
  expect(secrets({})).toEqual([{ name: 'hub', type: 'Opaque', keys: GENERATED }]);
  expect(secrets({ fullnameOverride: 'x' })[0]?.name).toBe('x-hub');
});

test('B-13 a key for each service', () => {
  expect(secrets({ hub: { services: { a: {}, b: { apiToken: 'secret' } } } })[0]?.keys).toEqual([
    ...GENERATED,
    'hub.services.a.apiToken',
    'hub.services.b.apiToken',
  ]);
});

test('secrets that were taken out of the values become keys of it', () => {
  const written = {
    hub: {
      db: { type: 'postgres', password: 'p', url: 'postgres://u:p@h/d' },
      config: { A: { client_secret: 's' } },
    },
  };
  expect(secrets(written)[0]?.keys).toEqual(
    expect.arrayContaining(['hub.db.password', 'hub.db.url', 'hub.config.A.client_secret']),
  );
});

test('a reference names a Secret of the user', () => {
  const written = { hub: { config: { A: { client_secret: { secret: { name: 'mine', key: 'k' } } } } } };
  expect(secrets(written)).toContainEqual({ name: 'mine', type: 'Opaque', keys: ['k'] });
});

test('O-14, O-47 certificates and registry credentials have Secrets of their own types', () => {
  const written = {
    imagePullSecret: { create: true, registry: 'r', username: 'u', password: 'p' },
    proxy: { https: { enabled: true, type: 'manual', manual: { key: 'k', cert: 'c' } } },
  };
  expect(secrets(written)).toEqual([
    { name: 'hub', type: 'Opaque', keys: GENERATED },
    { name: 'image-pull-secret', type: 'kubernetes.io/dockerconfigjson', keys: ['.dockerconfigjson'] },
    { name: 'proxy-public-manual-tls', type: 'kubernetes.io/tls', keys: ['tls.crt', 'tls.key'] },
  ]);
});
