/** Functions, arrows and methods, with their parameters. */
import type { SyntaxNode } from '@lezer/common';
import type { Expr, FunctionExpr, Parameter, Pattern, Stmt } from '../../../lang/program';
import type { Span } from '../../../text/span';
import type { Lowering } from './lowering';
import { childNamed, childrenOf, isExpression, splitAtCommas } from './nodes';
import { defaultIn, isPattern } from './patterns';

export function lowerFunction(lower: Lowering, node: SyntaxNode): FunctionExpr {
  return functionOf(lower, node, functionName(lower, node), []);
}

export function functionName(lower: Lowering, node: SyntaxNode): string | null {
  const name = childNamed(node, 'VariableDefinition');
  return name && lower.slice(name);
}

export function lowerArrow(lower: Lowering, node: SyntaxNode): FunctionExpr {
  return functionOf(lower, node, null, []);
}

/** A method of an object or a class. Its first parameter is `this`; a method of an object has it only if it says `this`. */
export function lowerMethod(
  lower: Lowering,
  node: SyntaxNode,
  name: string | null,
  always: boolean,
  before: readonly Stmt[] = [],
): FunctionExpr {
  const { span } = nameSpanOf(lower, node);
  const method = functionOf(lower, node, name, before);
  if (!always && !mentionsThis(node)) return method;
  return { ...method, params: [thisParameter(span), ...method.params], bindsThis: true };
}

export function thisParameter(span: Span): Parameter {
  return { target: { kind: 'name-pattern', name: 'this', span }, default: null, rest: null, namedOnly: false, span };
}

function nameSpanOf(lower: Lowering, node: SyntaxNode): { readonly span: Span } {
  const name = childrenOf(node).find(
    (child) => child.name !== 'async' && child.name !== 'Star' && child.name !== 'ParamList',
  );
  return { span: lower.span(name ?? node) };
}

/** True if `this` or `super` of this very function is used: functions within have their own, arrows do not. */
export function mentionsThis(node: SyntaxNode): boolean {
  const cursor = node.cursor();
  const end = node.to;
  let more = cursor.firstChild();
  while (more && cursor.from < end) {
    if (cursor.name === 'this' || cursor.name === 'super') return true;
    more = cursor.next(!ownThis.has(cursor.name));
  }
  return false;
}

const ownThis: ReadonlySet<string> = new Set([
  'FunctionExpression',
  'FunctionDeclaration',
  'ClassExpression',
  'ClassDeclaration',
  'ThisType',
]);

/** `before` runs after the parameters are bound and before the body. */
export function functionOf(
  lower: Lowering,
  node: SyntaxNode,
  name: string | null,
  before: readonly Stmt[],
): FunctionExpr {
  const children = childrenOf(node);
  const list = children.find((child) => child.name === 'ParamList');
  const { params, prologue } = list ? lowerParameters(lower, list) : { params: [], prologue: [] };
  return {
    kind: 'function',
    name,
    params,
    body: [...prologue, ...before, ...lowerBody(lower, node)],
    generator: children.some((child) => child.name === 'Star'),
    decorators: [],
    bindsThis: false,
    span: lower.span(node),
  };
}

function lowerBody(lower: Lowering, node: SyntaxNode): Stmt[] {
  const children = childrenOf(node);
  const block = children.find(({ name }) => name === 'Block');
  if (block) return lower.statements(childrenOf(block));
  const arrow = children.findIndex(({ name }) => name === 'Arrow');
  const result = arrow < 0 ? undefined : children.slice(arrow + 1).find(isExpression);
  if (!result) return [];
  const value = lower.expr(result);
  return [{ kind: 'return', value, span: value.span }];
}

/**
 * The parameters, and statements that complete them. A default that uses names is computed when the function is
 * called, not when it is defined, so it becomes a statement.
 */
function lowerParameters(lower: Lowering, list: SyntaxNode): { params: Parameter[]; prologue: Stmt[] } {
  const params: Parameter[] = [];
  const prologue: Stmt[] = [];
  const parts = list.firstChild?.name === 'VariableDefinition' ? [[list.firstChild]] : splitAtCommas(childrenOf(list));
  for (const part of parts) {
    const targetNode = part.find(isPattern);
    if (!targetNode) continue;
    const target = lower.pattern(targetNode);
    const span = lower.spanOf(part[0]!, part.at(-1)!);
    const rest = part[0]!.name === 'Spread' ? ('positions' as const) : null;
    const given = defaultIn(lower, part);
    if (given && !isConstant(given)) params.push(lateDefault(lower, target, given, span, prologue));
    else params.push({ target, default: given, rest, namedOnly: false, span });
    if (part.some(({ name }) => name === 'Privacy' || name === 'readonly'))
      prologue.push(parameterProperty(lower, target));
  }
  return { params, prologue };
}

function lateDefault(lower: Lowering, target: Pattern, given: Expr, span: Span, prologue: Stmt[]): Parameter {
  const name = target.kind === 'name-pattern' ? target.name : lower.hiddenName();
  const value: Expr = { kind: 'logical', operator: '??', left: lower.name(name, target.span), right: given, span };
  prologue.push({ kind: 'assign', targets: [target], value, declare: 'function', span });
  const bound: Pattern = { kind: 'name-pattern', name, span: target.span };
  return { target: bound, default: { kind: 'none', span: given.span }, rest: null, namedOnly: false, span };
}

/** `constructor(private units: number)` also sets `this.units`. */
function parameterProperty(lower: Lowering, target: Pattern): Stmt {
  const { span } = target;
  if (target.kind !== 'name-pattern') return { kind: 'block', body: [], span };
  return {
    kind: 'assign',
    targets: [{ kind: 'attribute-pattern', object: lower.name('this', span), name: target.name, span }],
    value: lower.name(target.name, span),
    declare: null,
    span,
  };
}

/** True if the value is the same whenever it is computed. */
function isConstant(expr: Expr): boolean {
  switch (expr.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'none':
      return true;
    case 'sequence':
      return expr.items.every(({ value }) => isConstant(value));
    case 'mapping':
      return expr.entries.every(({ key, value }) => key !== null && isConstant(key) && isConstant(value));
    case 'unary':
      return isConstant(expr.operand);
    default:
      return false;
  }
}
