/** When the sidecar renews the hub's token (hub/vault-token-renewer.sh). Seconds. */

export const RENEWER_MINIMUM = 30;

export function renewalInterval(period: number): number {
  return Math.max(Math.floor(period / 2), RENEWER_MINIMUM);
}

/** The notebook package renews a token that has less than this left (python/buunstack). */
export const NOTEBOOK_RENEWS_BELOW = 600;
