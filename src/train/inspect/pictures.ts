/** Turns what layers give and what filters hold into small pictures, each value in one byte. */

import type { LayerActivation, PictureStrip } from '../../protocol/training-control';
import type { LayerOutput, WeightValues } from '../engine';

/** Most pictures of one strip. */
const MOST = 64;
/** Longest side of a picture; larger ones are drawn from every second, third ... value. */
const SIDE = 64;

/** The output of a layer for its first sample: a map per channel, or one for what has no place in an image. */
export function activationPictures({ name, className, shape, values }: LayerOutput): LayerActivation {
  const sample = shape.slice(1);
  const one = values.subarray(
    0,
    sample.reduce((product, dim) => product * dim, 1),
  );
  return { name, className, shape: sample, pictures: samplePictures(sample, one) };
}

function samplePictures(shape: readonly number[], values: Float32Array): PictureStrip {
  if (shape.length === 3) {
    const [height, width, channels] = shape as [number, number, number];
    return drawStrip(width, height, channels, (channel, row, column) => {
      return values[(row * width + column) * channels + channel]!;
    });
  }
  const width = shape.at(-1) || 1;
  return drawStrip(width, values.length / width, 1, (_picture, row, column) => values[row * width + column]!);
}

/** The filters of a convolution; several input channels are shown by their mean. */
export function filterPictures({ shape, values }: WeightValues): { pictures: PictureStrip; note: string | null } {
  const [height, width, inputs, filters] = shape as [number, number, number, number];
  const pictures = drawStrip(width, height, filters, (filter, row, column) => {
    const start = (row * width + column) * inputs;
    let sum = 0;
    for (let input = 0; input < inputs; input++) sum += values[(start + input) * filters + filter]!;
    return sum / inputs;
  });
  return { pictures, note: inputs === 1 ? null : `Each is the mean over ${inputs} input channels.` };
}

function drawStrip(
  fullWidth: number,
  fullHeight: number,
  total: number,
  valueAt: (picture: number, row: number, column: number) => number,
): PictureStrip {
  const [stepX, stepY] = [Math.max(1, Math.ceil(fullWidth / SIDE)), Math.max(1, Math.ceil(fullHeight / SIDE))];
  const [width, height] = [Math.ceil(fullWidth / stepX), Math.ceil(fullHeight / stepY)];
  const count = Math.min(total, MOST);
  const values = new Float32Array(width * height * count);
  let limit = 0;
  let at = 0;
  for (let picture = 0; picture < count; picture++) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const value = valueAt(picture, row * stepY, column * stepX);
        values[at++] = value;
        if (Number.isFinite(value)) limit = Math.max(limit, Math.abs(value));
      }
    }
  }
  const scale = limit === 0 ? 0 : 127 / limit;
  const bytes = Uint8Array.from(values, (value) => 128 + Math.round(Number.isFinite(value) ? value * scale : 0));
  return { width, height, count, total, limit, bytes: Buffer.from(bytes).toString('base64') };
}
