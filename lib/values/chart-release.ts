/** The chart releases whose defaults and images can be followed (inventory 6.1). One so far. */
export const CHART_RELEASE = {
  name: 'jupyterhub',
  version: '4.2.0',
  /** JupyterHub itself. */
  appVersion: '5.3.0',
  images: {
    hub: ['quay.io/jupyterhub/k8s-hub', '4.2.0'],
    configurableHttpProxy: ['quay.io/jupyterhub/configurable-http-proxy', '4.6.3'],
    traefik: ['traefik', 'v3.3.5'],
    secretSync: ['quay.io/jupyterhub/k8s-secret-sync', '4.2.0'],
    singleuserSample: ['quay.io/jupyterhub/k8s-singleuser-sample', '4.2.0'],
    networkTools: ['quay.io/jupyterhub/k8s-network-tools', '4.2.0'],
    kubeScheduler: ['registry.k8s.io/kube-scheduler', 'v1.30.11'],
    pause: ['registry.k8s.io/pause', '3.10'],
    imageAwaiter: ['quay.io/jupyterhub/k8s-image-awaiter', '4.2.0'],
  },
} as const;

export const COMPATIBILITY = ['4.2.0'] as const;
