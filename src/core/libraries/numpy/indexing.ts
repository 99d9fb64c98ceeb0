/** `array[...]`: integers, slices, new axes, masks and lists of positions, as NumPy reads them. */
import { numbersOf } from '../../eval/array-numbers';
import type { EvalContext } from '../../eval/context';
import { windowLength } from '../../eval/counted-number';
import { numberDtype } from '../../eval/unknown-number';
import { type ArrayValue, unknown, type Value } from '../../eval/value';
import { type Dim, type Shape, unknownDim } from '../../shape/dim';
import { broadcast, sliceLength } from '../../shape/transform';
import type { Span } from '../../text/span';
import { derived } from './arrays';

export function indexArray(from: ArrayValue, index: Value, span: Span, context: EvalContext): Value {
  if (!from.shape) return unknown(from.reason ?? 'the shape of the array is not known', span);
  const parts = index.kind === 'sequence' && index.type === 'tuple' ? index.items : [index];
  const shape = indexShape(from.shape, parts);
  if (shape === undefined) {
    const missing = parts.find((part) => part.kind === 'unknown');
    return unknown(missing?.kind === 'unknown' ? missing.reason : 'the index is not followed', span);
  }
  if (shape === null) {
    context.fault('index-out-of-range', `an array with ${from.shape.length} axes is indexed by ${parts.length}`, span);
    return unknown('the array has fewer axes than it is indexed by', span);
  }
  const numbers = numbersOf(from);
  if (numbers && index.kind === 'number') {
    const at = index.value < 0 ? numbers.length + index.value : index.value;
    if (numbers[at]) return numbers[at];
  }
  const result = derived(from, shape, span, 'it is indexed');
  // A piece of the rows is still a piece of the data set.
  return isSlice(parts[0]) && shape.length === from.shape.length ? { ...result, facts: from.facts } : result;
}

/** Null if there are more indices than axes; undefined if an index is not known. */
export function indexShape(shape: Shape, parts: readonly Value[]): Shape | null | undefined {
  // What is not known may be a number, a slice, a mask or a new axis.
  if (parts.some((part) => part.kind === 'unknown' && numberDtype(part) !== 'int64')) return undefined;
  const taken = parts.filter((part) => !isNewAxis(part) && !isEllipsis(part)).length;
  if (taken > shape.length) return null;
  const result: Dim[] = [];
  let axis = 0;
  let gathered: Shape | null = null;
  let gatheredAt = 0;
  for (const part of parts) {
    if (isNewAxis(part)) result.push(1);
    else if (isEllipsis(part)) {
      const skipped = shape.length - taken;
      result.push(...shape.slice(axis, axis + skipped));
      axis += skipped;
    } else if (isSlice(part)) result.push(slicedDim(shape[axis++]!, part));
    else if (part.kind === 'number' || part.kind === 'symbolic' || numberDtype(part) === 'int64') axis++;
    else if (part.kind === 'array' || part.kind === 'sequence') {
      const picked = pickedShape(part);
      if (!picked) return undefined;
      const isMask = part.kind === 'array' && part.dtype === 'bool';
      axis += isMask ? (part.shape?.length ?? 1) : 1;
      if (gathered === null) gatheredAt = result.length;
      gathered = gathered === null ? picked : (broadcast(gathered, picked) ?? [unknownDim()]);
    } else return undefined;
  }
  result.push(...shape.slice(axis));
  if (gathered) result.splice(gatheredAt, 0, ...gathered);
  return result;
}

/** The axes that a list of positions or a mask puts in place of its own. */
function pickedShape(part: Extract<Value, { kind: 'array' | 'sequence' }>): Shape | null {
  if (part.kind === 'sequence') return part.open ? [unknownDim()] : [part.items.length];
  if (part.dtype === 'bool') return [unknownDim()];
  return part.shape;
}

type SliceObject = Extract<Value, { kind: 'object' }>;

function isSlice(part: Value | undefined): part is SliceObject {
  return part?.kind === 'object' && part.class === 'slice';
}

function isEllipsis(part: Value): boolean {
  return part.kind === 'object' && part.class === 'ellipsis';
}

function isNewAxis(part: Value): boolean {
  return part.kind === 'none';
}

function slicedDim(dim: Dim, slice: SliceObject): Dim {
  const bound = (name: string): number | null | undefined => {
    const value = slice.data.get(name)!;
    return value.kind === 'none' ? null : value.kind === 'number' ? value.value : undefined;
  };
  const [start, stop, step] = [bound('start'), bound('stop'), bound('step')];
  return start === undefined || stop === undefined || step === undefined
    ? (step === null && windowLength(slice.data.get('start')!, slice.data.get('stop')!, dim)) || unknownDim()
    : sliceLength(dim, start, stop, step);
}
