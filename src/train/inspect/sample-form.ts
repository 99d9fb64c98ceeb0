/** In which form the samples of a run are shown: as pictures, as curves over their steps, or as rows of values. */

import type { SampleContent, SampleForm } from '../../protocol/samples';
import { type ImageSet, type LoadedDataset, type SampleValues, sampleSize } from '../data/image-set';

type Bytes = Uint8Array | Uint8ClampedArray;

/** Planes beyond these are no channels of a picture. */
const MOST_CHANNELS = 8;
/** What is shown of a sample: points of a curve, curves, values of a row. */
const POINTS = 128;
const CURVES = 6;
const VALUES = 12;
/** As many as a 32-bit float has. */
const DIGITS = 7;

/** Pictures stay pictures whatever shape the model takes them in; other numbers are what the model takes them for. */
export function sampleForm({ content, train }: LoadedDataset, sampleShape: readonly number[]): SampleForm {
  if (content.kind === 'pictures') {
    const { width, height, channels, pixels } = train;
    return { kind: 'picture', width, height, channels, range: rangeOf(pixels), isCentred: content.areCentred };
  }
  const [first = 1, second = 1, third] = sampleShape;
  if (sampleShape.length === 3 && third! <= MOST_CHANNELS) {
    const picture = { width: second, height: first, channels: third! };
    return { kind: 'picture', ...picture, range: rangeOf(train.pixels), isCentred: false };
  }
  if (sampleShape.length === 2 && first > 1) return { kind: 'sequence', steps: first, features: second };
  if (train.height > 1 && train.channels === 1) {
    return { kind: 'sequence', steps: train.height, features: train.width };
  }
  return { kind: 'row', size: sampleSize(train), names: content.names };
}

/** One sample, small enough to be told many times. */
export function sampleContent(form: SampleForm, set: ImageSet, index: number): SampleContent {
  const values = sampleValues(set, index);
  switch (form.kind) {
    case 'picture': {
      const { kind, width, height, channels } = form;
      return { kind, width, height, channels, pixels: base64(toBytes(values, form.range)) };
    }
    case 'sequence':
      return curves(values, form);
    case 'row':
      return {
        kind: 'row',
        values: Array.from(values.subarray(0, VALUES), (value) => Number(value.toPrecision(DIGITS))),
      };
  }
}

/** The values of one sample as the data set has them. */
export function sampleValues(set: ImageSet, index: number): SampleValues {
  const size = sampleSize(set);
  return set.pixels.subarray(index * size, (index + 1) * size);
}

/** The values that a picture of bytes stands for. */
export function valuesOfPicture(bytes: Uint8Array, [black, white]: readonly [number, number]): Float32Array {
  return Float32Array.from(bytes, (byte) => black + ((white - black) * byte) / 255);
}

function rangeOf(values: SampleValues): [number, number] {
  if (values instanceof Uint8Array) return [0, 255];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return least < most ? [least, most] : [least, least + 1];
}

/** From black to white; what lies outside of the range is one of them. */
function toBytes(values: SampleValues, [black, white]: readonly [number, number]): Bytes {
  if (values instanceof Uint8Array) return values;
  return Uint8ClampedArray.from(values, (value) => (255 * (value - black)) / (white - black));
}

function curves(values: SampleValues, { steps, features }: { steps: number; features: number }): SampleContent {
  const stride = Math.ceil(steps / POINTS);
  const points = Math.ceil(steps / stride);
  const count = Math.min(features, CURVES);
  const shown = Float32Array.from({ length: count * points }, (_value, at) => {
    const [feature, step] = [Math.floor(at / points), (at % points) * stride];
    return values[step * features + feature]!;
  });
  const range = rangeOf(shown);
  const [least, most] = range.map((value) => Number(value.toPrecision(DIGITS))) as [number, number];
  return { kind: 'sequence', points, curves: count, least, most, bytes: base64(toBytes(shown, range)) };
}

function base64(bytes: Bytes): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
