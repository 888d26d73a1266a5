/** With `secrets`, the password of a database outside of the hub is kept where the other secrets are. */
import { asObject } from '../../document/json';
import { DEFAULTS } from '../../values/defaults';
import { hubSecretName } from '../../values/names';
import type { Values } from '../../values/schema/values';
import type { Feature, FeatureContext } from '../feature';

export function database({ sections, values, release }: FeatureContext): Feature {
  const hub = asObject(values['hub']);
  const { type, password } = asObject(hub['db']);
  const external = type === 'mysql' || type === 'postgres';
  if (sections.secrets === undefined || !external || password !== undefined || hub['existingSecret'])
    return {};
  const name = hubSecretName(release, { ...DEFAULTS, ...values } as unknown as Values);
  return { values: { hub: { db: { password: { secret: { name, key: 'hub.db.password' } } } } } };
}
