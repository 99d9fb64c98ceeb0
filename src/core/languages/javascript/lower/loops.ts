/** Loops: `for` in its three forms, `while`, `do … while`. */
import type { SyntaxNode } from '@lezer/common';
import type { Expr, Pattern, Stmt } from '../../../lang/program';
import { lowerExpressionStatement } from './effects';
import type { Lowering } from './lowering';
import { childrenOf, firstExpression, isExpression } from './nodes';
import { bodyOf } from './statements';

export function lowerWhile(lower: Lowering, node: SyntaxNode): Stmt {
  const test = firstExpression(node);
  return {
    kind: 'while',
    test: lower.exprOr(test, node),
    body: bodyOf(
      lower,
      childrenOf(node).filter((child) => child.name !== 'while' && !sameNode(child, test)),
    ),
    update: null,
    otherwise: [],
    testAfter: false,
    span: lower.span(node),
  };
}

export function lowerDo(lower: Lowering, node: SyntaxNode): Stmt {
  const children = childrenOf(node);
  const whileAt = children.findIndex(({ name }) => name === 'while');
  const test = whileAt < 0 ? undefined : children.slice(whileAt).find(isExpression);
  return {
    kind: 'while',
    test: lower.exprOr(test, node),
    body: bodyOf(lower, children.slice(1, whileAt < 0 ? undefined : whileAt)),
    update: null,
    otherwise: [],
    testAfter: true,
    span: lower.span(node),
  };
}

export function lowerFor(lower: Lowering, node: SyntaxNode): Stmt[] {
  const children = childrenOf(node);
  const specAt = children.findIndex(({ name }) => name === 'ForSpec' || name === 'ForOfSpec' || name === 'ForInSpec');
  const spec = children[specAt];
  if (!spec) return [];
  const body = bodyOf(lower, children.slice(specAt + 1));
  return [spec.name === 'ForSpec' ? countingLoop(lower, node, spec, body) : elementLoop(lower, node, spec, body)];
}

/** `for (start; test; update)`: a block with the start and a `while`. */
function countingLoop(lower: Lowering, node: SyntaxNode, spec: SyntaxNode, body: readonly Stmt[]): Stmt {
  const span = lower.span(node);
  // The declaration holds its own semicolon; an expression is followed by one.
  const [start, test, update] = partsOfSpec(spec);
  const before = !start
    ? []
    : start.name === 'VariableDeclaration'
      ? lower.statement(start)
      : lowerExpressionStatement(lower, start);
  const loop: Stmt = {
    kind: 'while',
    test: test ? lower.expr(test) : { kind: 'boolean', value: true, span: lower.span(spec) },
    body,
    update: update ? lower.expr(update) : null,
    otherwise: [],
    testAfter: false,
    span,
  };
  return { kind: 'block', body: [...before, loop], span };
}

function partsOfSpec(spec: SyntaxNode): (SyntaxNode | undefined)[] {
  const parts: (SyntaxNode | undefined)[] = [undefined, undefined, undefined];
  let at = 0;
  for (const child of childrenOf(spec)) {
    if (child.name === ';') at++;
    else if (child.name === 'VariableDeclaration') {
      parts[0] = child;
      at = 1;
    } else if (isExpression(child) && at < 3) parts[at] = child;
  }
  return parts;
}

/** `for (… of …)` and `for (… in …)`. A variable that is not declared here lives on after the loop. */
function elementLoop(lower: Lowering, node: SyntaxNode, spec: SyntaxNode, body: readonly Stmt[]): Stmt {
  const children = childrenOf(spec);
  const operatorAt = children.findIndex(({ name }) => name === 'of' || name === 'in');
  const iterable = operatorAt < 0 ? undefined : children.slice(operatorAt + 1).find(isExpression);
  const head = children.slice(1, operatorAt < 0 ? undefined : operatorAt);
  const keyword = head.find(({ name }) => declarations.has(name));
  const targetNode = head.find((child) => child !== keyword);
  const span = lower.span(node);
  const target: Pattern = targetNode ? lower.pattern(targetNode) : { kind: 'ignored-pattern', span };
  const over = spec.name === 'ForInSpec' ? ('keys' as const) : ('elements' as const);
  const loop = { kind: 'for' as const, iterable: lower.exprOr(iterable, spec), over, otherwise: [], span };
  if (keyword && keyword.name !== 'var') return { ...loop, target, body };
  const element = lower.hiddenName();
  const value: Expr = lower.name(element, target.span);
  const bind: Stmt = {
    kind: 'assign',
    targets: [target],
    value,
    declare: keyword ? 'function' : null,
    span: target.span,
  };
  return { ...loop, target: { kind: 'name-pattern', name: element, span: target.span }, body: [bind, ...body] };
}

const declarations: ReadonlySet<string> = new Set(['let', 'const', 'var', 'using']);

function sameNode(a: SyntaxNode, b: SyntaxNode | null): boolean {
  return b !== null && a.from === b.from && a.to === b.to && a.name === b.name;
}
