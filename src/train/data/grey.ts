/** One sample as a grey picture, for showing it. */

import { type ImageSet, sampleSize } from './image-set';
import { grey } from './own/resize';

/** `width * height` bytes. Values that are no bytes are spread from black to white. */
export function greyImage(set: ImageSet, index: number): Uint8Array {
  const size = sampleSize(set);
  const values = set.pixels.subarray(index * size, (index + 1) * size);
  const bytes = values instanceof Uint8Array ? values : spread(values);
  const { channels } = set;
  if (channels === 1) return bytes;
  const result = new Uint8Array(set.height * set.width);
  for (let pixel = 0; pixel < result.length; pixel++) {
    const at = pixel * channels;
    result[pixel] = channels >= 3 ? Math.round(grey(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!)) : bytes[at]!;
  }
  return result;
}

function spread(values: Float32Array): Uint8Array {
  const least = Math.min(...values);
  const range = Math.max(...values) - least || 1;
  return Uint8Array.from(values, (value) => Math.round((255 * (value - least)) / range));
}
