/** Enums of TypeScript as constant objects. */
import type { SyntaxNode } from '@lezer/common';
import type { Expr, MappingExpr, Stmt, StringLiteral } from '../../../lang/program';
import type { Lowering } from './lowering';
import { childNamed, childrenOf, isExpression, splitAtCommas } from './nodes';

export function lowerEnum(lower: Lowering, node: SyntaxNode): Stmt[] {
  const name = childNamed(node, 'TypeDefinition');
  const body = childNamed(node, 'EnumBody');
  if (!name || !body) return [];
  const span = lower.span(node);
  const target = { kind: 'name-pattern' as const, name: lower.slice(name), span: lower.span(name) };
  const value: MappingExpr = { kind: 'mapping', entries: members(lower, body), span: lower.span(body) };
  return [{ kind: 'assign', targets: [target], value, declare: 'block', span }];
}

/** A member without a value is one more than the member before it. */
function members(lower: Lowering, body: SyntaxNode): MappingExpr['entries'][number][] {
  const entries: MappingExpr['entries'][number][] = [];
  const known = new Map<string, Expr>();
  let next: number | null = 0;
  for (const part of splitAtCommas(childrenOf(body))) {
    const keyNode = part.find(({ name }) => name === 'PropertyName' || name === 'String');
    if (!keyNode) continue;
    const span = lower.spanOf(keyNode, part.at(-1)!);
    const key: StringLiteral = {
      kind: 'string',
      value: lower.slice(keyNode).replace(/^['"]|['"]$/g, ''),
      span: lower.span(keyNode),
    };
    const given = part.slice(1).find(isExpression);
    const value: Expr = given ? resolve(lower.expr(given), known) : numbered(next, key);
    next = value.kind === 'number' ? value.value + 1 : null;
    known.set(key.value, value);
    entries.push({ key, value, span });
  }
  return entries;
}

function numbered(next: number | null, { span }: StringLiteral): Expr {
  if (next === null) return { kind: 'unreadable', reason: 'the enum member before it is computed', span };
  return { kind: 'number', value: next, float: false, span };
}

/** Names of earlier members stand for their values. */
function resolve(value: Expr, known: ReadonlyMap<string, Expr>): Expr {
  if (value.kind === 'name') return known.get(value.name) ?? value;
  if (value.kind === 'binary')
    return { ...value, left: resolve(value.left, known), right: resolve(value.right, known) };
  return value;
}
