/** Functions that `numpy` shares with the tensors of Keras: their shapes follow the same rule. */
import type { EvalContext } from '../../eval/context';
import type { ArrayValue, Value } from '../../eval/value';
import { operationFunction } from '../operations/apply';
import { operations } from '../operations/table';
import { toArray } from './arrays';
import type { Body } from './call';

/** Those of which NumPy takes and gives the same as Keras. */
const shared: ReadonlySet<string> = new Set([
  'matmul',
  'dot',
  'inner',
  'tensordot',
  'einsum',
  'cross',
  'diff',
  'rot90',
  'moveaxis',
  'take',
  'take_along_axis',
  'diag',
  'diagonal',
  'trace',
  'searchsorted',
  'digitize',
  'hsplit',
  'vsplit',
  'dsplit',
  'average',
  'quantile',
  'amax',
  'amin',
  'ptp',
  'nanmax',
  'nanmin',
  'nanmean',
  'nanmedian',
  'nanstd',
  'nansum',
  'nanvar',
  'nanargmax',
  'nanargmin',
  'count_nonzero',
  'argpartition',
  'isin',
]);

/** Those of `numpy.linalg`. */
const ofMatrices: ReadonlySet<string> = new Set([
  'norm',
  'inv',
  'pinv',
  'det',
  'cholesky',
  'solve',
  'qr',
  'svd',
  'eigh',
]);

export function sharedFunction(name: string, module: 'numpy' | 'numpy.linalg'): Body | null {
  const operation = (module === 'numpy' ? shared : ofMatrices).has(name) ? operations.get(name) : undefined;
  if (!operation) return null;
  const { call } = operationFunction(`${module}.${name}`, operation);
  return (args, span, context) => {
    const result = call(args, { span, expr: null }, withoutFaults(context));
    const arrays = args.positions.filter(({ value }) => value.kind === 'array');
    const given = (arrays.length > 0 ? arrays : args.positions).map(
      ({ value }) => toArray(value, context, span)?.dtype ?? null,
    );
    return ofNumpy(
      result,
      given.filter((dtype) => dtype !== null),
    );
  };
}

/** NumPy has words of its own for arrays that do not fit, and takes some that Keras refuses. */
function withoutFaults(context: EvalContext): EvalContext {
  return Object.create(context, { fault: { value: () => undefined } });
}

/** NumPy computes in 64 bits where Keras takes 32. */
function ofNumpy(result: Value, given: readonly string[]): Value {
  if (result.kind === 'sequence') return { ...result, items: result.items.map((item) => ofNumpy(item, given)) };
  if (result.kind !== 'array') return result;
  return { ...result, library: 'numpy', dtype: dtypeOf(result, given) };
}

function dtypeOf({ dtype }: ArrayValue, given: readonly string[]): string | null {
  if (dtype === null || dtype === 'bool') return dtype;
  if (dtype === 'int32' || dtype === 'int64') return given.includes('int32') ? null : 'int64';
  const [first] = given;
  return first !== undefined && given.every((each) => each === first) && dtype.startsWith(first.slice(0, 4))
    ? first
    : null;
}
