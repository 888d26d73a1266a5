/** Who ends TLS in front of the hub (inventory 1.2). */
import type { Values } from './schema/values';

export type HttpsMode = 'off' | 'letsencrypt' | 'manual' | 'secret' | 'offload';

export function httpsMode(proxy: Values['proxy']): HttpsMode {
  const { enabled, type, hosts } = proxy.https;
  if (!enabled || !type) return 'off';
  // The chart silently serves plain HTTP then.
  if (type === 'letsencrypt' && !(hosts ?? []).length) return 'off';
  return type;
}

/** Whether Traefik stands before the proxy and fetches certificates (AUTOHTTPS). */
export function autohttpsEnabled(proxy: Values['proxy']): boolean {
  return httpsMode(proxy) === 'letsencrypt';
}
