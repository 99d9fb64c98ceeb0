/** Lowers number literals. */
import type { Expr } from '../../../lang/program';
import type { Source } from '../source';
import type { SyntaxNode } from '../tree';

export function lowerNumber(node: SyntaxNode, source: Source): Expr {
  const digits = source.textOf(node).replaceAll('_', '').toLowerCase();
  const prefixed = /^0[xob]/.test(digits);
  if (digits.endsWith('j')) return source.unreadable(node, 'complex numbers are not followed');
  const float = !prefixed && /[.e]/.test(digits);
  const value = Number(digits);
  if (Number.isNaN(value)) return source.unreadable(node, 'the number is not complete');
  if (!float && !Number.isSafeInteger(value)) return source.unreadable(node, 'the number is too large to be followed');
  return { kind: 'number', value, float, span: source.span(node) };
}
