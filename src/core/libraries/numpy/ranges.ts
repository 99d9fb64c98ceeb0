/** Arrays of numbers in equal steps: `arange` and `linspace`, with their numbers where the arguments are known. */
import { MOST_NUMBERS, withNumbers } from '../../eval/array-numbers';
import { type ArrayValue, type CallArguments, number } from '../../eval/value';
import { unknownDim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument, booleanIn, numberIn } from '../common/data-calls';
import { array, dimOf, dtypeName } from './arrays';

/** `arange(stop)`, `arange(start, stop, step=1)`. */
export function arange(args: CallArguments, span: Span): ArrayValue {
  const [a, b, step = argument(args, 2, 'step')] = args.positions;
  const [from, to] = b === undefined ? [null, a] : [a, b];
  const given = [from, to, step].flatMap((each) => (each ? [each.value] : []));
  const isFloat = given.some((value) => value.kind === 'number' && value.float);
  const dtype = dtypeName(argument(args, null, 'dtype')?.value) ?? (isFloat ? 'float64' : 'int64');
  const [start, stop, by] = [from ? numberIn(from) : 0, numberIn(to), step ? numberIn(step) : 1];
  if (start === null || stop === null || by === null || by === 0) return array([unknownDim()], dtype, span, 'a range');
  const count = Math.max(0, Math.ceil((stop - start) / by));
  const made = array([count], dtype, span, 'a range');
  const simple = dtype === 'int64' || dtype === 'float64';
  return count <= MOST_NUMBERS && simple
    ? withNumbers(
        made,
        Array.from({ length: count }, (_, i) => number(start + i * (start + by - start), dtype === 'float64')),
      )
    : made;
}

/** `linspace(start, stop, num=50)`: `start + i * step`, and the last number is `stop` itself (numpy.linspace, 2.x). */
export function linspace(args: CallArguments, span: Span): ArrayValue {
  const num = argument(args, 2, 'num');
  const made = array([num ? dimOf(num.value) : 50], 'float64', span, 'a range');
  const [start, stop] = [numberIn(argument(args, 0, 'start')), numberIn(argument(args, 1, 'stop'))];
  const count = made.shape![0];
  const plain = argument(args, null, 'dtype') === undefined && !booleanIn(argument(args, 4, 'retstep'));
  const endpoint = argument(args, 3, 'endpoint') ? booleanIn(argument(args, 3, 'endpoint')) : true;
  if (start === null || stop === null || typeof count !== 'number' || count > MOST_NUMBERS || !plain) return made;
  if (endpoint === null) return made;
  const parts = endpoint ? count - 1 : count;
  const step = (stop - start) / parts;
  const at = (i: number): number => {
    if (endpoint && i > 0 && i === count - 1) return stop;
    return i === 0 ? start : start + i * step;
  };
  return withNumbers(
    made,
    Array.from({ length: count }, (_, i) => number(at(i), true)),
  );
}
