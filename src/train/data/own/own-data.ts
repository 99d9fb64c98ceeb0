/** What the readers of the user's own files give, and what all of them check. */

import { TrainingFailure } from '../../failure';
import { seededRandom, shuffle } from '../../random';
import { type ImageSet, type LoadedDataset, pickImages, type SetContent } from '../image-set';

/** Class numbers are kept as bytes. */
export const MOST_CLASSES = 256;

/** The share of the samples that is held out where the data have no test part. */
const HELD_OUT = 0.2;

export interface OwnData {
  readonly content: SetContent;
  /** The shape of one sample as it is stored. */
  readonly sampleShape: readonly number[];
  readonly train: ImageSet;
  /** `null` if the data have no part of their own for tests. */
  readonly test: ImageSet | null;
  readonly classes: readonly string[];
}

export function dataFault(origin: string, what: string): TrainingFailure {
  return new TrainingFailure('dataset', `The data ${origin} ${what}.`);
}

/** How a sample of any shape is laid out as an image; a vector is one row. */
export function layoutOf(sample: readonly number[]): Pick<ImageSet, 'height' | 'width' | 'channels'> {
  const [height, width, channels] = sample;
  if (sample.length === 3) return { height: height!, width: width!, channels: channels! };
  if (sample.length === 2) return { height: height!, width: width!, channels: 1 };
  return { height: 1, width: sample.reduce((product, dim) => product * dim, 1), channels: 1 };
}

/** As class numbers from 0. `values` are labels as they stand in the file. */
export function classNumbers(values: ArrayLike<number>, origin: string): { labels: Uint8Array; count: number } {
  const labels = new Uint8Array(values.length);
  let most = -1;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!Number.isInteger(value) || value < 0) {
      throw dataFault(origin, `have the label ${value} at index ${index}; labels are whole numbers from 0`);
    }
    if (value >= MOST_CLASSES) {
      throw dataFault(origin, `have the label ${value} at index ${index}; at most ${MOST_CLASSES} classes can be told`);
    }
    labels[index] = value;
    most = Math.max(most, value);
  }
  return { labels, count: most + 1 };
}

export function numberedClasses(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

/** Where there is no test part, a share of the shuffled samples becomes one, always the same. */
export function withTestPart({ content, train, test, classes }: OwnData, origin: string): LoadedDataset {
  if (test) {
    return {
      content,
      train,
      test,
      classes,
      origin: `${origin}, ${train.count} training and ${test.count} test samples`,
    };
  }
  const order = Uint32Array.from({ length: train.count }, (_, index) => index);
  shuffle(order, seededRandom(1));
  const held = Math.round(train.count * HELD_OUT);
  if (held === 0) throw dataFault(origin, `have ${train.count} samples, too few to hold some out for a test`);
  const parts = { train: pickImages(train, order.subarray(held)), test: pickImages(train, order.subarray(0, held)) };
  const counts = `${parts.train.count} samples to train on and ${held} shuffled ones held out`;
  return { content, ...parts, classes, origin: `${origin}, ${counts}` };
}
