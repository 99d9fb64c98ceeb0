/** Lowers lists, tuples, sets, dictionaries and comprehensions. */
import type { ComprehensionClause, ComprehensionExpr, Expr, MappingExpr, SequenceExpr } from '../../../lang/program';
import type { Source } from '../source';
import type { SyntaxNode } from '../tree';
import { lowerExpr, lowerExpressions, lowerItems } from './expressions';
import { isExpression } from './nodes';
import { lowerTarget } from './patterns';

export function lowerSequence(type: SequenceExpr['type'], node: SyntaxNode, source: Source): Expr {
  // An opening bracket alone is not yet an empty list.
  if (node.children.every(({ name }) => name === '(' || name === '[' || name === '{' || name === '⚠'))
    return source.missing(node.to);
  return { kind: 'sequence', type, items: lowerItems(node.children, source), span: source.span(node) };
}

export function lowerDictionary(node: SyntaxNode, source: Source): Expr {
  const entries: MappingExpr['entries'][number][] = [];
  const { children } = node;
  for (let i = 0; i < children.length; i++) {
    const child = children[i]!;
    const next = children[i + 1];
    if (child.name === '**' && isExpression(next)) {
      entries.push({ key: null, value: lowerExpr(next, source), span: source.between(child.from, next.to) });
      i++;
    } else if (isExpression(child)) {
      // A key without a value is what half-typed text looks like.
      const value = next?.name === ':' ? children[i + 2] : undefined;
      const end = isExpression(value) ? value.to : next?.name === ':' ? next.to : child.to;
      entries.push({
        key: lowerExpr(child, source),
        value: isExpression(value) ? lowerExpr(value, source) : source.missing(end),
        span: source.between(child.from, end),
      });
      if (next?.name === ':') i += isExpression(value) ? 2 : 1;
    }
  }
  return { kind: 'mapping', entries, span: source.span(node) };
}

export function lowerComprehension(type: ComprehensionExpr['type'], node: SyntaxNode, source: Source): Expr {
  const start = node.children.findIndex(({ name }) => name === 'for' || name === 'async');
  const clauseStart = start < 0 ? node.children.length : start;
  const written = node.children.slice(0, clauseStart).filter(isExpression);
  const key = type === 'mapping' ? written[0] : undefined;
  const element = written[key ? 1 : 0];
  return {
    kind: 'comprehension',
    type,
    key: key ? lowerExpr(key, source) : type === 'mapping' ? source.missing(node.from) : null,
    element: element ? lowerExpr(element, source) : source.missing(node.from),
    clauses: lowerClauses(node.children.slice(clauseStart), source),
    span: source.span(node),
  };
}

/** `for … in … if …`, as often as they stand there. */
export function lowerClauses(nodes: readonly SyntaxNode[], source: Source): ComprehensionClause[] {
  const clauses: { target: ComprehensionClause['target']; iterable: Expr; conditions: Expr[] }[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    if (node.name === 'for') {
      const within = nodes.findIndex(({ name }, index) => index > i && name === 'in');
      const end = within < 0 ? nodes.length : within;
      const iterable = nodes[end + 1];
      clauses.push({
        target: lowerTarget(nodes.slice(i + 1, end), node.to, source),
        iterable: isExpression(iterable) ? lowerExpr(iterable, source) : source.missing(nodes.at(-1)!.to),
        conditions: [],
      });
      i = isExpression(iterable) ? end + 1 : end;
    } else if (node.name === 'if') {
      const condition = nodes[i + 1];
      clauses.at(-1)?.conditions.push(lowerExpressions(condition ? [condition] : [], node.to, source));
    }
  }
  return clauses;
}
