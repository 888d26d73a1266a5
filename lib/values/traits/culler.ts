/** The service that stops idle servers, and its role (C-60). */
import type { Json } from '../../document/json';
import type { Values } from '../schema/values';

const NAME = 'jupyterhub-idle-culler';

type CullValues = Pick<Values, 'cull' | 'hub'>;

export function cullerService({ cull, hub }: CullValues): Json {
  return {
    name: NAME,
    command: [
      'python3',
      '-m',
      'jupyterhub_idle_culler',
      `--url=http://localhost:8081${joinPath(hub.baseUrl, 'hub/api')}`,
      // 0 and null leave it to the culler's own defaults.
      ...(cull.timeout ? [`--timeout=${cull.timeout}`] : []),
      ...(cull.every ? [`--cull-every=${cull.every}`] : []),
      ...(cull.concurrency ? [`--concurrency=${cull.concurrency}`] : []),
      ...(cull.users ? ['--cull-users'] : []),
      ...(cull.adminUsers ? [] : ['--cull-admin-users=false']),
      ...(cull.removeNamedServers ? ['--remove-named-servers'] : []),
      ...(cull.maxAge ? [`--max-age=${cull.maxAge}`] : []),
    ],
  };
}

export function cullerRole({ cull }: CullValues): Json {
  return {
    name: NAME,
    scopes: [
      'list:users',
      'read:users:activity',
      'read:servers',
      'delete:servers',
      ...(cull.users ? ['admin:users'] : []),
    ],
    services: [NAME],
  };
}

/** As JupyterHub joins paths: a slash between the parts, those at both ends kept. */
function joinPath(first: string, last: string): string {
  const inner = [first, last].map((each) => each.replace(/^\/+|\/+$/g, '')).filter(Boolean);
  return `${first.startsWith('/') ? '/' : ''}${inner.join('/')}`;
}
