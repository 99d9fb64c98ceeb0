/** Calls, `new`, members and indices. */
import type { SyntaxNode } from '@lezer/common';
import type { Argument, CallExpr, Expr } from '../../../lang/program';
import type { Span } from '../../../text/span';
import type { Lowering } from './lowering';
import { childNamed, childrenOf, firstExpression, isExpression, splitAtCommas } from './nodes';

export function lowerCall(lower: Lowering, node: SyntaxNode): Expr {
  const calleeNode = firstExpression(node);
  const argsNode = childNamed(node, 'ArgList');
  const callee: Expr =
    calleeNode?.name === 'super'
      ? member(superCall(lower, calleeNode), '__init__', lower.span(calleeNode), lower.span(calleeNode), false)
      : lower.exprOr(calleeNode, node);
  const optional = childNamed(node, '?.') !== null || continuesOptional(callee);
  return call(lower, node, callee, argsNode, optional);
}

/** `new X(…)` is a call of the class. */
export function lowerNew(lower: Lowering, node: SyntaxNode): Expr {
  return call(lower, node, lower.exprOr(firstExpression(node), node), childNamed(node, 'ArgList'), false);
}

function call(
  lower: Lowering,
  node: SyntaxNode,
  callee: Expr,
  argsNode: SyntaxNode | null,
  optional: boolean,
): CallExpr {
  return {
    kind: 'call',
    callee,
    args: argsNode ? lowerArguments(lower, argsNode) : [],
    argsSpan: argsNode ? lower.span(argsNode) : lower.endOf(node),
    optional,
    span: lower.span(node),
  };
}

function lowerArguments(lower: Lowering, node: SyntaxNode): Argument[] {
  return splitAtCommas(childrenOf(node))
    .filter((part) => part.length > 0)
    .map((part) => {
      const spread = part[0]!.name === 'Spread' ? ('positions' as const) : null;
      const value = lower.exprOr(part.find(isExpression), part[0]!);
      return { value, name: null, nameSpan: null, spread, span: lower.spanOf(part[0]!, part.at(-1)!) };
    });
}

export function lowerMember(lower: Lowering, node: SyntaxNode): Expr {
  const children = childrenOf(node);
  const [objectNode] = children;
  if (!objectNode) return lower.exprOr(null, node);
  const object = objectNode.name === 'super' ? superCall(lower, objectNode) : lower.expr(objectNode);
  const optional = children.some(({ name }) => name === '?.') || continuesOptional(object);
  const bracket = children.findIndex(({ name }) => name === '[');
  if (bracket >= 0) {
    return {
      kind: 'index',
      object,
      index: lower.exprOr(children[bracket + 1], node),
      optional,
      span: lower.span(node),
    };
  }
  const name = children.find((child) => child.name === 'PropertyName' || child.name === 'PrivatePropertyName');
  // A name that is not written yet is empty, so that what stands before the dot is still evaluated.
  return member(
    object,
    name ? lower.slice(name) : '',
    name ? lower.span(name) : lower.endOf(node),
    lower.span(node),
    optional,
  );
}

/** `a?.b.c` gives none as a whole where `a` is none: what follows an optional member is optional too. */
function continuesOptional(object: Expr): boolean {
  return (object.kind === 'attribute' || object.kind === 'index' || object.kind === 'call') && object.optional;
}

function superCall(lower: Lowering, node: SyntaxNode): Expr {
  const span = lower.span(node);
  return {
    kind: 'call',
    callee: lower.name('super', span),
    args: [],
    argsSpan: { start: span.end, end: span.end },
    optional: false,
    span,
  };
}

function member(object: Expr, name: string, nameSpan: Span, span: Span, optional: boolean): Expr {
  return { kind: 'attribute', object, name, nameSpan, optional, span };
}
