/** What functions of `numpy` have in common: they are given arrays, or what makes one. */
import type { EvalContext } from '../../eval/context';
import { type ArrayValue, type CallArguments, type UnknownValue, unknown, type Value } from '../../eval/value';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { toArray } from './arrays';

export type Body = (args: CallArguments, span: Span, context: EvalContext) => Value;

export const notFollowed = (span: Span): UnknownValue => unknown('the array is not followed', span);

/** The array in an argument; null where there is none. */
export function arrayIn(
  args: CallArguments,
  at: number,
  span: Span,
  context: EvalContext,
  ...names: readonly string[]
): ArrayValue | null {
  const value = argument(args, at, ...names)?.value;
  return value ? toArray(value, context, span) : null;
}

/** A function of one array; of what is not known, it is not known for the same reason. */
export function onArray(
  change: (from: ArrayValue, args: CallArguments, span: Span, context: EvalContext) => Value,
): Body {
  return (args, span, context) => {
    const value = argument(args, 0, 'a', 'arr', 'array', 'x', 'object', 'ary', 'm')?.value;
    const from = value && toArray(value, context, span);
    if (from) return change(from, args, span, context);
    return value?.kind === 'unknown' ? unknown(value.reason, value.span) : notFollowed(span);
  };
}
