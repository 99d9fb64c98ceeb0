/** Operations on tensors for every library that has them: functions by module, Python's operators, indexing. */
import type { EvalContext } from '../../eval/context';
import { positional, sliceValue } from '../../eval/helpers';
import {
  type BuiltinValue,
  boolean,
  builtin,
  none,
  number,
  shapeValue,
  string,
  unknown,
  type Value,
} from '../../eval/value';
import { sizesOf } from '../../graph/tensor-sizes';
import type { BinaryOperator, UnaryOperator } from '../../lang/program';
import type { Shape } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { tensorsIn } from '../common/tensors';
import { indexShape } from '../numpy/indexing';
import { applyOperation, operationFunction } from './apply';
import { binary, elementwise } from './elementwise';
import { NOT_FOLLOWED, type Operation } from './operation';
import { operations } from './table';
import { backendNames, tensorflowNames } from './tensorflow';
import { undetermined } from './undetermined';

/**
 * A function of `keras.ops`, of TensorFlow or of the Keras backend; null if it is not followed. `inner` is the module of TensorFlow
 * that it is in: `nn`, `math`, `image`.
 */
export function tensorFunction(
  module: 'keras.ops' | 'tensorflow' | 'keras.backend',
  name: string,
  inner = '',
): BuiltinValue | null {
  if (name === 'shape' || name === 'int_shape') return shapeFunction(`${module}.${name}`);
  if (module === 'tensorflow' && name === 'rank') return facts.get('ndim')!;
  if (module === 'keras.ops') {
    const fact = facts.get(name);
    const reason = undetermined.get(name);
    if (fact) return fact;
    if (reason) return builtin(`keras.ops.${name}`, (_, site) => unknown(reason, site.span));
  }
  const own =
    module === 'tensorflow'
      ? (tensorflowNames.get(`${inner}.${name}`) ?? tensorflowNames.get(name))
      : module === 'keras.backend'
        ? backendNames.get(name)
        : undefined;
  const operation = own ?? operations.get(name);
  return operation ? operationFunction(`${module}.${name}`, operation) : null;
}

/** Functions of `keras.ops` that give no tensor, or a tensor as Python's own operators do. */
const facts: ReadonlyMap<string, BuiltinValue> = new Map(
  Object.entries({
    ndim: about('ndim', ({ shape }) => number(shape.length)),
    dtype: about('dtype', ({ dtype }) => string(dtype)),
    is_tensor: builtin('keras.ops.is_tensor', (args, site) => {
      const value = argument(args, 0, 'x')?.value;
      if (!value || value.kind === 'unknown') return unknown(NOT_FOLLOWED, site.span);
      return boolean(value.kind === 'tensor' || (value.kind === 'array' && value.library === 'tensorflow'));
    }),
    custom_gradient: builtin('keras.ops.custom_gradient', (args) => argument(args, 0, 'f')?.value ?? none),
    convert_to_numpy: builtin('keras.ops.convert_to_numpy', (args, site) => {
      const value = argument(args, 0, 'x')?.value;
      return value?.kind === 'array'
        ? { ...value, library: 'numpy' }
        : unknown('a symbolic tensor has no numbers', site.span);
    }),
    get_item: builtin('keras.ops.get_item', (args, site, context) => {
      const [x, key] = [argument(args, 0, 'x')?.value, argument(args, 1, 'key')?.value];
      return (x && key && tensorIndex(x, key, site.span, context)) ?? unknown(NOT_FOLLOWED, site.span);
    }),
  }),
);

function about(name: string, say: (tensor: { readonly shape: Shape; readonly dtype: string }) => Value): BuiltinValue {
  return builtin(`keras.ops.${name}`, (args, site) => {
    const value = argument(args, 0, 'x')?.value;
    const tensor = value?.kind === 'tensor' ? value.tensor : value?.kind === 'array' ? value : null;
    const { shape, dtype } = tensor ?? { shape: null, dtype: null };
    return shape && dtype ? say({ shape, dtype }) : unknown('the shape of the tensor is not known', site.span);
  });
}

/** `shape(x)`: sizes that only the running program knows are none. */
function shapeFunction(path: string): BuiltinValue {
  return builtin(path, (args, site) => {
    const value = argument(args, 0, 'x', 'input')?.value;
    const shape = value?.kind === 'tensor' ? value.tensor.shape : value?.kind === 'array' ? value.shape : null;
    return shape ? shapeValue(shape) : unknown('the shape of the tensor is not known', site.span);
  });
}

