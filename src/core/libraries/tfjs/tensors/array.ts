/** Tensors with values as the evaluator sees them: shape and dtype, and what is an array among the program's values. */
import type { EvalContext } from '../../../eval/context';
import type { ArrayValue, CallArguments, CallSite, UnknownValue, Value } from '../../../eval/value';
import { number, unknown } from '../../../eval/value';
import { type Dim, isKnown, type Shape, unknownDim } from '../../../shape/dim';
import type { Span } from '../../../text/span';
import { argument } from '../../common/data-calls';

export type TensorFunction = (args: CallArguments, site: CallSite, context: EvalContext) => Value;

/** A new tensor, not derived from another. */
export function newArray(shape: Shape | null, dtype: string | null): ArrayValue {
  return { kind: 'array', shape, dtype, library: 'tfjs', facts: {}, history: [] };
}

/** A tensor made from another; `text` says what the step did to the shape. */
export function derived(
  from: ArrayValue,
  shape: Shape | null,
  dtype: string | null,
  span: Span,
  text: string | null,
): ArrayValue {
  const history = text === null ? from.history : [...from.history, { span, text }];
  return { ...newArray(shape, dtype), facts: {}, history };
}

/** The array in a value: a tensor with values, or what TensorFlow.js makes one from. */
export function arrayIn(value: Value | undefined, site: CallSite, context: EvalContext): ArrayValue | UnknownValue {
  if (!value) return unknown('no tensor is given', site.span);
  switch (value.kind) {
    case 'array':
      return value;
    case 'unknown':
      return value;
    case 'tensor':
      return unknown('symbolic tensors go through layers only', site.span);
    case 'number':
    case 'boolean':
    case 'string':
    case 'sequence':
    case 'object': {
      const shape = literalShape(value, site, context);
      return shape ? newArray(shape, literalDtype(value)) : unknown('the shape of the data is not known', site.span);
    }
    default:
      return unknown('it is not a tensor', site.span);
  }
}

/** The shape of nested arrays of numbers; null where they are ragged or not known. `rank` is known from `tensor2d` and its like. */
export function literalShape(
  value: Value,
  site: CallSite,
  context: EvalContext,
  rank: number | null = null,
): Shape | null {
  context.step(site.span);
  // An element that is not known is a number where no further axis is expected.
  if (rank === 0 && value.kind === 'unknown') return [];
  switch (value.kind) {
    case 'number':
    case 'boolean':
    case 'string':
    case 'symbolic':
      return [];
    case 'object': {
      const length = value.data.get('length');
      return length ? [dimOf(length)] : null;
    }
    case 'sequence': {
      if (value.open) return null;
      const [first, ...rest] = value.items.map((item) =>
        literalShape(item, site, context, rank === null ? null : rank - 1),
      );
      if (value.items.length === 0) return [0];
      const same = rest.every(
        (shape) => shape?.length === first?.length && shape?.every((dim, axis) => dim === first![axis]),
      );
      return first && same ? [value.items.length, ...first] : null;
    }
    default:
      return null;
  }
}

export function literalDtype(value: Value): string {
  switch (value.kind) {
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
    case 'sequence':
      return value.items[0] ? literalDtype(value.items[0]) : 'float32';
    case 'object': {
      const dtype = value.data.get('dtype');
      return dtype?.kind === 'string' ? dtype.value : 'float32';
    }
    default:
      return 'float32';
  }
}

/** A size that the program gives. */
export function dimOf(value: Value): Dim {
  if (value.kind === 'number') return value.value;
  return value.kind === 'symbolic' ? value.value : unknownDim();
}

/** A list of sizes; null if not even their number is known. */
export function dimsIn(value: Value | undefined): Dim[] | null {
  if (value?.kind === 'number') return [value.value];
  return value?.kind === 'sequence' && !value.open ? value.items.map(dimOf) : null;
}

/** A list of whole numbers, or one of them; null if it is not known. */
export function integersIn(value: Value | undefined): number[] | null {
  const dims = dimsIn(value);
  return dims?.every(isKnown) ? (dims as number[]) : null;
}

export function wordIn(value: Value | undefined): string | null {
  return value?.kind === 'string' ? value.value : null;
}

/** An axis argument; null if it is not known. */
export function axisIn(args: CallArguments, at: number, fallback: number): number | null {
  const value = argument(args, at)?.value ?? number(fallback);
  if (value.kind === 'none') return fallback;
  return value.kind === 'number' ? value.value : null;
}
