/** Keys of older charts, and of later ones, with the place of each today (B-40, B-45, B-46, D-01). */
import type { Path } from '../document/path';

const PULL_SECRET =
  'imagePullSecret (one that is made) and imagePullSecrets (existing ones) at the top level';

const REMOVED: Readonly<Record<string, string>> = {
  'rbac.enabled': 'rbac.create, and serviceAccount.create of each component',
  'hub.fsGid': 'hub.podSecurityContext.fsGroup',
  'hub.uid': 'hub.containerSecurityContext.runAsUser',
  'hub.imagePullSecret': PULL_SECRET,
  'hub.extraConfigMap': 'custom',
  'singleuser.imagePullSecret': PULL_SECRET,
  'singleuser.cloudMetadata.enabled': 'singleuser.cloudMetadata.blockWithIptables, with the opposite meaning',
  auth: 'hub.config, by class: hub.config.JupyterHub.authenticator_class, hub.config.Authenticator.admin_users, ...',
  'proxy.nodeSelector': 'proxy.chp.nodeSelector and proxy.traefik.nodeSelector',
  'proxy.tolerations': 'proxy.chp.tolerations and proxy.traefik.tolerations',
  'proxy.resources': 'proxy.chp.resources',
  'proxy.image': 'proxy.chp.image',
  'proxy.pdb': 'proxy.chp.pdb',
  'proxy.networkPolicy': 'proxy.chp.networkPolicy',
};

const LATER: Readonly<Record<string, string>> = {
  httpRoute: '4.3.0',
  'hub.service.ipFamilyPolicy': '4.3.0',
  'hub.service.ipFamilies': '4.3.0',
  'proxy.service.ipFamilyPolicy': '4.3.0',
  'proxy.service.ipFamilies': '4.3.0',
  'proxy.service.externalIPs': '4.3.0',
  'prePuller.hook.daemonsetAnnotations': '4.3.0',
  'prePuller.continuous.daemonsetAnnotations': '4.3.0',
};

/** What to say instead of "not a key", if the key was one once or will be. */
export function removedKey(path: Path): { message: string; hint: string } | undefined {
  const key = path.join('.');
  if (Object.hasOwn(REMOVED, key)) {
    return { message: `${key} is gone from the chart.`, hint: `Its place is ${REMOVED[key]}.` };
  }
  if (Object.hasOwn(LATER, key)) {
    return {
      message: `${key} came with chart ${LATER[key]}; chart 4.2.0 does not know it.`,
      hint: 'Remove it.',
    };
  }
  if (key === 'jupyterhub') {
    return {
      message: 'jupyterhub is the key under which an umbrella chart holds the values of this one.',
      hint: 'Move what lies below it to the top level; or put it into a config, which has this key.',
    };
  }
  return undefined;
}
