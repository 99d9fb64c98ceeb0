/** The text that is lowered, and what lowering remembers on its way. */
import type { Expr, UnreadableExpr } from '../../lang/program';
import type { Span } from '../../text/span';
import type { SyntaxNode } from './tree';

export class Source {
  /** Set when a `yield` was lowered; a function reads and resets it around its body. */
  sawYield = false;

  constructor(
    private readonly text: string,
    private readonly base: number,
  ) {}

  span(node: SyntaxNode): Span {
    return { start: node.from + this.base, end: node.to + this.base };
  }

  between(from: number, to: number): Span {
    return { start: from + this.base, end: to + this.base };
  }

  textOf(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  slice(from: number, to: number): string {
    return this.text.slice(from, to);
  }

  unreadable(node: SyntaxNode, reason: string): UnreadableExpr {
    return { kind: 'unreadable', reason, span: this.span(node) };
  }

  /** Stands where an expression must follow but does not yet. */
  missing(at: number): Expr {
    return { kind: 'unreadable', reason: 'it is not written yet', span: this.between(at, at) };
  }
}
