/** Whether a function may end before its last statement: by a `return` inside a condition, a loop or a `try`. */
import type { FunctionExpr, Stmt } from '../lang/program';

const known = new WeakMap<FunctionExpr, boolean>();

export function mayReturnEarly(expr: FunctionExpr): boolean {
  let early = known.get(expr);
  if (early === undefined) {
    early = expr.body.some((statement) => blocksOf(statement).some(returns));
    known.set(expr, early);
  }
  return early;
}

function returns(block: readonly Stmt[]): boolean {
  return block.some((statement) => statement.kind === 'return' || blocksOf(statement).some(returns));
}

/** The blocks within a statement, those of functions and classes that it defines left out. */
function blocksOf(statement: Stmt): readonly (readonly Stmt[])[] {
  switch (statement.kind) {
    case 'if':
      return [statement.then, statement.otherwise];
    case 'while':
    case 'for':
      return [statement.body, statement.otherwise];
    case 'try':
      return [statement.body, ...statement.handlers.map(({ body }) => body), statement.otherwise, statement.finally];
    case 'with':
    case 'block':
      return [statement.body];
    case 'switch':
      return statement.cases.map(({ body }) => body);
    default:
      return [];
  }
}
