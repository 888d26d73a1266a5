/** A config folder of three hubs in subfolders, with a shared layer and the classes of their cluster. */

const LOGIN = `jupyterhub:
  hub:
    config:
      JupyterHub: { authenticator_class: generic-oauth }
      GenericOAuthenticator: { allow_all: true, client_id: hub }
`;

/** One hub that can be built; more lines of its file may follow. */
export function hub(name: string, more = ''): string {
  return `name: ${name}\nnamespace: ${name}-ns\n${more}${LOGIN}`;
}

export const BASE = `${LOGIN}  singleuser:
    memory: { guarantee: 1G, limit: 2G }
    extraLabels: { team: everybody }
    storage:
      extraVolumes: [{ name: shared, emptyDir: {} }, { name: scratch, emptyDir: {} }]
  ingress: { enabled: true, hosts: [hub.example.org] }
`;

export const CLUSTER = `storageClasses:
  - name: homes
    provisioner: nfs.csi.k8s.io
    parameters: { path: /homes }
runtimeClasses:
  - { name: nvidia, handler: nvidia }
`;

export const FLEET: Readonly<Record<string, string>> = {
  'config/_base.yaml': BASE,
  'config/_cluster.default.yaml': CLUSTER,
  'config/alpha.yaml': 'extends: _base.yaml\nname: alpha\nnamespace: alpha-ns\n',
  'config/north/beta.yaml': `extends: [../_base.yaml]
name: beta
namespace: beta-ns
jupyterhub:
  singleuser:
    memory: { limit: 4G }
    storage:
      extraVolumes: [{ name: scratch, emptyDir: { medium: Memory } }]
`,
  'config/north/far/gamma.yaml':
    'extends: ../../_base.yaml\nname: gamma\nnamespace: gamma-ns\nhost: gamma.example.org\n',
};
