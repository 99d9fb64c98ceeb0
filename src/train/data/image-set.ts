/** Labelled samples in memory and the parts of them that a run uses. Most are images; a table is one row of values. */

import { TrainingFailure } from '../failure';
import { counted } from '../wording';
import type { IdxImages } from './idx';

/** Whole numbers from 0 to 255, or any numbers. */
export type SampleValues = Uint8Array | Float32Array;

export interface ImageSet {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** Values per pixel, side by side. */
  readonly channels: number;
  /** Sample after sample, row by row. */
  readonly pixels: SampleValues;
  /** One class number per sample. */
  readonly labels: Uint8Array;
  /** How much the loss of each sample counts; all count 1 where there are none. */
  readonly weights?: Float32Array;
}

/** What the samples of a data set are. */
export type SetContent =
  /** `areCentred`: each shows one thing in its middle, as the digits of MNIST do. */
  | { readonly kind: 'pictures'; readonly areCentred: boolean }
  /** Any numbers; `names` are those of the columns of a table. */
  | { readonly kind: 'values'; readonly names: readonly string[] | null };

export const PICTURES: SetContent = { kind: 'pictures', areCentred: false };

/** What a data set offers before a run takes its part. */
export interface LoadedDataset {
  readonly content: SetContent;
  readonly train: ImageSet;
  readonly test: ImageSet;
  readonly classes: readonly string[];
  /** Where it comes from, in one sentence. */
  readonly origin: string;
}

export interface TrainingParts {
  readonly train: ImageSet;
  readonly validation: ImageSet | null;
}

/** How many values one sample has. */
export function sampleSize({ height, width, channels }: Pick<ImageSet, 'height' | 'width' | 'channels'>): number {
  return height * width * channels;
}

/** Joins grey images and labels; `origin` names them in messages. */
export function imageSet(images: IdxImages, labels: Uint8Array, classCount: number, origin: string): ImageSet {
  return labelled({ ...images, channels: 1 }, labels, classCount, origin);
}

/** Joins samples and labels after a look at their number and at the range of the labels. */
export function labelled(
  samples: Omit<ImageSet, 'labels'>,
  labels: Uint8Array,
  classCount: number,
  origin: string,
): ImageSet {
  if (samples.count !== labels.length) {
    const message = `${origin} has ${counted(samples.count, 'sample')} but ${counted(labels.length, 'label')}.`;
    throw new TrainingFailure('dataset', message);
  }
  const wrong = labels.findIndex((label) => label >= classCount);
  if (wrong >= 0) {
    const message = `${origin} has the label ${labels[wrong]} at index ${wrong}; labels go from 0 to ${classCount - 1}.`;
    throw new TrainingFailure('dataset', message);
  }
  const { count, height, width, channels, pixels } = samples;
  return { count, height, width, channels, pixels, labels };
}

/** The samples from `start` to `end`, without a copy. */
export function sliceImages(set: ImageSet, start: number, end: number): ImageSet {
  const size = sampleSize(set);
  const pixels = set.pixels.subarray(start * size, end * size);
  const labels = set.labels.subarray(start, end);
  const weights = set.weights?.subarray(start, end);
  return { ...set, count: labels.length, pixels, labels, ...(weights ? { weights } : {}) };
}

/** The samples with these indices, in their order, as a copy. */
export function pickImages(set: ImageSet, indices: ArrayLike<number>): ImageSet {
  const size = sampleSize(set);
  const pixels = emptyLike(set.pixels, indices.length * size);
  const labels = new Uint8Array(indices.length);
  for (let at = 0; at < indices.length; at++) {
    const index = indices[at]!;
    pixels.set(set.pixels.subarray(index * size, (index + 1) * size), at * size);
    labels[at] = set.labels[index]!;
  }
  const weights = set.weights && Float32Array.from(indices, (index) => set.weights![index]!);
  return { ...set, count: indices.length, pixels, labels, ...(weights ? { weights } : {}) };
}

/** Each sample weighs what its class does, 1 if that has no weight. */
export function weighted(set: ImageSet, classWeight: Readonly<Record<string, number>>): ImageSet {
  return { ...set, weights: Float32Array.from(set.labels, (label) => classWeight[label] ?? 1) };
}

function emptyLike(values: SampleValues, length: number): SampleValues {
  return values instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length);
}

/** A fraction holds out the last samples of the training part before any shuffling, as Keras' `validation_split` does. */
export function takeParts(
  data: Pick<LoadedDataset, 'train' | 'test'>,
  limit: number | null,
  validation: 'test' | number | null,
): TrainingParts {
  const train = sliceImages(data.train, 0, limit ?? data.train.count);
  if (validation === null) return { train, validation: null };
  if (validation === 'test') return { train, validation: sliceImages(data.test, 0, limit ?? data.test.count) };

  const split = Math.floor(train.count * (1 - validation));
  if (split === 0 || split === train.count) {
    const message = `A validation split of ${validation} leaves no sample on one side of ${train.count} training samples.`;
    throw new TrainingFailure('job', message);
  }
  return { train: sliceImages(train, 0, split), validation: sliceImages(train, split, train.count) };
}

/** `60,000 training and 10,000 test images`. */
export function sizesText(train: ImageSet, test: ImageSet): string {
  const [trained, tested] = [train, test].map(({ count }) => count.toLocaleString('en-US'));
  return `${trained} training and ${tested} test images`;
}
