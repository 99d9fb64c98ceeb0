/** Lowers functions, lambdas and classes. */
import type { ClassExpr, Expr, FunctionExpr, Parameter, Stmt } from '../../../lang/program';
import type { Source } from '../source';
import type { SyntaxNode } from '../tree';
import { lowerArguments } from './calls';
import { lowerExpr, lowerOperand } from './expressions';
import { childNamed, isExpression } from './nodes';
import { lowerBody } from './statements';

export function lowerLambda(node: SyntaxNode, source: Source): Expr {
  const colon = node.children.findIndex(({ name }) => name === ':');
  const body = node.children.slice(colon + 1).find(isExpression);
  return functionOf(null, node, [], source, () => {
    const value = colon >= 0 && body ? lowerExpr(body, source) : source.missing(node.to);
    return [{ kind: 'return', value, span: value.span }];
  });
}

export function lowerFunctionDefinition(
  node: SyntaxNode,
  decorators: readonly Expr[],
  source: Source,
): Extract<Stmt, { kind: 'function-def' }> | null {
  const name = childNamed(node, 'VariableName');
  if (!name) return null;
  const text = source.textOf(name);
  const value = functionOf(text, node, decorators, source, () => lowerBody(childNamed(node, 'Body'), source));
  return { kind: 'function-def', name: text, nameSpan: source.span(name), value, span: source.span(node) };
}

export function lowerClassDefinition(
  node: SyntaxNode,
  decorators: readonly Expr[],
  source: Source,
): Extract<Stmt, { kind: 'class-def' }> | null {
  const name = childNamed(node, 'VariableName');
  if (!name) return null;
  const list = childNamed(node, 'ArgList');
  const args = list ? lowerArguments(list, source) : [];
  const value: ClassExpr = {
    kind: 'class',
    name: source.textOf(name),
    bases: args.filter((arg) => arg.name === null && arg.spread === null).map((arg) => arg.value),
    keywords: args.filter((arg) => arg.name !== null || arg.spread !== null),
    body: lowerBody(childNamed(node, 'Body'), source),
    decorators,
    span: source.span(node),
  };
  return { kind: 'class-def', name: source.textOf(name), nameSpan: source.span(name), value, span: source.span(node) };
}

/** `@a.b(c)`: the names of the path stand side by side. */
export function lowerDecorator(node: SyntaxNode, source: Source): Expr {
  const names = node.children.filter(({ name }) => name === 'VariableName');
  const [first, ...rest] = names;
  if (!first) return lowerOperand(node, 0, source);
  let callee: Expr = { kind: 'name', name: source.textOf(first), span: source.span(first) };
  for (const name of rest) {
    const span = source.between(first.from, name.to);
    callee = {
      kind: 'attribute',
      object: callee,
      name: source.textOf(name),
      nameSpan: source.span(name),
      optional: false,
      span,
    };
  }
  const list = childNamed(node, 'ArgList');
  if (!list) return callee;
  const span = source.between(first.from, list.to);
  return {
    kind: 'call',
    callee,
    args: lowerArguments(list, source),
    argsSpan: source.span(list),
    optional: false,
    span,
  };
}

function functionOf(
  name: string | null,
  node: SyntaxNode,
  decorators: readonly Expr[],
  source: Source,
  lowerInside: () => readonly Stmt[],
): FunctionExpr {
  const list = childNamed(node, 'ParamList');
  const params = list ? lowerParameters(list, source) : [];
  const outside = source.sawYield;
  source.sawYield = false;
  const body = lowerInside();
  const generator = source.sawYield;
  source.sawYield = outside;
  return { kind: 'function', name, params, body, generator, decorators, bindsThis: true, span: source.span(node) };
}

function lowerParameters(list: SyntaxNode, source: Source): Parameter[] {
  const params: Parameter[] = [];
  const { children } = list;
  let namedOnly = false;
  let rest: Parameter['rest'] = null;
  let starAt = 0;
  for (let i = 0; i < children.length; i++) {
    const child = children[i]!;
    if (child.name === '*' || child.name === '**') starAt = child.from;
    if (child.name === '*') {
      namedOnly = true;
      // A star alone only ends the positional parameters.
      rest = children[i + 1]?.name === 'VariableName' ? 'positions' : null;
    } else if (child.name === '**') rest = 'names';
    else if (child.name === 'VariableName') {
      let end = child;
      let fallback: Expr | null = null;
      for (i++; i < children.length && children[i]!.name !== ',' && children[i]!.name !== ')'; i++) {
        const next = children[i]!;
        if (next.name === 'AssignOp') fallback = source.missing(next.to);
        else if (isExpression(next) && fallback) fallback = lowerExpr(next, source);
        if (next.name !== '⚠') end = next;
      }
      params.push({
        target: { kind: 'name-pattern', name: source.textOf(child), span: source.span(child) },
        default: fallback,
        rest,
        namedOnly: namedOnly && rest === null,
        span: source.between(rest === null ? child.from : starAt, end.to),
      });
      rest = null;
    }
  }
  return params;
}
