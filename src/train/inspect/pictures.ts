/** Turns what layers give and what filters hold into small pictures, each value in one byte. */

import type { LearnedFilters } from '../../protocol/training';
import type { LayerActivation, PictureStrip } from '../../protocol/training-control';
import type { LayerOutput, WeightValues } from '../engine';

/** Most pictures of one strip. */
const MOST = 64;
/** Longest side of a picture; larger ones are drawn from every second, third ... value. */
const SIDE = 64;
/** Input channels of a filter over one axis that are shown by a line each. */
const MOST_CURVES = 6;
const COLOURS = 'The three input channels are red, green and blue; grey is 0.';

/** The output of a layer for its first sample: a map per channel, or one for what has no place in an image. */
export function activationPictures({ name, className, shape, values }: LayerOutput): LayerActivation {
  const sample = shape.slice(1);
  const one = values.subarray(
    0,
    sample.reduce((product, dim) => product * dim, 1),
  );
  return { name, className, shape: sample, pictures: samplePictures(sample, one) };
}

/** Of more than three axes the first ones count pictures too. Of two, the steps run to the right, a row per channel. */
function samplePictures(shape: readonly number[], values: Float32Array): PictureStrip {
  if (shape.length >= 3) {
    const [height, width, channels] = shape.slice(-3) as [number, number, number];
    const size = height * width * channels;
    return drawStrip(width, height, values.length / (height * width), (picture, row, column) => {
      const [block, channel] = [Math.floor(picture / channels), picture % channels];
      return values[block * size + (row * width + column) * channels + channel]!;
    });
  }
  if (shape.length === 2) {
    const [steps, channels] = shape as [number, number];
    return drawStrip(steps, channels, 1, (_picture, channel, step) => values[step * channels + channel]!);
  }
  return drawStrip(values.length, 1, 1, (_picture, _row, column) => values[column]!);
}

type Shown = Pick<LearnedFilters, 'form' | 'note' | 'pictures'>;

/** The filters of a convolution over one or two axes. */
export function filterPictures({ shape, values }: WeightValues): Shown {
  return shape.length === 3 ? filterCurves(shape, values) : filterImages(shape, values);
}

/** A kernel of three input channels is a picture in colour; more of them are shown by their mean. */
function filterImages(shape: readonly number[], values: Float32Array): Shown {
  const [height, width, inputs, filters] = shape as [number, number, number, number];
  const valueAt = (filter: number, row: number, column: number, input: number): number =>
    values[((row * width + column) * inputs + input) * filters + filter]!;
  if (inputs === 3) {
    return {
      form: 'pictures',
      note: COLOURS,
      pictures: { ...drawStrip(width, height, filters, valueAt, 3), isColour: true },
    };
  }
  const pictures = drawStrip(width, height, filters, (filter, row, column) =>
    meanOver(inputs, (input) => valueAt(filter, row, column, input)),
  );
  return { form: 'pictures', note: meanNote(inputs), pictures };
}

function filterCurves(shape: readonly number[], values: Float32Array): Shown {
  const [size, inputs, filters] = shape as [number, number, number];
  const valueAt = (filter: number, step: number, input: number): number =>
    values[(step * inputs + input) * filters + filter]!;
  const areFew = inputs <= MOST_CURVES;
  const pictures = drawStrip(size, areFew ? inputs : 1, filters, (filter, row, step) =>
    areFew ? valueAt(filter, step, row) : meanOver(inputs, (input) => valueAt(filter, step, input)),
  );
  const lines = inputs === 1 ? null : `Each line is one of ${inputs} input channels.`;
  return { form: 'curves', note: areFew ? lines : meanNote(inputs), pictures };
}

function meanNote(inputs: number): string | null {
  return inputs === 1 ? null : `Each is the mean over ${inputs} input channels.`;
}

function meanOver(count: number, valueAt: (index: number) => number): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += valueAt(index);
  return sum / count;
}

function drawStrip(
  fullWidth: number,
  fullHeight: number,
  total: number,
  valueAt: (picture: number, row: number, column: number, plane: number) => number,
  planes = 1,
): PictureStrip {
  const [stepX, stepY] = [Math.max(1, Math.ceil(fullWidth / SIDE)), Math.max(1, Math.ceil(fullHeight / SIDE))];
  const [width, height] = [Math.ceil(fullWidth / stepX), Math.ceil(fullHeight / stepY)];
  const count = Math.min(total, MOST);
  const values = new Float32Array(width * height * count * planes);
  let limit = 0;
  let at = 0;
  for (let picture = 0; picture < count; picture++) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        for (let plane = 0; plane < planes; plane++) {
          const value = valueAt(picture, row * stepY, column * stepX, plane);
          values[at++] = value;
          if (Number.isFinite(value)) limit = Math.max(limit, Math.abs(value));
        }
      }
    }
  }
  const scale = limit === 0 ? 0 : 127 / limit;
  const bytes = Uint8Array.from(values, (value) => 128 + Math.round(Number.isFinite(value) ? value * scale : 0));
  return { width, height, count, total, limit, bytes: Buffer.from(bytes).toString('base64') };
}
