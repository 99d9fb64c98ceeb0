/** Finds the call that an expression is an argument of. */
import type { CallExpr, Expr, Program } from '../../../lang/program';

/** The innermost call with an argument of the same span; null where there is none. */
export function findCall(program: Program, argument: Expr): CallExpr | null {
  const { start, end } = argument.span;
  let found: CallExpr | null = null;
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      for (const each of node) visit(each);
      return;
    }
    const { kind, span } = node as { readonly kind?: string; readonly span?: Expr['span'] };
    if (span && (span.end < start || span.start > end)) return;
    if (
      kind === 'call' &&
      (node as CallExpr).args.some(({ value }) => value.span.start === start && value.span.end === end)
    )
      found = node as CallExpr;
    for (const [name, child] of Object.entries(node)) if (name !== 'span') visit(child);
  };
  visit(program.body);
  return found;
}
