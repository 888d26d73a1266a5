/** Reads YAML exactly as Helm does (`sigs.k8s.io/yaml`), and remembers where everything was written. */
import type { Alias } from 'yaml';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic';
import { findExcess, resolveAliases, type Targets } from './anchors';
import { DataBuilder } from './data-builder';
import type { Json } from './json';
import { refusedRoot } from './refused-syntax';
import { readSimple } from './simple';
import { decode, type SourceText } from './source-text';
import { parseTree, type Tree } from './syntax';
import { TAB } from './syntax-messages';
import { refusedTab } from './tabs';

export interface YamlSource {
  /** The name that positions carry. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface ReadOptions {
  /** Refuses what is legal and nearly always a slip: a key twice, a scalar that two YAML versions read differently. */
  readonly strict: boolean;
}

export interface ReadResult {
  /** The first document, null when there is none; undefined when it cannot be read. */
  readonly data: Json | undefined;
  readonly diagnostics: Diagnostic[];
}

const NO_ALIASES: Targets = new Map();

/**
 * Reads one document; what is wrong with it comes back as diagnostics, never as an exception.
 * Integers beyond 2^53 are rounded to the nearest number of JavaScript.
 */
export function readYaml(source: YamlSource, options: ReadOptions): ReadResult {
  const decoded = decode(source.file, source.bytes);
  if ('code' in decoded) return { data: undefined, diagnostics: [decoded] };
  const simple = readSimple(decoded.text, decoded.positions, options.strict);
  return simple === undefined ? readFully(decoded, options) : { data: simple, diagnostics: [] };
}

/** What `readYaml` does with documents that are not simple; exported for the test that compares both. */
export function readFully(decoded: SourceText, options: ReadOptions): ReadResult {
  try {
    return build(decoded, parseTree(decoded), options.strict);
  } catch (error) {
    // Recursion is bounded by the stack alone, here and in the parser.
    if (!(error instanceof RangeError)) throw error;
    return { data: undefined, diagnostics: [tooDeep(decoded)] };
  }
}

function build(source: SourceText, tree: Tree, strict: boolean): ReadResult {
  const { contents } = tree;
  const diagnostics = hasErrors(tree.diagnostics) ? tree.diagnostics : refused(contents, source);
  if (hasErrors(diagnostics)) return { data: undefined, diagnostics };
  const targets = source.text.includes('*') ? resolveAliases(contents) : NO_ALIASES;
  const excess = targets.size > 0 ? findExcess(contents, targets) : undefined;
  if (excess) return { data: undefined, diagnostics: [excessive(excess, source)] };

  const builder = new DataBuilder(source, targets, strict);
  const data = builder.value(contents, false, contents?.range?.[0] ?? 0);
  const found = [...builder.report.diagnostics, ...secondDocument(tree, source, strict)];
  return { data: builder.report.unreadable ? undefined : data, diagnostics: found };
}

function refused(contents: Tree['contents'], source: SourceText): Diagnostic[] {
  const problem = refusedRoot(contents, source.text);
  if (problem)
    return [{ code: 'YAML_SYNTAX', severity: 'error', ...problem, position: source.positions.at(0) }];
  const tab = refusedTab(contents, source.text);
  if (tab === undefined) return [];
  return [{ code: 'YAML_SYNTAX', severity: 'error', ...TAB, position: source.positions.at(tab) }];
}

function excessive({ kind, alias }: { kind: string; alias: Alias }, source: SourceText): Diagnostic {
  const position = source.positions.at(alias.range?.[0] ?? 0);
  if (kind === 'contains itself') {
    const message = `The anchor "&${alias.source}" contains an alias of itself.`;
    return { code: 'YAML_ALIASES', severity: 'error', message, hint: 'Remove the inner alias.', position };
  }
  const message = 'Aliases of aliases multiply this document beyond reason.';
  const hint = 'Write the repeated part out, or share it through a layer (`extends`).';
  return { code: 'YAML_ALIASES', severity: 'error', message, hint, position };
}

function secondDocument({ secondDocument }: Tree, source: SourceText, strict: boolean): Diagnostic[] {
  if (secondDocument === undefined) return [];
  return [
    {
      code: 'YAML_SYNTAX',
      severity: strict ? 'error' : 'warning',
      message: 'A second document begins here; only the first one is read.',
      hint: 'Move it to a file of its own.',
      position: source.positions.at(secondDocument),
    },
  ];
}

function tooDeep(source: SourceText): Diagnostic {
  return {
    code: 'YAML_SYNTAX',
    severity: 'error',
    message: 'Maps and lists are nested too deeply.',
    hint: 'Check for brackets that are opened again and again.',
    position: source.positions.at(0),
  };
}
