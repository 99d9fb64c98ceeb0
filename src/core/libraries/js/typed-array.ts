/** Typed arrays: only their length is followed, for the tensors that are made of them. */

import type { EvalContext } from '../../eval/context';
import {
  builtin,
  dimValue,
  none,
  number,
  type ObjectType,
  type ObjectValue,
  unknown,
  type Value,
} from '../../eval/value';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';

/** The data types that TensorFlow.js gives to tensors of these arrays. */
const dtypes: Readonly<Record<string, string>> = {
  Float32Array: 'float32',
  Float64Array: 'float32',
  Int32Array: 'int32',
  Uint8Array: 'int32',
  Uint8ClampedArray: 'int32',
  Int8Array: 'int32',
  Int16Array: 'int32',
  Uint16Array: 'int32',
  Uint32Array: 'int32',
};

export const typedArrays: readonly (readonly [string, Value])[] = Object.keys(dtypes).map((name) => [
  name,
  builtin(
    name,
    (args, site, context) => typedArray(name, argument(args, 0)?.value ?? none, site.span, context),
    (member) =>
      member === 'from'
        ? builtin(`${name}.from`, (args, site, context) =>
            typedArray(name, argument(args, 0)?.value ?? none, site.span, context),
          )
        : null,
  ),
]);

function typedArray(name: string, source: Value, span: Span, context: EvalContext): ObjectValue {
  const data = new Map<string, Value>([
    ['length', lengthOf(source, span, context)],
    ['dtype', { kind: 'string', value: dtypes[name]!, origin: null }],
  ]);
  return { kind: 'object', class: name, type: typedArrayType, data };
}

function lengthOf(source: Value, span: Span, context: EvalContext): Value {
  switch (source.kind) {
    case 'number':
    case 'symbolic':
      return source;
    case 'none':
      return number(0);
    case 'sequence':
      return source.open ?? number(source.items.length);
    case 'object':
      return context.attribute(source, 'length', span);
    case 'unknown':
      return source;
    default:
      return unknown('the length of the array is not known', span);
  }
}

const typedArrayType: ObjectType = {
  attribute: (object, name) => {
    switch (name) {
      case 'fill':
      case 'map':
      case 'sort':
      case 'reverse':
        return builtin(`${object.class}.${name}`, () => object);
      case 'set':
        return builtin(`${object.class}.set`, () => none);
      case 'slice':
      case 'subarray':
        return builtin(`${object.class}.${name}`, (args, site, context) => {
          const length = object.data.get('length');
          const [start = number(0), end = length] = args.positions.map(({ value }) => value);
          if (length?.kind !== 'number' || start.kind !== 'number' || end?.kind !== 'number') {
            return typedArray(
              object.class,
              unknown('the length of the part is not known', site.span),
              site.span,
              context,
            );
          }
          const place = ({ value }: { readonly value: number }): number =>
            value < 0 ? Math.max(0, length.value + value) : Math.min(value, length.value);
          return typedArray(object.class, dimValue(Math.max(0, place(end) - place(start))), site.span, context);
        });
      default:
        return null;
    }
  },
  index: (_, __, span) => unknown('elements of typed arrays are not followed', span),
  iterate: (object, span) => unknown(`the elements of a ${object.class} are not followed`, span),
};
