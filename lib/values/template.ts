/**
 * Templates inside values (B-06). Where the chart evaluates them, look-ups of `.Values`, `.Release` and `.Chart`
 * are all that people write; anything else is refused rather than half understood.
 */
import { isObject, type Json, type JsonObject } from '../document/json';

const ACTION = /(\s*)\{\{(-?)((?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`])*?)(-?)\}\}(\s*)/gs;
const LOOK_UP = /^\.(Values|Release|Chart)((?:\.[A-Za-z_]\w*)+)$/;

export interface TemplateScope {
  readonly Values: JsonObject;
  readonly Release: JsonObject;
  readonly Chart: JsonObject;
}

/** A template that is more than look-ups; the message says which part. */
export class TemplateError extends Error {}

export function evaluate(template: string, scope: TemplateScope): string {
  if (!template.includes('{{')) return template;
  const text = template.replace(ACTION, (_all, before, trimBefore, action, trimAfter, after) => {
    const value = lookUp(String(action).trim(), scope);
    return `${trimBefore === '-' ? '' : before}${value}${trimAfter === '-' ? '' : after}`;
  });
  if (template.replace(ACTION, '').includes('{{')) throw new TemplateError('an opening {{ is never closed');
  return text;
}

function lookUp(action: string, scope: TemplateScope): string {
  if (/^\/\*.*\*\/$/s.test(action)) return '';
  const match = LOOK_UP.exec(action);
  if (!match)
    throw new TemplateError(`{{ ${action} }} is more than a look-up of .Values, .Release or .Chart`);
  let node: Json | undefined = scope[match[1] as keyof TemplateScope];
  const keys = (match[2] ?? '').slice(1).split('.');
  for (const [index, key] of keys.entries()) {
    // Go's templates end with an error below a missing map, but print nothing for a missing last key.
    if (!isObject(node))
      throw new TemplateError(`{{ ${action} }} looks below ${keys[index - 1]}, which is not a map`);
    node = Object.hasOwn(node, key) ? node[key] : undefined;
  }
  if (node === undefined || node === null) return '';
  if (typeof node === 'object')
    throw new TemplateError(`{{ ${action} }} is a ${Array.isArray(node) ? 'list' : 'map'}, not a text`);
  return String(node);
}
