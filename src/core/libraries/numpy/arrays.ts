/** Arrays as shape and dtype: making them from values, and deriving one from another with what is known of its data. */
import type { EvalContext } from '../../eval/context';
import { lengthNumber } from '../../eval/counted-number';
import { numberDtype } from '../../eval/unknown-number';
import { type ArrayValue, type CallArgument, number, type Value } from '../../eval/value';
import { type Dim, isKnown, type Shape, unknownDim } from '../../shape/dim';
import { Symbolic } from '../../shape/symbolic';
import type { Span } from '../../text/span';

export function array(
  shape: Shape | null,
  dtype: string | null,
  span: Span,
  text: string,
  library: ArrayValue['library'] = 'numpy',
): ArrayValue {
  return { kind: 'array', shape, dtype, library, facts: {}, history: [{ span, text }] };
}

/** Another shape for the same data; what is known of the samples is kept while the first axis is. */
export function derived(
  from: ArrayValue,
  shape: Shape | null,
  span: Span,
  text: string,
  dtype = from.dtype,
): ArrayValue {
  const keeps = shape !== null && from.shape !== null && shape.length > 0 && from.shape[0] === shape[0];
  return { ...from, shape, dtype, facts: keeps ? from.facts : {}, history: [...from.history, { span, text }] };
}

/** The array that a value is or that `np.array(value)` makes; null for values that make none. */
export function toArray(value: Value, context: EvalContext, span: Span): ArrayValue | null {
  switch (value.kind) {
    case 'array':
      return value;
    case 'number':
      return array([], value.float ? 'float64' : 'int64', span, 'a number');
    case 'boolean':
      return array([], 'bool', span, 'a truth value');
    case 'symbolic':
      return array([], 'int64', span, 'a number');
    case 'string':
      return array([], null, span, 'a text');
    case 'range':
      return array([Math.max(0, Math.ceil((value.stop - value.start) / value.step))], 'int64', span, 'a range');
    case 'sequence': {
      if (value.open) {
        const each = value.open.element && toArray(value.open.element, context, span);
        return each?.shape
          ? array([unknownDim(), ...each.shape], each.dtype, span, 'a list')
          : unknownArray(value.open.reason, span);
      }
      context.step(span, value.items.length);
      return arrayOf(value.items, context, span);
    }
    case 'unknown': {
      const dtype = numberDtype(value);
      return dtype && array([], dtype, span, 'a number');
    }
    case 'object': {
      // Tables give their values as an array.
      const values = value.type.attribute?.(value, '__array__', span, context);
      return values?.kind === 'array' ? values : null;
    }
    default:
      return null;
  }
}

/** The array of a list of values; of arrays of different shapes there is none that is known. */
function arrayOf(values: readonly Value[], context: EvalContext, span: Span): ArrayValue | null {
  const items: ArrayValue[] = [];
  for (const value of values) {
    const item = toArray(value, context, span);
    if (!item) return value.kind === 'unknown' ? unknownArray(value.reason, span) : null;
    if (!item.shape) return unknownArray(item.reason ?? 'the shape of an element is not known', span);
    items.push(item);
  }
  const [first] = items;
  if (!first) return array([0], 'float64', span, 'a list');
  if (!items.every(({ shape }) => sameShape(shape, first.shape)))
    return unknownArray('the elements have different shapes', span);
  const dtype = items.some((item) => item.dtype === 'float64') ? 'float64' : first.dtype;
  return array([items.length, ...first.shape!], dtype, span, 'a list');
}

/** An array of which only that is known. */
export function unknownArray(reason: string, span: Span): ArrayValue {
  return { ...array(null, null, span, 'it is made here'), reason };
}

function sameShape(a: Shape | null, b: Shape | null): boolean {
  return a !== null && b !== null && a.length === b.length && a.every((dim, axis) => dim === b[axis]);
}

/** The sizes in a shape argument: a number, or a tuple or list of them; null if they are not sizes. */
export function dimsOf(value: Value | undefined): readonly Dim[] | null {
  if (!value) return null;
  if (value.kind === 'sequence') return value.open ? null : value.items.map(dimOf);
  return value.kind === 'number' || value.kind === 'symbolic' || value.kind === 'unknown' ? [dimOf(value)] : null;
}

export function dimOf(value: Value): Dim {
  if (value.kind === 'number' && Number.isInteger(value.value)) return value.value;
  if (value.kind === 'symbolic') return value.value;
  return unknownDim();
}

/** Axes of a reduction: null for all; undefined if they are not known. */
export function axesOf(given: CallArgument | undefined): readonly number[] | null | undefined {
  if (!given || given.value.kind === 'none') return null;
  const dims = dimsOf(given.value);
  return dims?.every(isKnown) ? dims : undefined;
}

/** The name of a dtype: `'float32'`, `np.float32`, `tf.float32`, `float`. */
export function dtypeName(value: Value | undefined): string | null {
  if (!value) return null;
  if (value.kind === 'string') return value.value;
  if (value.kind !== 'builtin' && value.kind !== 'object') return null;
  const name = (value.kind === 'builtin' ? value.name : value.class).split('.').at(-1)!;
  return pythonDtypes.get(name) ?? name;
}

const pythonDtypes: ReadonlyMap<string, string> = new Map([
  ['float', 'float64'],
  ['int', 'int64'],
  ['bool', 'bool'],
]);

/** A size as a value of the program; sizes that are not known have a reason. */
export function sizeValue(dim: Dim, span: Span): Value {
  if (typeof dim === 'number') return number(dim);
  return dim instanceof Symbolic && !dim.isUnknown
    ? { kind: 'symbolic', value: dim }
    : lengthNumber(dim, 'the size of the array is not known', span);
}
