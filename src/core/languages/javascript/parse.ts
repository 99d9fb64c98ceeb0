/** Text of JavaScript or TypeScript to a core program. Any text is read; what cannot be read is marked as such. */
import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/javascript';
import type { Program, Stmt } from '../../lang/program';
import type { Span } from '../../text/span';
import { IncrementalParser } from '../incremental';
import { beginningOf } from '../length';
import { Lowering } from './lower/lowering';
import { childrenOf } from './lower/nodes';

/** JSX and the old type assertions of TypeScript (`<T>value`) exclude each other, so TypeScript has two. */
export type Dialect = 'javascript' | 'typescript' | 'tsx';

const parsers = {
  javascript: new IncrementalParser(parser.configure({ dialect: 'jsx' })),
  typescript: new IncrementalParser(parser.configure({ dialect: 'ts' })),
  tsx: new IncrementalParser(parser.configure({ dialect: 'ts jsx' })),
};

export function parseTree(text: string, dialect: Dialect): Tree {
  return parsers[dialect].parse(text);
}

export function parse(text: string, base: number, dialect: Dialect): Program {
  const { text: read, reason } = beginningOf(text);
  const { topNode } = parseTree(read, dialect);
  const lower = new Lowering(read, base);
  const body = exportsLast(lower.statements(childrenOf(topNode)));
  if (reason === null) return { body, syntaxErrors: syntaxErrors(topNode, text, base) };
  // What is cut off may look like an error where it is none.
  const span = { start: base + read.length, end: base + text.length };
  return { body, syntaxErrors: [], unread: { span, reason } };
}

/** The comments of a text, as far as it is read. */
export function commentsOf(text: string, dialect: Dialect): readonly Span[] {
  const found: Span[] = [];
  parseTree(beginningOf(text).text, dialect).iterate({
    enter: ({ name, from, to }) => {
      if (name === 'LineComment' || name === 'BlockComment') found.push({ start: from, end: to });
    },
  });
  return found;
}

/** `export { name }` may stand above the declaration of the name, so plain exports of names go to the end. */
function exportsLast(body: readonly Stmt[]): Stmt[] {
  const isLate = (stmt: Stmt): boolean => stmt.kind === 'export' && stmt.value.kind === 'name';
  return [...body.filter((stmt) => !isLate(stmt)), ...body.filter(isLate)];
}

function syntaxErrors(top: SyntaxNode, text: string, base: number): Program['syntaxErrors'][number][] {
  const errors: Program['syntaxErrors'][number][] = [];
  let end = -1;
  top.cursor().iterate((node) => {
    if (!node.type.isError) return;
    const isGap = text.slice(node.from, node.to).trim() === '';
    const from = isGap ? trimmedEnd(text, node.from) : node.from;
    const to = isGap ? from : node.to;
    // One fault often leaves several marks behind.
    if (from <= end) {
      end = Math.max(end, to);
      return;
    }
    end = to;
    const found = text.slice(from, to);
    const message = isGap ? 'something is missing here' : `${shorten(found)} is not expected here`;
    errors.push({ span: { start: from + base, end: end + base }, message });
  });
  return errors;
}

function trimmedEnd(text: string, at: number): number {
  let end = at;
  while (end > 0 && /\s/.test(text[end - 1]!)) end--;
  return end;
}

function shorten(text: string): string {
  const line = text.split('\n', 1)[0]!;
  return line.length > 20 ? `${line.slice(0, 20)}…` : line;
}
