/** `object[index]` on lists, tuples, strings, ranges and dictionaries, slices included. */
import type { EvalContext } from '../../../eval/context';
import { describe } from '../../../eval/helpers';
import { openList } from '../../../eval/open-list';
import { mappingKey, number, type RangeValue, string, unknown, type Value } from '../../../eval/value';
import type { Span } from '../../../text/span';
import { numeric } from './arithmetic';
import { callMethod } from './special-methods';

export function element(object: Value, index: Value, span: Span, context: EvalContext): Value {
  if (object.kind === 'unknown') return object;
  // `List[int]`, `list[int]`: a type with its parameters is the type.
  if (object.kind === 'class' || object.kind === 'builtin') return object;
  if (index.kind === 'unknown') return object.kind === 'sequence' ? (object.open?.element ?? index) : index;
  switch (object.kind) {
    case 'sequence': {
      if (object.type === 'set') break;
      if (isSlice(index)) {
        if (object.open) return { ...openList(object.open), type: object.type };
        const picked = slicePositions(index, object.items.length);
        if (typeof picked === 'string') return unknown(picked, span);
        context.step(span, picked.length);
        return { kind: 'sequence', type: object.type, items: picked.map((at) => object.items[at]!), origin: null };
      }
      const at = position(index, object.open ? null : object.items.length);
      const { open } = object;
      return (at === null ? undefined : object.items[at]) ?? open?.element ?? open ?? unknown(outOfRange(index), span);
    }
    case 'string': {
      const characters = [...object.value];
      if (isSlice(index)) {
        const picked = slicePositions(index, characters.length);
        return typeof picked === 'string' ? unknown(picked, span) : string(picked.map((at) => characters[at]).join(''));
      }
      const character = characters[position(index, characters.length) ?? -1];
      return character === undefined ? unknown(outOfRange(index), span) : string(character);
    }
    case 'range':
      return rangeElement(object, index, span);
    case 'mapping': {
      const key = mappingKey(index);
      if (key === null) return unknown('the key is not known', span);
      const found = object.entries.get(key)?.value;
      return found ?? object.open ?? unknown(`the key ${keyText(index)} is not in the dictionary`, span);
    }
    case 'instance': {
      const result = callMethod(object, '__getitem__', [index], span, context);
      if (result) return result;
      const fields = object.class.fields;
      const at = fields ? position(index, fields.length) : null;
      const field = at === null ? undefined : fields?.[at];
      const value = field && object.attributes.get(field.name);
      if (value) return value;
      break;
    }
    default:
      break;
  }
  return unknown(`indexing ${describe(object)} is not followed`, span);
}

type SliceObject = Extract<Value, { kind: 'object' }>;

function isSlice(index: Value): index is SliceObject {
  return index.kind === 'object' && index.class === 'slice';
}

/** An index counted from the start; null where it is outside or not a whole number. Without a length only from the start. */
function position(index: Value, length: number | null): number | null {
  const known = numeric(index);
  if (!known || known.float) return null;
  if (length === null) return known.value >= 0 ? known.value : null;
  const at = known.value < 0 ? known.value + length : known.value;
  return at >= 0 && at < length ? at : null;
}

/** The positions that a slice takes of `length` elements (`slice.indices` of Python), or why they are not known. */
function slicePositions(slice: SliceObject, length: number): readonly number[] | string {
  const bounds = sliceBounds(slice, length);
  if (typeof bounds === 'string') return bounds;
  const { start, stop, step } = bounds;
  const positions: number[] = [];
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) positions.push(at);
  return positions;
}

function sliceBounds(
  slice: SliceObject,
  length: number,
): { readonly start: number; readonly stop: number; readonly step: number } | string {
  const bound = (name: string): number | null | undefined => {
    const value = slice.data.get(name);
    if (!value || value.kind === 'none') return null;
    const known = numeric(value);
    return known && !known.float ? known.value : undefined;
  };
  const lower = bound('start');
  const upper = bound('stop');
  const step = bound('step') === null ? 1 : bound('step');
  if (lower === undefined || upper === undefined || step === undefined || step === null)
    return 'a bound of the slice is not known';
  if (step === 0) return 'the step of the slice is zero';
  const least = step > 0 ? 0 : -1;
  const most = step > 0 ? length : length - 1;
  const clamp = (value: number): number => Math.min(most, Math.max(least, value < 0 ? value + length : value));
  return {
    start: lower === null ? (step > 0 ? 0 : length - 1) : clamp(lower),
    stop: upper === null ? (step > 0 ? length : -1) : clamp(upper),
    step,
  };
}

function rangeElement(range: RangeValue, index: Value, span: Span): Value {
  const length = Math.max(0, Math.ceil((range.stop - range.start) / range.step));
  if (!isSlice(index)) {
    const at = position(index, length);
    return at === null ? unknown(outOfRange(index), span) : number(range.start + at * range.step);
  }
  const bounds = sliceBounds(index, length);
  if (typeof bounds === 'string') return unknown(bounds, span);
  const { start, stop, step } = bounds;
  const count = Math.max(0, Math.ceil((stop - start) / step));
  const first = range.start + start * range.step;
  return { kind: 'range', start: first, stop: first + count * range.step * step, step: range.step * step };
}

function outOfRange(index: Value): string {
  const known = numeric(index);
  return known ? `the index ${known.value} is out of range` : 'the index is not known';
}

function keyText(key: Value): string {
  return key.kind === 'string' ? `'${key.value}'` : key.kind === 'number' ? String(key.value) : 'given';
}
