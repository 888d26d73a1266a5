/** Every code a diagnostic can carry. Stable; `docs/reference/errors.md` explains each (a test compares). */
export const CODES = {
  YAML_SYNTAX: 'the file is not YAML',
  YAML_ENCODING: 'the file is not UTF-8',
  YAML_TOO_LARGE: 'the file is larger than a hub can be',
  YAML_ALIASES: 'aliases multiply the document beyond reason',
  YAML_DUPLICATE_KEY: 'one key stands twice in a map',
  YAML_AMBIGUOUS_SCALAR: 'a plain scalar that YAML 1.1 and 1.2 read differently',
  YAML_NOT_A_MAP: 'the document is not a map',
  FILE_NOT_FOUND: 'a file or folder that is named is not there',
} as const;

export type Code = keyof typeof CODES;
