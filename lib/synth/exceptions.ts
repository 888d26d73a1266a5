/** `checks.allow`: messages that are all right for one hub, each with a reason. */

import type { Hub } from '../config/hub';
import { CODES, type Code } from '../diagnostics/codes';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { positionAt } from '../document/path';

/** What can be allowed: with any other problem there would be nothing right to render. */
const ALLOWABLE: readonly Code[] = [
  'K8S_UNKNOWN_FIELD',
  'K8S_UNKNOWN_KIND',
  'K8S_INVALID',
  'VALUES_QUIRK',
  'VALUES_OPEN_LOGIN',
  // Another image of the hub may hold other packages.
  'TRAIT_UNKNOWN_CLASS',
  'TRAIT_UNKNOWN',
  'TRAIT_TYPE',
  'TRAIT_DEPRECATED',
  'SECRET_SUSPECTED',
  'STORAGE_NO_BASELINE',
  'PROFILE_SLUG_REMOVED',
  'VAULT_LIFECYCLE',
  'NETWORK_REACH',
];

export function withoutAllowed(diagnostics: readonly Diagnostic[], hub: Hub): Diagnostic[] {
  return diagnostics.filter(
    (each) =>
      !ALLOWABLE.includes(each.code) ||
      !hub.allow.some(({ code, path }) => code === each.code && (path === undefined || path === each.path)),
  );
}

/** Exceptions that except nothing because of a typing error. */
export function unknownExceptions(hub: Hub): Diagnostic[] {
  return hub.allow.flatMap(({ code }, index): Diagnostic[] => {
    if (ALLOWABLE.includes(code as Code)) return [];
    const position = positionAt(hub.data, ['checks', 'allow', index, 'code']) ?? hub.position;
    const known = Object.hasOwn(CODES, code);
    return [
      {
        code: 'CFG_UNKNOWN_CODE',
        severity: 'error',
        message: `${code} is ${known ? 'a message that cannot be allowed' : 'no code of a message'}.`,
        hint: `These can be allowed: ${ALLOWABLE.join(', ')}.`,
        path: `checks.allow[${index}].code`,
        ...(position ? { position } : {}),
      },
    ];
  });
}
