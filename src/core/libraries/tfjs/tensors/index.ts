/** The functions of tensors with values, as members of `tf` and as methods: `tf.reshape(x, s)` is `x.reshape(s)`. */
import {
  type ArrayValue,
  builtin,
  dimValue,
  list,
  none,
  number,
  string,
  unknown,
  type Value,
} from '../../../eval/value';
import type { Span } from '../../../text/span';
import type { TensorFunction } from './array';
import { creation } from './creation';
import { elementwise } from './elementwise';
import { browser, image, resize } from './images';
import { joining } from './joining';
import { rearrangement } from './rearrange';
import { reductions } from './reductions';

const methods: ReadonlyMap<string, TensorFunction> = new Map([
  ...creation,
  ...elementwise,
  ...reductions,
  ...rearrangement,
  ...joining,
  ['resizeBilinear', resize],
]);

export const tensorFunctions: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...[...methods].map(([name, call]): [string, Value] => [name, builtin(`tf.${name}`, call)]),
  ['image', image],
  ['browser', browser],
]);

/** `tensor.name`. */
export function arrayAttribute(array: ArrayValue, name: string, span: Span): Value | null {
  const { shape, dtype } = array;
  switch (name) {
    case 'shape':
      return shape ? list(shape.map(dimValue)) : unknown('the shape of the data is not known', span);
    case 'rank':
      return shape ? number(shape.length) : unknown('the shape of the data is not known', span);
    case 'dtype':
      return dtype === null ? unknown('the type of the data is not known', span) : string(dtype);
    case 'size':
      return shape?.every((dim) => typeof dim === 'number')
        ? number((shape as number[]).reduce((a, b) => a * b, 1))
        : unknown('the shape of the data is not known', span);
    case 'dispose':
    case 'print':
    case 'assign':
      return builtin(`Tensor.${name}`, () => none);
    case 'data':
    case 'dataSync':
    case 'array':
    case 'arraySync':
    case 'buffer':
    case 'bytes':
      return builtin(`Tensor.${name}`, (_, site) => unknown('values are known only to the running program', site.span));
    default: {
      const call = methods.get(name);
      if (!call) return null;
      const self = { value: array, source: null, span };
      return builtin(`Tensor.${name}`, (args, site, context) =>
        call({ ...args, positions: [self, ...args.positions] }, site, context),
      );
    }
  }
}
