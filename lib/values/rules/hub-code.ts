import { isObject } from '../../document/json';
import { isSecretRef } from '../secret-ref';
import { doubt, type Finding, type Rule } from './rule';

/** What the hub would not run, or read without effect (C-83, C-90). */
export const hubCode: Rule = ({ hub }, _written, policy) => {
  const found: Finding[] = [];
  for (const [key, code] of Object.entries(hub.extraConfig ?? {})) {
    if (typeof code === 'string' || isSecretRef(code)) continue;
    found.push(
      doubt(
        policy,
        'SCHEMA_TYPE',
        ['hub', 'extraConfig', key],
        `hub.extraConfig.${key} is not Python code.`,
        'Write it as a text block: `|`.',
      ),
    );
  }
  for (const [name, traits] of Object.entries(hub.config)) {
    if (/^[A-Z]/.test(name) && isObject(traits)) continue;
    found.push(
      doubt(
        policy,
        'SCHEMA_UNKNOWN_KEY',
        ['hub', 'config', name],
        `hub.config.${name} is no class with its traits.`,
        'Class names begin with a capital: `JupyterHub`, `KubeSpawner`.',
      ),
    );
  }
  return found;
};
