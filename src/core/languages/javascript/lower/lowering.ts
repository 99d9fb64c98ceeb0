/**
 * What the parts of the lowering share: the text, spans, the guard against deep nesting, and the ways to the other
 * parts. Each kind of node has its place in the files beside this one.
 */
import type { SyntaxNode } from '@lezer/common';
import type { Expr, NameExpr, Pattern, Stmt } from '../../../lang/program';
import type { Span } from '../../../text/span';
import { lowerExpression } from './expressions';
import { lowerPattern } from './patterns';
import { lowerStatement } from './statements';

/** Nodes within each other that are followed; real code stays below 100. */
const deepest = 500;

export class Lowering {
  private depth = 0;
  private hiddenNames = 0;

  constructor(
    private readonly text: string,
    private readonly base: number,
  ) {}

  /** The place of a node; where the text breaks off, the space that the parser counts to the node is left out. */
  span(node: SyntaxNode): Span {
    let end = node.to;
    if (node.lastChild?.type.isError) while (end > node.from && /\s/.test(this.text[end - 1]!)) end--;
    return { start: node.from + this.base, end: end + this.base };
  }

  /** From the start of one node to the end of another. */
  spanOf(first: SyntaxNode, last: SyntaxNode): Span {
    return { start: first.from + this.base, end: this.span(last).end };
  }

  /** An empty place at the end of a node: where something is missing. */
  endOf(node: SyntaxNode): Span {
    const { end } = this.span(node);
    return { start: end, end };
  }

  slice(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  /** The text between two offsets of the tree. */
  between(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  expr(node: SyntaxNode): Expr {
    if (this.depth >= deepest) return this.unreadable(node, 'the code is nested too deeply');
    this.depth++;
    const expr = lowerExpression(this, node);
    this.depth--;
    return expr;
  }

  /** The expression, or an unreadable one at the end of `parent` where the text lacks it. */
  exprOr(node: SyntaxNode | null | undefined, parent: SyntaxNode): Expr {
    if (node) return this.expr(node);
    return { kind: 'unreadable', reason: 'the text is not complete here', span: this.endOf(parent) };
  }

  pattern(node: SyntaxNode): Pattern {
    if (this.depth >= deepest) return { kind: 'ignored-pattern', span: this.span(node) };
    this.depth++;
    const pattern = lowerPattern(this, node);
    this.depth--;
    return pattern;
  }

  statement(node: SyntaxNode): Stmt[] {
    if (this.depth >= deepest) {
      return [{ kind: 'unreadable-stmt', reason: 'the code is nested too deeply', span: this.span(node) }];
    }
    this.depth++;
    const statements = lowerStatement(this, node);
    this.depth--;
    return statements;
  }

  /** A list of statements as a block runs them: declared functions exist before the first statement. */
  statements(nodes: readonly SyntaxNode[]): Stmt[] {
    const all = nodes.flatMap((node) => this.statement(node));
    const functions = all.filter((stmt) => stmt.kind === 'function-def');
    if (functions.length === 0) return all;
    return [...functions, ...all.filter((stmt) => stmt.kind !== 'function-def')];
  }

  unreadable(node: SyntaxNode, reason: string): Expr {
    return { kind: 'unreadable', reason, span: this.span(node) };
  }

  name(name: string, span: Span): NameExpr {
    return { kind: 'name', name, span };
  }

  /** A name that no program can write, for values that pass from one core node to another. */
  hiddenName(): string {
    return `*${++this.hiddenNames}`;
  }
}
