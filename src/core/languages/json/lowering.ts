/** The program that is being written while a JSON model is lowered: statements in order, and what is wrong with the file. */
import type { Expr, Stmt, UnreadableExpr } from '../../lang/program';
import type { Span } from '../../text/span';
import { assign, name, namePattern, unreadable } from './nodes';
import type { Problem } from './tree';

export class Lowering {
  readonly body: Stmt[] = [];
  readonly problems: Problem[] = [];
  private readonly taken = new Set<string>();

  /** `framework` is the one that loads the file. */
  constructor(readonly framework: 'keras' | 'tfjs') {}

  /** Binds `value` to a variable and gives the expression that reads it. */
  bind(variable: string, target: Span, value: Expr): Expr {
    this.body.push(assign(namePattern(variable, target), value));
    return name(variable, value.span);
  }

  /** A variable name like `wanted` that is not in use. */
  variable(wanted: string): string {
    let free = wanted;
    for (let i = 2; this.taken.has(free); i++) free = `${wanted} (${i})`;
    this.taken.add(free);
    return free;
  }

  problem(message: string, span: Span): void {
    this.problems.push({ message, span });
  }

  /** Reports what is wrong and stands for the value that cannot be had because of it. */
  broken(message: string, span: Span): UnreadableExpr {
    this.problem(message, span);
    return unreadable(message, span);
  }
}
