/** Args that name axes: one, or a list of them. */
import { formatShape, type Shape } from '../shape/dim';
import { type ArgSpec, refused, show, unknownReading, value, wholeNumber } from './args';
import type { Refusal } from './definition';
import { type Plain, PlainUnknown } from './plain';

interface AxisOptions<D> {
  readonly doc: string;
  readonly default?: D;
  readonly defaultInTfjs?: D;
}

/** The index of an axis; negative ones count from the end. */
export function axis(options: AxisOptions<number>): ArgSpec<number> {
  return {
    ...options,
    default: options.default,
    takes: 'index of an axis',
    schema: { type: 'integer' },
    read: (plain, target) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      const index = wholeNumber(plain, target);
      return index === null ? refused(`must be a whole number, not ${show(plain)}`) : value(index);
    },
  };
}

/** One axis or a list of them, read as a list. */
export function axes(
  options: AxisOptions<number | readonly number[] | null> & { readonly optional?: boolean },
): ArgSpec<readonly number[] | null> {
  return {
    ...options,
    default: options.default,
    takes: 'index of an axis, or a list of them',
    schema: {
      anyOf: [
        { type: 'integer' },
        { type: 'array', items: { type: 'integer' } },
        ...(options.optional ? [{ type: 'null' }] : []),
      ],
    },
    read: (plain, target) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null && options.optional) return value(null);
      const items = Array.isArray(plain) ? (plain as readonly Plain[]) : [plain];
      const hole = items.find((item) => item instanceof PlainUnknown);
      if (hole instanceof PlainUnknown) return unknownReading(hole);
      const indices = items.map((item) => wholeNumber(item, target));
      if (indices.includes(null)) return refused(`must be a whole number or a list of them, not ${show(plain)}`);
      return value(indices as number[]);
    },
  };
}

/** The axis counted from the front; null if a shape of that rank has no such axis. */
export function resolveAxis(index: number, rank: number): number | null {
  const resolved = index < 0 ? index + rank : index;
  return resolved < 0 || resolved >= rank ? null : resolved;
}

/** The refusal of the first axis that a shape does not have. */
export function missingAxisRefusals(layer: string, axes: readonly number[], input: Shape): Refusal[] {
  const missing = axes.find((axis) => resolveAxis(axis, input.length) === null);
  if (missing === undefined) return [];
  const message = `${layer}: there is no axis ${missing} in ${formatShape(input)}`;
  return [{ rule: 'invalid-argument', arg: 'axis', message }];
}