const operators: ReadonlyMap<BinaryOperator, string> = new Map([
  ['+', 'Add'],
  ['-', 'Subtract'],
  ['*', 'Multiply'],
  ['/', 'TrueDivide'],
  ['//', 'FloorDivide'],
  ['%', 'Mod'],
  ['**', 'Power'],
  ['==', 'Equal'],
  ['!=', 'NotEqual'],
  ['<', 'Less'],
  ['<=', 'LessEqual'],
  ['>', 'Greater'],
  ['>=', 'GreaterEqual'],
  ['&', 'LogicalAnd'],
  ['|', 'LogicalOr'],
  ['^', 'LogicalXor'],
]);

/** `x + y` where one of the two is a symbolic tensor. */
export function tensorBinary(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  span: Span,
  context: EvalContext,
): Value | null {
  if (left.kind !== 'tensor' && right.kind !== 'tensor') return null;
  const operation: Operation | undefined =
    operator === '@'
      ? operations.get('matmul')
      : operators.has(operator)
        ? binary(operators.get(operator)!)
        : undefined;
  return operation ? applyOperation(operation, [left, right], positional([], span), span, context) : null;
}

export function tensorUnary(operator: UnaryOperator, operand: Value, span: Span, context: EvalContext): Value | null {
  if (operand.kind !== 'tensor') return null;
  if (operator === '+') return operand;
  return operator === '-' || operator === '~'
    ? applyOperation(
        elementwise(operator === '-' ? 'Negative' : 'LogicalNot'),
        [operand],
        positional([], span),
        span,
        context,
      )
    : null;
}

/** Tensors that hold one size stand for it in an index. */
function indexPart(part: Value): Value {
  if (part.kind === 'object' && part.class === 'slice')
    return { ...part, data: new Map([...part.data].map(([name, bound]) => [name, indexPart(bound)])) };
  const size = part.kind === 'tensor' && part.tensor.shape?.length === 0 ? sizesOf(part.tensor)?.[0] : undefined;
  return typeof size === 'number' ? number(size) : part;
}

/** An axis that is cut at a place of the data is open; one from which such a place is taken is gone. */
function openEnds(shape: Shape, parts: readonly Value[]): readonly [Shape, readonly Value[]] {
  const open = [...shape];
  const after = parts.findIndex((part) => part.kind === 'object' && part.class === 'ellipsis');
  const taken = parts.filter((part) => part.kind !== 'none' && !(part.kind === 'object' && part.class === 'ellipsis'));
  let next = 0;
  const read = parts.map((part, i): Value => {
    if (i === after) next += shape.length - taken.length;
    if (i === after || part.kind === 'none') return part;
    const axis = next++;
    if (part.kind === 'tensor' && part.tensor.shape?.length === 0) return number(0);
    if (part.kind !== 'object' || part.class !== 'slice') return part;
    if ([...part.data.values()].every(({ kind }) => kind !== 'tensor')) return part;
    open[axis] = null;
    return sliceValue(none, none, none);
  });
  return [open, read];
}

/** One of the numbers of a tensor that holds sizes, or some in a row. */
function pickedSizes(sizes: Shape, [part, ...others]: readonly Value[]): Shape | null {
  if (!part || others.length > 0) return null;
  if (part.kind === 'number') return sizes.at(part.value) === undefined ? null : [sizes.at(part.value)!];
  if (part.kind !== 'object' || part.class !== 'slice') return null;
  const [start, stop, step] = ['start', 'stop', 'step'].map((name) => part.data.get(name)!);
  const bound = (value: Value | undefined): number | undefined => (value?.kind === 'number' ? value.value : undefined);
  const isRead = [start, stop].every((value) => value?.kind === 'number' || value?.kind === 'none');
  return isRead && (bound(step) ?? 1) === 1 ? sizes.slice(bound(start), bound(stop)) : null;
}

/** `x[:, 0]` on a symbolic tensor. */
export function tensorIndex(object: Value, index: Value, span: Span, context: EvalContext): Value | null {
  if (object.kind !== 'tensor') return null;
  const parts = (index.kind === 'sequence' && index.type === 'tuple' ? index.items : [index]).map(indexPart);
  const getItem: Operation = {
    className: 'GetItem',
    operands: 'one',
    result: ({ shapes }) => {
      const [mask, ...others] = parts;
      if (mask?.kind === 'tensor' && mask.tensor.dtype === 'bool' && mask.tensor.shape && others.length === 0)
        return [null, ...shapes[0]!.slice(mask.tensor.shape.length)];
      const shape = indexShape(...openEnds(shapes[0]!, parts));
      return shape === undefined ? NOT_FOLLOWED : shape;
    },
    sizes: ([sizes]) => (sizes ? pickedSizes(sizes, parts) : null),
  };
  return applyOperation(getItem, [object], positional([], span), span, context, tensorsIn(index));
}
