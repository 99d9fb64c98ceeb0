/** The statements of a program in which the text is not valid: half-typed code, of which little can be said for sure. */
import { contains, type Span, spanLength } from '../text/span';
import type { Program } from './program';

/** For each place where the text is not valid, the innermost statement around it. */
export function brokenStatements({ body, syntaxErrors }: Program): readonly Span[] {
  return syntaxErrors.map(({ span }) => innermost(body, span.start) ?? span);
}

/** Statements stand in statements and, within functions, in expressions: every node is looked through. Without recursion, for text is nested at will. */
function innermost(body: Program['body'], offset: number): Span | null {
  let found: Span | null = null;
  const waiting: unknown[] = [body];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (!Array.isArray(node)) {
      const { kind, span } = node as { readonly kind?: unknown; readonly span?: Span };
      if (span && !contains(span, offset)) continue;
      const isStatement = span && typeof kind === 'string' && statementKinds.has(kind);
      if (isStatement && (!found || spanLength(span) < spanLength(found))) found = span;
    }
    for (const part of Object.values(node)) waiting.push(part);
  }
  return found;
}

const statementKinds: ReadonlySet<string> = new Set<Program['body'][number]['kind']>([
  'expr-stmt',
  'assign',
  'augmented-assign',
  'if',
  'while',
  'for',
  'function-def',
  'class-def',
  'return',
  'raise',
  'try',
  'with',
  'import',
  'import-from',
  'export',
  'delete',
  'assert',
  'switch',
  'unreadable-stmt',
]);
