/** What can be assigned to: names, members, destructuring. */
import type { SyntaxNode } from '@lezer/common';
import type { MappingPatternEntry, Pattern, SequencePatternItem } from '../../../lang/program';
import { lowerKey } from './literals';
import type { Lowering } from './lowering';
import { childrenOf, isExpression, splitAtCommas } from './nodes';

export function lowerPattern(lower: Lowering, node: SyntaxNode): Pattern {
  const span = lower.span(node);
  switch (node.name) {
    case 'VariableDefinition':
    case 'VariableName':
      return { kind: 'name-pattern', name: lower.slice(node), span };
    case 'ArrayPattern':
    case 'ArrayExpression':
      return { kind: 'sequence-pattern', items: sequenceItems(lower, node), span };
    case 'ObjectPattern':
    case 'ObjectExpression':
      return mappingPattern(lower, node);
    case 'ParenthesizedExpression': {
      const inner = childrenOf(node).find(isExpression);
      return inner ? lower.pattern(inner) : { kind: 'ignored-pattern', span };
    }
    case 'PostfixExpression':
    case 'BinaryExpression':
      // `x! = 1` and `(x as T) = 1`: the operators of types change nothing.
      return node.firstChild ? lower.pattern(node.firstChild) : { kind: 'ignored-pattern', span };
    case 'MemberExpression': {
      const member = lower.expr(node);
      if (member.kind === 'attribute')
        return { kind: 'attribute-pattern', object: member.object, name: member.name, span };
      if (member.kind === 'index') return { kind: 'index-pattern', object: member.object, index: member.index, span };
      return { kind: 'ignored-pattern', span };
    }
    default:
      return { kind: 'ignored-pattern', span };
  }
}

export function isPattern(node: SyntaxNode): boolean {
  return node.name === 'VariableDefinition' || node.name === 'ArrayPattern' || node.name === 'ObjectPattern';
}

function sequenceItems(lower: Lowering, node: SyntaxNode): SequencePatternItem[] {
  const parts = splitAtCommas(childrenOf(node));
  if (parts.at(-1)!.length === 0) parts.pop();
  return parts.map((part) => {
    const target = part.find(({ name }) => name !== 'Spread');
    if (!target) return { target: { kind: 'ignored-pattern', span: lower.endOf(node) }, rest: false, default: null };
    return { target: lower.pattern(target), rest: part[0]!.name === 'Spread', default: defaultIn(lower, part) };
  });
}

function mappingPattern(lower: Lowering, node: SyntaxNode): Pattern {
  const entries: MappingPatternEntry[] = [];
  let rest: Pattern | null = null;
  for (const property of childrenOf(node)) {
    if (property.name !== 'PatternProperty' && property.name !== 'Property') continue;
    const children = childrenOf(property);
    if (children[0]?.name === 'Spread') {
      rest = children[1] ? lower.pattern(children[1]) : null;
      continue;
    }
    const key = lowerKey(lower, property);
    const colon = children.findIndex(({ name }) => name === ':');
    const target = colon >= 0 ? children[colon + 1] : children[0];
    if (!target) continue;
    const named: Pattern =
      colon < 0 && key.kind === 'string'
        ? { kind: 'name-pattern', name: key.value, span: key.span }
        : lower.pattern(target);
    entries.push({ key, target: named, default: defaultIn(lower, children) });
  }
  return { kind: 'mapping-pattern', entries, rest, span: lower.span(node) };
}

/** What stands behind `=` in the parts of a pattern. */
export function defaultIn(lower: Lowering, parts: readonly SyntaxNode[]) {
  const equals = parts.findIndex(({ name }) => name === 'Equals');
  const value = equals < 0 ? undefined : parts[equals + 1];
  return value && isExpression(value) ? lower.expr(value) : null;
}
