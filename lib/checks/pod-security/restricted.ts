/** Pod Security Standards, level restricted: what a pod has to give up, and to say so. */
import { asObject, type JsonObject } from '../../document/json';
import { list, texts } from './baseline';
import { type Finding, finding, type PodParts } from './finding';

const VOLUMES = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
const SECCOMP = new Set(['RuntimeDefault', 'Localhost']);

export function restricted({ spec, containers }: PodParts): Finding[] {
  const pod = asObject(spec['securityContext']);
  return [
    ...list(spec['volumes']).flatMap((volume) =>
      Object.keys(volume)
        .filter((key) => key !== 'name' && volume[key] !== null && !VOLUMES.has(key))
        .map((key) => finding(volume, key, `volume ${String(volume['name'])} is of type ${key}`)),
    ),
    ...(pod['runAsUser'] === 0 ? [finding(pod, 'runAsUser', 'it runs as root (runAsUser: 0)')] : []),
    ...containers.flatMap((each) =>
      ofContainer(each, pod).map((found) => ({ ...found, container: String(each['name']) })),
    ),
  ];
}

function ofContainer(container: JsonObject, pod: JsonObject): Finding[] {
  const context = asObject(container['securityContext']);
  const holder = container['securityContext'] === undefined ? container : context;
  const key = (name: string) => (holder === container ? 'name' : name);
  const capabilities = asObject(context['capabilities']);
  const found: Finding[] = [];
  if (context['allowPrivilegeEscalation'] !== false)
    found.push(finding(holder, key('allowPrivilegeEscalation'), 'allowPrivilegeEscalation is not false'));
  if ((context['runAsNonRoot'] ?? pod['runAsNonRoot']) !== true)
    found.push(finding(holder, key('runAsNonRoot'), 'runAsNonRoot is not true'));
  if (context['runAsUser'] === 0) found.push(finding(context, 'runAsUser', 'it runs as root (runAsUser: 0)'));
  if (!texts(capabilities['drop']).includes('ALL'))
    found.push(finding(holder, key('capabilities'), 'capabilities.drop is without ALL'));
  for (const each of texts(capabilities['add']))
    if (each !== 'NET_BIND_SERVICE') found.push(finding(capabilities, 'add', `it adds capability ${each}`));
  const profile = [context, pod].map((each) => asObject(each['seccompProfile'])).find(({ type }) => type);
  if (profile === undefined)
    found.push(finding(holder, key('seccompProfile'), 'seccompProfile is not RuntimeDefault'));
  else if (!SECCOMP.has(String(profile['type'])))
    found.push(finding(profile, 'type', 'seccompProfile is not RuntimeDefault'));
  return found;
}
