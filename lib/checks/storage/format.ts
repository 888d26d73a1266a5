/** Python's `str.format` with named fields, as far as templates of names use it. */

export type Formatted = { readonly text: string } | { readonly problem: string };

const PART = /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g;
const PLAIN_NAME = /^[A-Za-z_]\w*$/;

/** `lookUp` gives the text of a field, or why there is none; undefined: there is no such field. */
export function format(template: string, lookUp: (field: string) => Formatted | undefined): Formatted {
  let text = '';
  for (const [part, field] of template.matchAll(PART)) {
    if (field !== undefined) {
      const value = fieldValue(field, lookUp);
      if ('problem' in value) return value;
      text += value.text;
    } else if (part === '{{' || part === '}}') text += part.charAt(0);
    else if (part === '{' || part === '}') return { problem: `a brace of ${template} has no partner` };
    else text += part;
  }
  return { text };
}

function fieldValue(field: string, lookUp: (field: string) => Formatted | undefined): Formatted {
  // Conversions, formats, attributes: nobody has been seen to use them in a name.
  if (!PLAIN_NAME.test(field)) return { problem: `{${field}} is more than the name of a field` };
  return lookUp(field) ?? { problem: `there is no field {${field}}` };
}
