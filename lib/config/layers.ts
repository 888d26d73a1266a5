/** Reads a config file with all the layers it extends, lowest first. */
import path from 'node:path';
import type { Diagnostic, Position } from '../diagnostics/diagnostic';
import type { Json, JsonObject } from '../document/json';
import { originOf } from '../document/origin';
import { readMap } from '../document/source';
import { merge } from './merge';

export interface Layered {
  readonly data: JsonObject | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Remembers files that several hubs extend, and how files are called in messages. */
export class LayerReader {
  readonly #read = new Map<string, Layered>();
  readonly #nameOf: (file: string) => string;

  constructor(nameOf: (file: string) => string) {
    this.#nameOf = nameOf;
  }

  read(file: string): Layered {
    return this.#layered(path.resolve(file), [], undefined, false);
  }

  /** Layers are kept, because others may extend them too; a hub is read once. */
  #layered(file: string, above: readonly string[], askedAt: Position | undefined, keep = true): Layered {
    const known = this.#read.get(file);
    if (known) return known;
    const own = readMap({
      file,
      name: this.#nameOf(file),
      strict: true,
      mayBeEmpty: false,
      ...(askedAt ? { askedAt } : {}),
    });
    const diagnostics: Diagnostic[] = own.diagnostics.map((each) =>
      askedAt && each.code === 'FILE_NOT_FOUND' ? this.#missing(each, file) : each,
    );
    let data = own.data;
    if (own.data !== undefined) {
      let below: JsonObject | undefined;
      for (const { name, position } of extended(own.data)) {
        const target = path.resolve(path.dirname(file), name);
        if (target === file || above.includes(target)) {
          diagnostics.push(this.#cycle([...above, file, target], position));
          continue;
        }
        const layer = this.#layered(target, [...above, file], position);
        diagnostics.push(...layer.diagnostics);
        if (layer.data) below = below === undefined ? layer.data : merge(below, layer.data);
      }
      // Where nothing is extended the file's own map stays, with its origins.
      if (below !== undefined) data = merge(below, own.data);
    }
    const result = { data, diagnostics };
    // A layer that was cut short by a cycle would be wrong for others.
    if (keep && !diagnostics.some((each) => each.code === 'CFG_EXTENDS_CYCLE')) this.#read.set(file, result);
    return result;
  }

  #missing(diagnostic: Diagnostic, file: string): Diagnostic {
    const message = `extends names ${this.#nameOf(file)}, which is not there.`;
    return {
      ...diagnostic,
      code: 'CFG_EXTENDS_MISSING',
      message,
      hint: 'Paths are relative to the file that extends.',
      path: 'extends',
    };
  }

  #cycle(files: readonly string[], position: Position | undefined): Diagnostic {
    return {
      code: 'CFG_EXTENDS_CYCLE',
      severity: 'error',
      message: `Layers extend one another: ${files.map((file) => this.#nameOf(file)).join(' -> ')}.`,
      hint: 'Remove one of the extends.',
      path: 'extends',
      ...(position ? { position } : {}),
    };
  }
}

/** The layers a file names; a wrong type is left to the schema. */
function extended(data: JsonObject): { name: string; position: Position | undefined }[] {
  const names = data['extends'];
  const own = originOf(data, 'extends')?.value;
  if (typeof names === 'string') return [{ name: names, position: own }];
  if (!Array.isArray(names)) return [];
  return names.flatMap((name: Json, index) =>
    typeof name === 'string' ? [{ name, position: originOf(names, index)?.value ?? own }] : [],
  );
}
