/** Where values come from. */
import type { JsonObject } from '../../lib/document/json';
import { readYaml } from '../../lib/document/read';
import { coalesce } from '../../lib/values/coalesce';
import { DEFAULTS } from '../../lib/values/defaults';
import { provenanceOf } from '../../lib/values/provenance';

const TEXT = `hub:
  baseUrl: /jh/
  db: { pvc: { storage: 2Gi } }
  extraEnv: { A: x }
  tolerations:
    - key: a
singleuser:
  uid: null
`;
const written = readYaml({ file: 'v.yaml', bytes: Buffer.from(TEXT) }, { strict: true }).data as JsonObject;
const effective = coalesce(DEFAULTS, written);
const of = (path: string) =>
  provenanceOf(
    effective,
    written,
    path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
  );

test.each([
  ['hub.baseUrl', 2],
  ['hub.db.pvc.storage', 3],
  ['hub.extraEnv.A', 4],
  ['hub.tolerations', 5],
  ['hub.tolerations.0.key', 6],
])('%s is written in line %d', (path, line) => {
  expect(of(path)).toMatchObject({ from: 'file', position: { file: 'v.yaml', line } });
});

test.each([
  'hub.db.type',
  'hub.db.pvc.accessModes',
  'hub.db.pvc.accessModes.0',
  'proxy.service.type',
  'hub.image.tag',
])('%s is a default of the chart', (path) => {
  expect(of(path)).toEqual({ from: 'chart', release: '4.2.0' });
});

test('a null deletes, and says where', () => {
  expect(of('singleuser.uid')).toMatchObject({ from: 'deleted', position: { line: 8 } });
});

test('what nobody set is nowhere', () => {
  expect(of('hub.config.JupyterHub.subdomain_host')).toEqual({ from: 'nowhere' });
});
