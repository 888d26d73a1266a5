/** Pod Security Standards, level baseline: what gives a pod the node. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
import { asObject, isObject, type Json, type JsonObject } from '../../document/json';
import { type Finding, finding, type PodParts } from './finding';

const CAPABILITIES = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);
const SELINUX = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);
const SYSCTLS = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

export function baseline({ spec, annotations, containers }: PodParts): Finding[] {
  return [
    ...['hostNetwork', 'hostPID', 'hostIPC']
      .filter((key) => spec[key] === true)
      .map((key) => finding(spec, key, 'it shares a namespace of its node')),
    ...list(spec['volumes'])
      .filter((volume) => isObject(volume['hostPath']))
      .map((volume) =>
        finding(volume, 'hostPath', `volume ${String(volume['name'])} is a folder of its node`),
      ),
    ...list(asObject(spec['securityContext'])['sysctls'])
      .filter(({ name }) => !SYSCTLS.has(String(name)))
      .map((each) => finding(each, 'name', `sysctl ${String(each['name'])} is not a safe one`)),
    ...ofContext(asObject(spec['securityContext'])),
    ...Object.entries(annotations)
      .filter(
        ([key, value]) =>
          key.startsWith('container.apparmor.security.beta.kubernetes.io/') &&
          !/^(runtime\/default|localhost\/.*)?$/.test(String(value)),
      )
      .map(([key]) => finding(annotations, key, 'AppArmor is off')),
    ...containers.flatMap(ofContainer),
  ];
}

/** What a pod and a container say alike. */
function ofContext(context: JsonObject): Finding[] {
  const seLinux = asObject(context['seLinuxOptions']);
  const profile = (key: string) => asObject(context[key])['type'];
  return [
    ...(profile('seccompProfile') === 'Unconfined'
      ? [finding(asObject(context['seccompProfile']), 'type', 'seccomp is off')]
      : []),
    ...(profile('appArmorProfile') === 'Unconfined'
      ? [finding(asObject(context['appArmorProfile']), 'type', 'AppArmor is off')]
      : []),
    ...(SELINUX.has(String(seLinux['type'] ?? ''))
      ? []
      : [finding(seLinux, 'type', `SELinux type ${String(seLinux['type'])} is not one of containers`)]),
    ...['user', 'role']
      .filter((key) => (seLinux[key] ?? '') !== '')
      .map((key) => finding(seLinux, key, `it sets an SELinux ${key}`)),
    ...(asObject(context['windowsOptions'])['hostProcess'] === true
      ? [finding(asObject(context['windowsOptions']), 'hostProcess', 'it is a process of its node')]
      : []),
  ];
}

function ofContainer(container: JsonObject): Finding[] {
  const context = asObject(container['securityContext']);
  const added = asObject(context['capabilities'])['add'];
  return [
    ...(context['privileged'] === true ? [finding(context, 'privileged', 'it is privileged')] : []),
    ...texts(added)
      .filter((each) => !CAPABILITIES.has(each))
      .map((each) => finding(asObject(context['capabilities']), 'add', `it adds capability ${each}`)),
    ...(['', 'Default'].includes(String(context['procMount'] ?? ''))
      ? []
      : [finding(context, 'procMount', 'it sees more of /proc')]),
    ...list(container['ports'])
      .filter((port) => (port['hostPort'] ?? 0) !== 0)
      .map((port) => finding(port, 'hostPort', 'it takes a port of its node')),
    ...hosts(container),
    ...ofContext(context),
  ].map((each) => ({ ...each, container: String(container['name']) }));
}

/** Since Kubernetes 1.34: a probe that asks another host would ask with the rights of the node. */
function hosts(container: JsonObject): Finding[] {
  const lifecycle = asObject(container['lifecycle']);
  const handlers = [
    container['livenessProbe'],
    container['readinessProbe'],
    container['startupProbe'],
    lifecycle['postStart'],
    lifecycle['preStop'],
  ].map(asObject);
  return handlers.flatMap((handler) =>
    ['httpGet', 'tcpSocket']
      .map((key) => asObject(handler[key]))
      .filter((each) => (each['host'] ?? '') !== '')
      .map((each) => finding(each, 'host', 'a probe asks another host')),
  );
}

export function list(node: Json | undefined): JsonObject[] {
  return Array.isArray(node) ? (node as Json[]).filter(isObject) : [];
}

export function texts(node: Json | undefined): string[] {
  return Array.isArray(node) ? (node as Json[]).map(String) : [];
}
