/** Text to a tree of nodes: the `yaml` package's parser, with scalars left as written. */
import { Composer, type Document, Parser, Schema, visit, type YAMLParseError } from 'yaml';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { MAX_PROBLEMS } from './report';
import type { SourceText } from './source-text';
import { describe, isUnclosedQuote } from './syntax-messages';

/** One schema for all documents: to make it costs as much as to read a small file. */
const schema = new Schema({ schema: 'failsafe', merge: false, resolveKnownTags: false });

const OPTIONS = {
  schema,
  keepSourceTokens: false,
  prettyErrors: false,
  uniqueKeys: false,
  logLevel: 'silent',
} as const;

type Located = Pick<YAMLParseError, 'code' | 'message' | 'pos'>;

export interface Tree {
  readonly contents: Document.Parsed['contents'];
  readonly diagnostics: Diagnostic[];
  /** Where a second document begins; Helm's reader reads the first one only. */
  readonly secondDocument: number | undefined;
}

export function parseTree({ text, positions }: SourceText): Tree {
  const composer = new Composer(OPTIONS);
  const tokens = [];
  let secondDocument: number | undefined;
  let documents = 0;
  for (const token of new Parser().parse(text)) {
    if (token.type === 'document') documents += 1;
    if (documents === 2) {
      if (token.type === 'document' && token.value) secondDocument = token.offset;
      break;
    }
    tokens.push(token);
  }
  for (const document of composer.compose(tokens, true, text.length)) {
    const problems = [...document.errors, ...document.warnings.filter(isProblem)];
    const { explicit, version } = document.directives.yaml;
    const diagnostics = oneEachLine(
      problems.map((each) => atOpeningQuote(each, document)),
      positions,
    );
    if (explicit && version !== '1.1') diagnostics.push(wrongVersion(version, positions));
    return { contents: document.contents, diagnostics, secondDocument };
  }
  return { contents: null, diagnostics: [], secondDocument };
}

/** Unknown tags are read as text, as everywhere; what else is a mere warning there is an error for Helm. */
function isProblem({ code }: { code: string }): boolean {
  return code === 'BAD_DIRECTIVE';
}

/** The first problem of each line: what follows in the same line is nearly always a consequence. */
function oneEachLine(problems: readonly Located[], positions: SourceText['positions']): Diagnostic[] {
  const lines = new Set<number>();
  const found: Diagnostic[] = [];
  for (const problem of [...problems].sort((a, b) => a.pos[0] - b.pos[0])) {
    const position = positions.at(problem.pos[0]);
    if (lines.has(position.line)) continue;
    if (found.length === MAX_PROBLEMS) break;
    lines.add(position.line);
    found.push({ code: 'YAML_SYNTAX', severity: 'error', ...describe(problem), position });
  }
  return found;
}

/** The parser tells where a quoted text ends without its quote; where it begins helps more. */
function atOpeningQuote(problem: Located, document: Document.Parsed): Located {
  if (!isUnclosedQuote(problem)) return problem;
  let start: number | undefined;
  visit(document, {
    Scalar: (_, node) => {
      if (node.range?.[1] !== problem.pos[0]) return undefined;
      start = node.range[0];
      return visit.BREAK;
    },
  });
  if (start === undefined) return problem;
  return { code: problem.code, message: problem.message, pos: [start, start + 1] };
}

function wrongVersion(version: string, positions: SourceText['positions']): Diagnostic {
  return {
    code: 'YAML_SYNTAX',
    severity: 'error',
    message: `The directive asks for YAML ${version}; Helm reads 1.1 only.`,
    hint: 'Remove the line that begins with %YAML.',
    position: positions.at(0),
  };
}
