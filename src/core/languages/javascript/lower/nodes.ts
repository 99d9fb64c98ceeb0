/** Reading the syntax tree of @lezer/javascript: children without comments and errors, and which nodes are expressions. */
import type { SyntaxNode } from '@lezer/common';

/** The children that say something: no comments, no error nodes. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!child.type.isError && !comments.has(child.name)) children.push(child);
  }
  return children;
}

const comments: ReadonlySet<string> = new Set(['LineComment', 'BlockComment', 'Hashbang']);

const expressions: ReadonlySet<string> = new Set([
  'Number',
  'String',
  'TemplateString',
  'VariableName',
  'BooleanLiteral',
  'this',
  'null',
  'super',
  'RegExp',
  'ArrayExpression',
  'ObjectExpression',
  'NewTarget',
  'NewExpression',
  'UnaryExpression',
  'YieldExpression',
  'AwaitExpression',
  'ParenthesizedExpression',
  'ClassExpression',
  'FunctionExpression',
  'ArrowFunction',
  'MemberExpression',
  'BinaryExpression',
  'ConditionalExpression',
  'AssignmentExpression',
  'PostfixExpression',
  'CallExpression',
  'InstantiationExpression',
  'TaggedTemplateExpression',
  'DynamicImport',
  'ImportMeta',
  'JSXElement',
  'PrefixCast',
  'SequenceExpression',
]);

export function isExpression(node: SyntaxNode): boolean {
  return expressions.has(node.name);
}

/** The first child that is an expression. */
export function firstExpression(node: SyntaxNode): SyntaxNode | null {
  return childrenOf(node).find(isExpression) ?? null;
}

export function childNamed(node: SyntaxNode, name: string): SyntaxNode | null {
  return childrenOf(node).find((child) => child.name === name) ?? null;
}

/** The parts of a list between its commas; a part may be empty (`[a,,b]`). The brackets around are left out. */
export function splitAtCommas(nodes: readonly SyntaxNode[]): SyntaxNode[][] {
  const parts: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === ',') parts.push([]);
    else if (!brackets.has(node.name)) parts.at(-1)!.push(node);
  }
  return parts;
}

const brackets: ReadonlySet<string> = new Set(['(', ')', '[', ']', '{', '}']);
