/** Functions that make one tensor of several, or several of one. */
import { type ArrayValue, type CallArguments, list, type UnknownValue, unknown } from '../../../eval/value';
import { add, compatible, formatShape, unknownDim } from '../../../shape/dim';
import { argument } from '../../common/data-calls';
import { arrayIn, axisIn, derived, integersIn, type TensorFunction } from './array';

export const joining: ReadonlyMap<string, TensorFunction> = new Map<string, TensorFunction>([
  [
    'concat',
    (args, site, context) => {
      const arrays = arraysIn(args, site, context);
      if ('kind' in arrays) return arrays;
      const axis = axisIn(args, 1, 0);
      const [first] = arrays;
      if (!first?.shape || axis === null || arrays.some(({ shape }) => !shape))
        return derived(first ?? arrays[0]!, null, first?.dtype ?? null, site.span, null);
      const at = axis < 0 ? axis + first.shape.length : axis;
      const other = arrays.find(
        ({ shape: each }) =>
          each!.length !== first.shape!.length ||
          !each!.every((dim, i) => i === at || compatible(dim, first.shape![i]!)),
      );
      if (other) {
        context.fault(
          'array-shape-mismatch',
          `concat along axis ${axis} cannot join ${formatShape(first.shape)} and ${formatShape(other.shape!)}`,
          site.span,
        );
        return unknown('concat fails', site.span);
      }
      const shape = first.shape.map((dim, i) =>
        i === at ? arrays.map((each) => each.shape![i] ?? unknownDim()).reduce(add) : dim,
      );
      return derived(first, shape, first.dtype, site.span, 'concat puts tensors one after the other');
    },
  ],
  [
    'stack',
    (args, site, context) => {
      const arrays = arraysIn(args, site, context);
      if ('kind' in arrays) return arrays;
      const axis = axisIn(args, 1, 0);
      const [first] = arrays;
      if (!first?.shape || axis === null) return unknown('the shapes of the stacked tensors are not known', site.span);
      const at = axis < 0 ? axis + first.shape.length + 1 : axis;
      return derived(
        first,
        [...first.shape.slice(0, at), arrays.length, ...first.shape.slice(at)],
        first.dtype,
        site.span,
        'stack adds an axis',
      );
    },
  ],
  [
    'unstack',
    (args, site, context) => {
      const from = arrayIn(argument(args, 0)?.value, site, context);
      if (from.kind === 'unknown') return from;
      const axis = axisIn(args, 1, 0);
      const size = axis === null ? undefined : from.shape?.at(axis);
      if (typeof size !== 'number' || size > 1_000)
        return unknown('how many tensors unstack gives is not known', site.span);
      const shape = from.shape!.filter((_, i) => i !== (axis! < 0 ? axis! + from.shape!.length : axis));
      return list(
        Array.from({ length: size }, () => derived(from, shape, from.dtype, site.span, 'unstack takes an axis away')),
      );
    },
  ],
  [
    'split',
    (args, site, context) => {
      const from = arrayIn(argument(args, 0)?.value, site, context);
      if (from.kind === 'unknown') return from;
      const given = argument(args, 1)?.value;
      const axis = axisIn(args, 2, 0);
      const at = axis === null ? -1 : axis < 0 ? axis + (from.shape?.length ?? 0) : axis;
      const size = from.shape?.[at];
      const sizes =
        given?.kind === 'number'
          ? typeof size === 'number'
            ? new Array<number>(Math.min(given.value, 1_000)).fill(size / given.value)
            : null
          : integersIn(given);
      if (!from.shape || !sizes) return unknown('how the tensor is split is not known', site.span);
      return list(
        sizes.map((part) =>
          derived(
            from,
            from.shape!.map((dim, i) => (i === at ? part : dim)),
            from.dtype,
            site.span,
            'split takes a part',
          ),
        ),
      );
    },
  ],
]);

/** The tensors of a list in the first argument, or of the arguments themselves. */
function arraysIn(
  args: CallArguments,
  site: Parameters<TensorFunction>[1],
  context: Parameters<TensorFunction>[2],
): ArrayValue[] | UnknownValue {
  const first = argument(args, 0)?.value;
  const items = first?.kind === 'sequence' ? (first.open ?? first.items) : args.positions.map(({ value }) => value);
  if ('kind' in items) return items;
  const arrays: ArrayValue[] = [];
  for (const item of items) {
    const array = arrayIn(item, site, context);
    if (array.kind === 'unknown') return array;
    arrays.push(array);
  }
  return arrays.length ? arrays : unknown('there are no tensors to put together', site.span);
}
