/** Names of the hub's objects by their short names, as users' code asks for them: `get_name("singleuser")` (L-11). */
import type { Names } from '../names';
import type { Values } from '../schema/values';

const IN_NAMESPACE = [
  'hub',
  'proxy',
  'proxy-api',
  'proxy-http',
  'proxy-public',
  'proxy-public-manual-tls',
  'autohttps',
  'user-scheduler-lock',
  'user-placeholder',
  'hook-image-awaiter',
  'hook-image-puller',
  'continuous-image-puller',
  'singleuser',
  'image-pull-secret',
];

export function objectNames(names: Names, values: Values): Record<string, string> {
  const { hub, proxy, scheduling, prePuller } = values;
  const account = (settings: { create: boolean; name?: string | null }, usual: string) =>
    settings.name || (settings.create ? names.of(usual) : 'default');
  return {
    ...Object.fromEntries(IN_NAMESPACE.map((short) => [short, names.of(short)])),
    fullname: names.fullName,
    'fullname-dash': names.fullName === '' ? '' : `${names.fullName}-`,
    'hub-pvc': names.of('hub-db-dir'),
    'hub-serviceaccount': account(hub.serviceAccount, 'hub'),
    'hub-existing-secret': hub.existingSecret ?? '',
    'hub-existing-secret-or-default': hub.existingSecret || names.of('hub'),
    'proxy-public-tls': names.of('proxy-public-tls-acme'),
    'autohttps-serviceaccount': account(proxy.traefik.serviceAccount, 'autohttps'),
    'user-scheduler-deploy': names.of('user-scheduler'),
    'user-scheduler-serviceaccount': account(scheduling.userScheduler.serviceAccount, 'user-scheduler'),
    'user-scheduler': names.userScheduler,
    'hook-image-awaiter-serviceaccount': account(prePuller.hook.serviceAccount, 'hook-image-awaiter'),
    // Those of the pullers keep their names, whether they are made or not.
    'hook-image-puller-serviceaccount':
      prePuller.hook.serviceAccountImagePuller.name || names.of('hook-image-puller'),
    'continuous-image-puller-serviceaccount':
      prePuller.continuous.serviceAccount.name || names.of('continuous-image-puller'),
    ingress: names.ingress,
    priority: names.defaultPriority,
    'user-placeholder-priority': names.userPlaceholderPriority,
    'image-puller-priority': names.imagePullerPriority,
  };
}
