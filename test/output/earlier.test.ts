/** What is read of an earlier build: only what is ours, and never through links. */
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { earlierConfigMaps, holdsEntry, objectIn } from '../../lib/output/earlier';
import { nodeFileSystem } from '../../lib/output/file-system';
import { withHeader } from '../../lib/output/header';
import { writeYaml } from '../../lib/output/yaml';
import { folder } from '../support/program';

const TEXT = 'KubeSpawner:\n  slug_scheme: safe\n';
const MAP = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'hub' }, data: { 'traits.yaml': TEXT } };
const OURS = withHeader('config/lab.yaml', 'jupyterhub.hub', writeYaml(MAP));
const PLACE = 'lab/workload/hub';

const read = (out: string, name = 'lab') => earlierConfigMaps(nodeFileSystem, out, name, []);
const names = (out: string) => read(out).files.map(({ name }) => path.posix.relative(out, name));

test('ConfigMaps of the hub, in its folder or at the root', () => {
  const out = folder({
    [`${PLACE}/config-map.hub.yaml`]: OURS,
    [`${PLACE}/service.hub.yaml`]: OURS,
    'lab/workload/proxy/config-map.proxy.yaml': OURS,
    'other/workload/hub/config-map.hub.yaml': OURS,
  });
  expect(names(out)).toEqual([`${PLACE}/config-map.hub.yaml`]);
  const root = folder({ 'workload/hub/config-map.hub.yaml': OURS });
  expect(read(root, '').files).toHaveLength(1);
  expect(read(root, '').files.map(objectIn)).toEqual([MAP]);
});

test('where the expected files are there, no others are read', () => {
  const out = folder({
    [`${PLACE}/config-map.hub.yaml`]: OURS,
    [`${PLACE}/config-map.other.yaml`]: OURS,
    [`${PLACE}/config-map.foreign.yaml`]: writeYaml(MAP),
  });
  const of = (...expected: string[]) => earlierConfigMaps(nodeFileSystem, out, 'lab', expected).files.length;
  expect(of('config-map.hub.yaml')).toBe(1);
  // One that is gone, or is not ours: the hub may have had another name.
  expect(of('config-map.new.yaml')).toBe(2);
  expect(of('config-map.foreign.yaml')).toBe(2);
});

test('an output that is not there is an empty one', () => {
  expect(read(path.join(folder(), 'nowhere'))).toEqual({ files: [], unreadable: [] });
  expect(read(folder({ lab: 'a file' }))).toEqual({ files: [], unreadable: [] });
});

test('files of others and links are left alone', () => {
  const out = folder({ [`${PLACE}/config-map.foreign.yaml`]: writeYaml(MAP), elsewhere: OURS });
  symlinkSync(path.join(out, 'elsewhere'), path.join(out, PLACE, 'config-map.link.yaml'));
  expect(names(out)).toEqual([]);
  const linked = folder({ 'real/hub/config-map.hub.yaml': OURS, 'lab/x': '' });
  symlinkSync(path.join(linked, 'real'), path.join(linked, 'lab/workload'));
  expect(read(linked).files).toEqual([]);
});

test('a file that goes away or may not be read is named', () => {
  const out = folder({ [`${PLACE}/config-map.hub.yaml`]: OURS });
  const denied = {
    ...nodeFileSystem,
    read: () => {
      throw Object.assign(new Error('denied'), { code: 'EACCES' });
    },
  };
  const { files, unreadable } = earlierConfigMaps(denied, out, 'lab', []);
  expect(files).toEqual([]);
  expect(unreadable).toEqual([`${out}/${PLACE}/config-map.hub.yaml`]);
});

test('what is no YAML is no object', () => {
  const out = folder({ [`${PLACE}/config-map.hub.yaml`]: `${OURS}\n  : [\n` });
  expect(read(out).files.map(objectIn)).toEqual([undefined]);
});

test('an entry that is the same is known without reading', () => {
  const file = { name: 'x', text: OURS };
  expect(holdsEntry(file, 'traits.yaml', TEXT)).toBe(true);
  expect(holdsEntry(file, 'traits.yaml', TEXT.replace('safe', 'escape'))).toBe(false);
  expect(holdsEntry(file, 'traits.yaml', 'KubeSpawner:\n')).toBe(false);
  expect(holdsEntry(file, 'profiles.yaml', TEXT)).toBe(false);
});

test('a text that goes on is not the same, though it begins alike', () => {
  const holds = (before: string, now: string, more: object = {}) => {
    const text = writeYaml({ ...MAP, data: { 'traits.yaml': before, ...more } });
    return holdsEntry({ name: 'x', text }, 'traits.yaml', now);
  };
  expect(holds(`${TEXT}  x: 1\n`, TEXT)).toBe(false);
  expect(holds(`${TEXT}\nx: 1\n`, TEXT)).toBe(false);
  expect(holds(TEXT, `${TEXT}  x: 1\n`)).toBe(false);
  expect(holds(TEXT, TEXT, { 'z.py': 'pass\n' })).toBe(true);
});
