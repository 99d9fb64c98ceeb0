/** Functions that take axes away: sums, means, places of the largest. */

import { number, unknown } from '../../../eval/value';
import type { Dim, Shape } from '../../../shape/dim';
import { argument } from '../../common/data-calls';
import { arrayIn, derived, integersIn, type TensorFunction } from './array';

export const reductions: ReadonlyMap<string, TensorFunction> = new Map<string, TensorFunction>([
  ...['sum', 'mean', 'max', 'min', 'prod', 'logSumExp'].map((name): [string, TensorFunction] => [
    name,
    overAxes(name, name === 'mean' || name === 'logSumExp' ? 'float32' : null),
  ]),
  ['all', overAxes('all', 'bool')],
  ['any', overAxes('any', 'bool')],
  ['argMax', overOneAxis('argMax')],
  ['argMin', overOneAxis('argMin')],
]);

/** `sum(x, axis?, keepDims?)`; without an axis over all. */
function overAxes(name: string, dtype: string | null): TensorFunction {
  return (args, site, context) => {
    const from = arrayIn(argument(args, 0)?.value, site, context);
    if (from.kind === 'unknown') return from;
    const given = argument(args, 1)?.value;
    const all = !given || given.kind === 'none';
    const keepDims = argument(args, 2)?.value;
    const keeps = keepDims ? context.truthy(keepDims) : false;
    const axes = all ? (from.shape?.map((_, axis) => axis) ?? null) : integersIn(given);
    if (!from.shape || !axes || keeps === null)
      return derived(from, all && keeps === false ? [] : null, dtype ?? from.dtype, site.span, null);
    return derived(from, reduce(from.shape, axes, keeps), dtype ?? from.dtype, site.span, `${name} takes axes away`);
  };
}

function overOneAxis(name: string): TensorFunction {
  return (args, site, context) => {
    const from = arrayIn(argument(args, 0)?.value, site, context);
    if (from.kind === 'unknown') return from;
    const axes = integersIn(argument(args, 1)?.value ?? number(0));
    if (!from.shape || axes?.length !== 1) return unknown(`the axis of ${name} is not known`, site.span);
    return derived(from, reduce(from.shape, axes, false), 'int32', site.span, `${name} takes an axis away`);
  };
}

function reduce(shape: Shape, axes: readonly number[], keeps: boolean): Dim[] {
  const gone = new Set(axes.map((axis) => (axis < 0 ? axis + shape.length : axis)));
  return keeps ? shape.map((dim, axis) => (gone.has(axis) ? 1 : dim)) : shape.filter((_, axis) => !gone.has(axis));
}
