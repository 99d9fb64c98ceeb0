/** Kinds of syntax nodes. */
import type { SyntaxNode } from '../tree';

const expressionNames: ReadonlySet<string> = new Set([
  'BinaryExpression',
  'UnaryExpression',
  'AwaitExpression',
  'ParenthesizedExpression',
  'TupleExpression',
  'ComprehensionExpression',
  'ArrayExpression',
  'ArrayComprehensionExpression',
  'DictionaryExpression',
  'DictionaryComprehensionExpression',
  'SetExpression',
  'SetComprehensionExpression',
  'CallExpression',
  'MemberExpression',
  'VariableName',
  'Number',
  'String',
  'FormatString',
  'ContinuedString',
  'Ellipsis',
  'None',
  'Boolean',
  'ConditionalExpression',
  'LambdaExpression',
  'NamedExpression',
  'YieldExpression',
]);

/** A node that `isExpression` has seen. */
export type ExpressionNode = SyntaxNode & { readonly [seen]: true };
declare const seen: unique symbol;

export function isExpression(node: SyntaxNode | undefined): node is ExpressionNode {
  return node !== undefined && expressionNames.has(node.name);
}

export function childNamed(node: SyntaxNode, name: string): SyntaxNode | undefined {
  return node.children.find((child) => child.name === name);
}

/** The expressions among the children. */
export function operands(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter(isExpression);
}
