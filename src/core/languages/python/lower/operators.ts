/**
 * Lowers operators. The grammar lets `not` take everything that follows it (`not a or b`), so that `not`, `and` and `or`
 * are sorted by their precedence here. A chain of comparisons becomes an `and` of comparisons.
 */
import type { BinaryOperator, Expr } from '../../../lang/program';
import { cover } from '../../../text/span';
import type { Source } from '../source';
import type { SyntaxNode } from '../tree';
import { lowerExpr, lowerOperand } from './expressions';
import { isExpression, operands } from './nodes';

export function lowerBinary(node: SyntaxNode, source: Source): Expr {
  const operator = operatorOf(node, source);
  if (operator === 'and' || operator === 'or') return lowerBoolean(node, source);
  if (operator === null) return lowerOperand(node, 0, source);
  const right = lowerOperand(node, 1, source);
  const [first] = operands(node);
  const chained = first && comparisons.has(operator) && isComparison(first, source);
  const left = lowerOperand(node, 0, source);
  if (!chained) return { kind: 'binary', operator, left, right, span: source.span(node) };
  // The middle of `a < b < c` is evaluated twice, which changes nothing that is followed here.
  const middle = left.kind === 'logical' ? left.right : left;
  const shared = middle.kind === 'binary' ? middle.right : middle;
  const second: Expr = { kind: 'binary', operator, left: shared, right, span: cover(shared.span, right.span) };
  return { kind: 'logical', operator: 'and', left, right: second, span: source.span(node) };
}

export function lowerUnary(node: SyntaxNode, source: Source): Expr {
  const [operator] = node.children;
  if (operator?.name === 'not') return lowerBoolean(node, source);
  const sign = operator ? source.textOf(operator) : '+';
  const operand = lowerOperand(node, 0, source);
  return { kind: 'unary', operator: sign === '-' || sign === '~' ? sign : '+', operand, span: source.span(node) };
}

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'is', 'is not']);

function isComparison(node: SyntaxNode, source: Source): boolean {
  if (node.name !== 'BinaryExpression') return false;
  const operator = operatorOf(node, source);
  return operator !== null && comparisons.has(operator);
}

function operatorOf(node: SyntaxNode, source: Source): BinaryOperator | 'and' | 'or' | null {
  const words: string[] = [];
  for (const child of node.children.slice(1)) {
    if (isExpression(child)) break;
    if (child.name !== '⚠') words.push(source.textOf(child));
  }
  const text = words.join(' ');
  if (text === '<>') return '!=';
  return text === 'and' || text === 'or' || binaryOperators.has(text) ? (text as BinaryOperator) : null;
}

const binaryOperators: ReadonlySet<string> = new Set([
  ...comparisons,
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
  '**',
  '@',
  '&',
  '|',
  '^',
  '<<',
  '>>',
]);

type Token =
  | { readonly kind: 'and' | 'or' | 'not'; readonly node: SyntaxNode }
  | { readonly kind: 'operand'; readonly value: Expr };

function lowerBoolean(node: SyntaxNode, source: Source): Expr {
  const tokens: Token[] = [];
  flatten(node, source, tokens);
  let next = 0;
  const level = (operator: 'or' | 'and', operand: () => Expr): Expr => {
    let left = operand();
    while (tokens[next]?.kind === operator) {
      next++;
      const right = operand();
      left = { kind: 'logical', operator, left, right, span: cover(left.span, right.span) };
    }
    return left;
  };
  const inversion = (): Expr => {
    const token = tokens[next++];
    if (token?.kind === 'operand') return token.value;
    if (token?.kind !== 'not') return source.missing(node.to);
    const operand = inversion();
    return { kind: 'unary', operator: 'not', operand, span: cover(source.span(token.node), operand.span) };
  };
  return level('or', () => level('and', inversion));
}

/** In the order of the text: operands and the words between them. */
function flatten(node: SyntaxNode, source: Source, tokens: Token[]): void {
  for (const child of node.children) {
    if (child.name === 'and' || child.name === 'or' || child.name === 'not')
      tokens.push({ kind: child.name, node: child });
    else if (!isExpression(child)) continue;
    else if (!child.cut && isBoolean(child, source)) flatten(child, source, tokens);
    else tokens.push({ kind: 'operand', value: lowerExpr(child, source) });
  }
  const last = tokens.at(-1);
  if (last && last.kind !== 'operand') tokens.push({ kind: 'operand', value: source.missing(node.to) });
}

function isBoolean(node: SyntaxNode, source: Source): boolean {
  if (node.name === 'UnaryExpression') return node.children[0]?.name === 'not';
  if (node.name !== 'BinaryExpression') return false;
  const operator = operatorOf(node, source);
  return operator === 'and' || operator === 'or';
}
