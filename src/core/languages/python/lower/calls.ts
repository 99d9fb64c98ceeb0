/** Lowers calls and their arguments. */
import type { Argument, Expr } from '../../../lang/program';
import type { Source } from '../source';
import type { SyntaxNode } from '../tree';
import { lowerClauses } from './displays';
import { lowerExpr } from './expressions';
import { childNamed, isExpression } from './nodes';

export function lowerCall(node: SyntaxNode, source: Source): Expr {
  const [first] = node.children;
  const list = childNamed(node, 'ArgList');
  return {
    kind: 'call',
    callee: isExpression(first) ? lowerExpr(first, source) : source.missing(node.from),
    args: list ? lowerArguments(list, source) : [],
    argsSpan: list ? source.span(list) : source.between(node.to, node.to),
    optional: false,
    span: source.span(node),
  };
}

export function lowerArguments(list: SyntaxNode, source: Source): Argument[] {
  const args: Argument[] = [];
  const { children } = list;
  for (let i = 0; i < children.length; i++) {
    const child = children[i]!;
    const next = children[i + 1];
    if (child.name === '*' || child.name === '**') {
      if (!isExpression(next)) continue;
      const spread = child.name === '*' ? 'positions' : 'names';
      args.push({
        value: lowerExpr(next, source),
        name: null,
        nameSpan: null,
        spread,
        span: source.between(child.from, next.to),
      });
      i++;
    } else if (child.name === 'VariableName' && next?.name === 'AssignOp') {
      const third = children[i + 2];
      const value = isExpression(third) ? lowerExpr(third, source) : source.missing(next.to);
      const end = isExpression(third) ? third.to : next.to;
      const span = source.between(child.from, end);
      args.push(
        source.textOf(next) === ':='
          ? positional({
              kind: 'assign-expr',
              target: { kind: 'name-pattern', name: source.textOf(child), span: source.span(child) },
              value,
              givesOld: false,
              span,
            })
          : { value, name: source.textOf(child), nameSpan: source.span(child), spread: null, span },
      );
      i += isExpression(third) ? 2 : 1;
    } else if (isExpression(child)) {
      const clauseEnd = endOfClauses(children, i + 1);
      if (clauseEnd === i + 1) args.push({ ...positional(lowerExpr(child, source)), span: source.span(child) });
      else {
        args.push(positional(generator(child, children.slice(i + 1, clauseEnd), source)));
        i = clauseEnd - 1;
      }
    }
  }
  return args;
}

function positional(value: Expr): Argument {
  return { value, name: null, nameSpan: null, spread: null, span: value.span };
}

/** `f(x for x in y)`: the clauses stand directly among the arguments. */
function generator(element: SyntaxNode, clauses: readonly SyntaxNode[], source: Source): Expr {
  return {
    kind: 'comprehension',
    type: 'generator',
    key: null,
    element: lowerExpr(element, source),
    clauses: lowerClauses(clauses, source),
    span: source.between(element.from, clauses.at(-1)!.to),
  };
}

function endOfClauses(children: readonly SyntaxNode[], start: number): number {
  const first = children[start]?.name;
  if (first !== 'for' && first !== 'async') return start;
  let end = start;
  // The targets of `for a, b in c` hold commas of their own.
  let inTarget = false;
  for (; end < children.length; end++) {
    const { name } = children[end]!;
    if (name === 'for') inTarget = true;
    else if (name === 'in') inTarget = false;
    else if (name === ')' || (name === ',' && !inTarget)) break;
  }
  return end;
}
