import { asObject, isObject, type Json } from '../../document/json';
import { isFeatureVolume } from '../feature-volumes';
import type { Values } from '../schema/values';
import { quirk } from './quirk';

/** Whether the hub's Role covers Secrets and Services besides pods and claims. */
export const q22 = quirk({
  id: 'Q-22',
  decision: 'fixed',
  chartDoes: 'The hub may read, create and delete every Secret and Service of its namespace.',
  weDo: 'Only where it uses them: internal_ssl, services_enabled, code of your own in the hub, or a spawner of your own.',
  chart: (_hub: Values['hub']) => true,
  fixed: needsSecretsAndServices,
});

function needsSecretsAndServices(hub: Values['hub']): boolean {
  const own = Object.keys(hub.extraConfig ?? {}).length + Object.keys(hub.extraFiles ?? {}).length;
  if (own > 0 || (hub.extraVolumes ?? []).some((each) => !isFeatureVolume(asObject(each)['name'])))
    return true;
  if (hub.config.JupyterHub['spawner_class'] !== undefined) return true;
  return Object.values(hub.config).some(
    (traits: Json) =>
      isObject(traits) && (traits['internal_ssl'] === true || traits['services_enabled'] === true),
  );
}
