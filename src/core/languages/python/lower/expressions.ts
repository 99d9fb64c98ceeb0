/** Lowers expressions: one case for each kind of syntax node that has a value. */
import type { Expr, Item } from '../../../lang/program';
import type { Source } from '../source';
import type { SyntaxNode } from '../tree';
import { lowerCall } from './calls';
import { lowerComprehension, lowerDictionary, lowerSequence } from './displays';
import { lowerLambda } from './functions';
import { lowerMember } from './members';
import { childNamed, isExpression, operands } from './nodes';
import { lowerNumber } from './numbers';
import { lowerBinary, lowerUnary } from './operators';
import { lowerContinuedString, lowerFormatString, lowerString } from './strings';

export function lowerExpr(node: SyntaxNode, source: Source): Expr {
  if (node.cut) return source.unreadable(node, 'it is nested too deeply to be followed');
  switch (node.name) {
    case 'VariableName':
      return lowerName(node, source);
    case 'Number':
      return lowerNumber(node, source);
    case 'String':
      return lowerString(node, source);
    case 'FormatString':
      return lowerFormatString(node, source);
    case 'ContinuedString':
      return lowerContinuedString(node, source);
    case 'Boolean':
      return { kind: 'boolean', value: source.textOf(node) === 'True', span: source.span(node) };
    case 'None':
      return { kind: 'none', span: source.span(node) };
    case 'Ellipsis':
      return { kind: 'ellipsis', span: source.span(node) };
    case 'CallExpression':
      return lowerCall(node, source);
    case 'MemberExpression':
      return lowerMember(node, source);
    case 'BinaryExpression':
      return lowerBinary(node, source);
    case 'UnaryExpression':
      return lowerUnary(node, source);
    case 'ParenthesizedExpression':
      return lowerParenthesized(node, source);
    case 'TupleExpression':
      return lowerSequence('tuple', node, source);
    case 'ArrayExpression':
      return lowerSequence('list', node, source);
    case 'SetExpression':
      return lowerSequence('set', node, source);
    case 'DictionaryExpression':
      return lowerDictionary(node, source);
    case 'ComprehensionExpression':
      return lowerComprehension('generator', node, source);
    case 'ArrayComprehensionExpression':
      return lowerComprehension('list', node, source);
    case 'SetComprehensionExpression':
      return lowerComprehension('set', node, source);
    case 'DictionaryComprehensionExpression':
      return lowerComprehension('mapping', node, source);
    case 'ConditionalExpression':
      return lowerConditional(node, source);
    case 'LambdaExpression':
      return lowerLambda(node, source);
    case 'NamedExpression':
      return lowerNamed(node, source);
    case 'AwaitExpression':
      return { kind: 'await', value: lowerOperand(node, 0, source), span: source.span(node) };
    case 'YieldExpression':
    case 'YieldStatement':
      return lowerYield(node, source);
    default:
      return source.unreadable(node, 'it is not valid Python');
  }
}

/** The expression among the children with this index; a missing one stands at the end of the node. */
export function lowerOperand(node: SyntaxNode, index: number, source: Source): Expr {
  const operand = operands(node)[index];
  return operand ? lowerExpr(operand, source) : source.missing(node.to);
}

/** Items between commas, stars included. */
export function lowerItems(nodes: readonly SyntaxNode[], source: Source): Item[] {
  const items: Item[] = [];
  let spread = false;
  for (const node of nodes) {
    if (node.name === '*') spread = true;
    else if (isExpression(node)) {
      items.push({ value: lowerExpr(node, source), spread });
      spread = false;
    }
  }
  return items;
}

/** `a` or the tuple `a, *b`, as they stand without brackets; `at` is the place where one is missing. */
export function lowerExpressions(nodes: readonly SyntaxNode[], at: number, source: Source): Expr {
  const only = nodes.length === 1 ? nodes[0] : undefined;
  if (isExpression(only)) return lowerExpr(only, source);
  const items = lowerItems(nodes, source);
  const [first] = items;
  if (!first) return source.missing(at);
  const isTuple = first.spread || nodes.some(({ name }) => name === ',');
  if (!isTuple) return first.value;
  const written = nodes.filter(({ name }) => name !== '⚠');
  return { kind: 'sequence', type: 'tuple', items, span: source.between(written[0]!.from, written.at(-1)!.to) };
}

/** A name; text that stands for a shell command or a magic of a notebook was masked by a private character. */
function lowerName(node: SyntaxNode, source: Source): Expr {
  const name = source.textOf(node);
  if (name.startsWith('!')) return source.unreadable(node, 'it is what a shell command prints');
  if (name.startsWith('%')) return source.unreadable(node, 'it is what a magic of the notebook gives');
  return { kind: 'name', name, span: source.span(node) };
}

/** The brackets belong to no node of their own, but the span of a parenthesised expression is that of what is inside. */
function lowerParenthesized(node: SyntaxNode, source: Source): Expr {
  return lowerExpressions(node.children.slice(1), node.to, source);
}

function lowerConditional(node: SyntaxNode, source: Source): Expr {
  return {
    kind: 'conditional',
    // biome-ignore lint/suspicious/noThenProperty: The core language calls it so; nobody awaits it.
    then: lowerOperand(node, 0, source),
    test: lowerOperand(node, 1, source),
    otherwise: lowerOperand(node, 2, source),
    span: source.span(node),
  };
}

function lowerNamed(node: SyntaxNode, source: Source): Expr {
  const [target] = operands(node);
  const value = lowerOperand(node, 1, source);
  if (target?.name !== 'VariableName') return value;
  const name = { kind: 'name-pattern', name: source.textOf(target), span: source.span(target) } as const;
  return { kind: 'assign-expr', target: name, value, givesOld: false, span: source.span(node) };
}

function lowerYield(node: SyntaxNode, source: Source): Expr {
  source.sawYield = true;
  const from = childNamed(node, 'from') !== undefined;
  const rest = node.children.filter(({ name }) => name !== 'yield' && name !== 'from');
  const value = rest.some(isExpression) ? lowerExpressions(rest, node.to, source) : null;
  return { kind: 'yield', value, from, span: source.span(node) };
}
