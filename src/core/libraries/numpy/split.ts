/** `np.split`: one array as several. */
import { type ArrayValue, type CallArguments, list, unknown, type Value } from '../../eval/value';
import { isKnown } from '../../shape/dim';
import { axisIndex } from '../../shape/transform';
import type { Span } from '../../text/span';
import { argument, numberIn } from '../common/data-calls';
import { derived } from './arrays';

/** `split(ary, sections, axis=0)` into pieces of one size; `array_split` where they are not all the same. */
export function splitArray(from: ArrayValue, args: CallArguments, span: Span): Value {
  const count = numberIn(argument(args, 1, 'indices_or_sections'));
  const axis = argument(args, 2, 'axis') ? numberIn(argument(args, 2, 'axis')) : 0;
  const at = from.shape && axis !== null ? axisIndex(axis, from.shape.length) : null;
  const size = at === null ? null : from.shape![at]!;
  if (count === null || count < 1 || count > 1_024 || at === null || !isKnown(size!))
    return unknown('the pieces of the array are not followed', span);
  const least = Math.floor(size / count);
  return list(
    Array.from({ length: count }, (_, i) =>
      derived(
        from,
        from.shape!.map((dim, each) => (each === at ? least + (i < size % count ? 1 : 0) : dim)),
        span,
        'it is split',
      ),
    ),
  );
}
