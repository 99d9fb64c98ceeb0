/** Lowers what can be assigned to. */
import type { Expr, Pattern, SequencePatternItem } from '../../../lang/program';
import { cover, type Span } from '../../../text/span';
import type { Source } from '../source';
import type { SyntaxNode } from '../tree';
import { lowerExpr } from './expressions';
import { lowerSubscript } from './members';
import { childNamed, isExpression } from './nodes';

export function lowerPattern(node: SyntaxNode, source: Source): Pattern {
  const span = source.span(node);
  if (node.cut) return { kind: 'ignored-pattern', span };
  switch (node.name) {
    case 'VariableName': {
      const name = source.textOf(node);
      return name.startsWith('(') || name.includes('.')
        ? lowerMaskedTarget(name, span)
        : { kind: 'name-pattern', name, span };
    }
    case 'MemberExpression':
      return lowerMemberPattern(node, source);
    case 'TupleExpression':
    case 'ArrayExpression':
      return { kind: 'sequence-pattern', items: lowerPatternItems(node.children, source), span };
    case 'ParenthesizedExpression':
      return lowerTarget(node.children.slice(1), node.to, source);
    default:
      return { kind: 'ignored-pattern', span };
  }
}

/** `a` or `a, *b` without brackets. */
export function lowerTarget(nodes: readonly SyntaxNode[], at: number, source: Source): Pattern {
  const written = nodes.filter(({ name }) => name !== '⚠' && name !== ')');
  const items = lowerPatternItems(written, source);
  const [first] = items;
  if (!first) return { kind: 'ignored-pattern', span: source.between(at, at) };
  if (!first.rest && !written.some(({ name }) => name === ',')) return first.target;
  return { kind: 'sequence-pattern', items, span: source.between(written[0]!.from, written.at(-1)!.to) };
}

/** The target of `with a as self.b:` or `with a as (b, c):`, which was masked for the parser. */
function lowerMaskedTarget(text: string, span: Span): Pattern {
  const named = (name: string, start: number): NameSpan => ({
    name,
    span: { start: span.start + start, end: span.start + start + name.length },
  });
  const names = [...text.matchAll(/\w+/g)].map((match) => named(match[0], match.index));
  if (text.startsWith('(')) {
    if (text.includes('.')) return { kind: 'ignored-pattern', span };
    const items = names.map((name) => ({
      target: { kind: 'name-pattern', ...name } as const,
      rest: false,
      default: null,
    }));
    return { kind: 'sequence-pattern', items, span };
  }
  const [first, ...rest] = names;
  const last = rest.pop();
  if (!first || !last) return { kind: 'ignored-pattern', span };
  let object: Expr = { kind: 'name', ...first };
  for (const part of rest) {
    object = {
      kind: 'attribute',
      object,
      name: part.name,
      nameSpan: part.span,
      optional: false,
      span: cover(object.span, part.span),
    };
  }
  return { kind: 'attribute-pattern', object, name: last.name, span };
}

interface NameSpan {
  readonly name: string;
  readonly span: Span;
}

function lowerPatternItems(nodes: readonly SyntaxNode[], source: Source): SequencePatternItem[] {
  const items: SequencePatternItem[] = [];
  let rest = false;
  for (const node of nodes) {
    if (node.name === '*') rest = true;
    else if (isExpression(node)) {
      items.push({ target: lowerPattern(node, source), rest, default: null });
      rest = false;
    }
  }
  return items;
}

function lowerMemberPattern(node: SyntaxNode, source: Source): Pattern {
  const span = source.span(node);
  const [first] = node.children;
  if (!isExpression(first)) return { kind: 'ignored-pattern', span };
  const object = lowerExpr(first, source);
  if (childNamed(node, '[')) return { kind: 'index-pattern', object, index: lowerSubscript(node, source), span };
  const property = childNamed(node, 'PropertyName');
  return property
    ? { kind: 'attribute-pattern', object, name: source.textOf(property), span }
    : { kind: 'ignored-pattern', span };
}
