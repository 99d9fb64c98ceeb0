/** `tf.browser` and `tf.image`: pictures as tensors. */

import { builtin, none, number, type ObjectValue, unknown, type Value } from '../../../eval/value';
import { unknownDim } from '../../../shape/dim';
import { argument } from '../../common/data-calls';
import { runtimeObject } from '../../js/runtime';
import { arrayIn, derived, dimOf, dimsIn, newArray, type TensorFunction } from './array';

function group(name: string, members: ReadonlyMap<string, Value>): ObjectValue {
  return {
    kind: 'object',
    class: `tf.${name}`,
    type: { attribute: (_, member) => members.get(member) ?? runtimeObject(`tf.${name}.${member}`) },
    data: new Map(),
  };
}

/** `fromPixels(picture, channels = 3)`: the size is that of the picture. */
const fromPixels: Value = builtin('tf.browser.fromPixels', (args) =>
  newArray([unknownDim(), unknownDim(), dimOf(argument(args, 1)?.value ?? number(3))], 'int32'),
);

export const browser = group(
  'browser',
  new Map<string, Value>([
    ['fromPixels', fromPixels],
    ['fromPixelsAsync', fromPixels],
    ['toPixels', builtin('tf.browser.toPixels', () => none)],
  ]),
);

/** `resizeBilinear(images, [height, width])`: the channels stay, with or without a batch. */
export const resize: TensorFunction = (args, site, context) => {
  const from = arrayIn(argument(args, 0)?.value, site, context);
  if (from.kind === 'unknown') return from;
  const size = dimsIn(argument(args, 1)?.value);
  if (!from.shape || size?.length !== 2 || from.shape.length < 3)
    return unknown('the size of the resized picture is not known', site.span);
  return derived(
    from,
    [...from.shape.slice(0, -3), ...size, from.shape.at(-1)!],
    'float32',
    site.span,
    'resize changes height and width',
  );
};

export const image = group(
  'image',
  new Map<string, Value>([
    ['resizeBilinear', builtin('tf.image.resizeBilinear', resize)],
    [
      'resizeNearestNeighbor',
      builtin('tf.image.resizeNearestNeighbor', (args, site, context) => {
        const resized = resize(args, site, context);
        const from = argument(args, 0)?.value;
        return resized.kind === 'array' && from?.kind === 'array' ? { ...resized, dtype: from.dtype } : resized;
      }),
    ],
  ]),
);
