/** Lowers `object.name` and `object[index]`. */
import type { Expr } from '../../../lang/program';
import type { Source } from '../source';
import type { SyntaxNode } from '../tree';
import { lowerExpr } from './expressions';
import { childNamed, isExpression } from './nodes';

export function lowerMember(node: SyntaxNode, source: Source): Expr {
  const [first] = node.children;
  const object = isExpression(first) ? lowerExpr(first, source) : source.missing(node.from);
  const span = source.span(node);
  if (childNamed(node, '['))
    return { kind: 'index', object, index: lowerSubscript(node, source), optional: false, span };
  const property = childNamed(node, 'PropertyName');
  const nameSpan = property ? source.span(property) : source.between(node.to, node.to);
  // A name that is not typed yet is empty, so that what stands before the dot is still evaluated.
  return { kind: 'attribute', object, name: property ? source.textOf(property) : '', nameSpan, optional: false, span };
}

/** What stands between the square brackets: an expression, a slice, or a tuple of them. */
export function lowerSubscript(node: SyntaxNode, source: Source): Expr {
  const open = node.children.findIndex(({ name }) => name === '[');
  const inner = node.children.slice(open + 1).filter(({ name }) => name !== ']' && name !== '⚠');
  const groups: SyntaxNode[][] = [[]];
  for (const child of inner) {
    if (child.name === ',') groups.push([]);
    else groups.at(-1)!.push(child);
  }
  const isTuple = groups.length > 1;
  if (groups.at(-1)!.length === 0) groups.pop();
  const [first] = groups;
  if (!first) return source.missing(node.children[open]!.to);
  if (!isTuple) return lowerIndex(first, source);
  const items = groups
    .filter((group) => group.length > 0)
    .map((group) => ({ value: lowerIndex(group, source), spread: false }));
  return { kind: 'sequence', type: 'tuple', items, span: source.between(inner[0]!.from, inner.at(-1)!.to) };
}

function lowerIndex(nodes: readonly SyntaxNode[], source: Source): Expr {
  const at = nodes[0]!.from;
  if (!nodes.some(({ name }) => name === ':')) {
    const value = nodes.find(isExpression);
    return value ? lowerExpr(value, source) : source.missing(at);
  }
  const bounds: (Expr | null)[] = [null, null, null];
  let bound = 0;
  for (const node of nodes) {
    if (node.name === ':') bound++;
    else if (isExpression(node) && bound < 3) bounds[bound] = lowerExpr(node, source);
  }
  const span = source.between(at, nodes.at(-1)!.to);
  return { kind: 'slice', lower: bounds[0]!, upper: bounds[1]!, step: bounds[2]!, span };
}
