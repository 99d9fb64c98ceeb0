/** Cuts sample sets into batches, in the order of the set or in a shuffled one. */

import type { Batch } from '../engine';
import { type Random, shuffle } from '../random';
import { type ImageSet, pickImages, sliceImages } from './image-set';

export function batchCount(samples: number, batchSize: number): number {
  return Math.ceil(samples / batchSize);
}

/** The batches of one pass in the order of the set. */
export function* batchesInOrder(set: ImageSet, batchSize: number): Generator<Batch> {
  for (let start = 0; start < set.count; start += batchSize) {
    yield asBatch(sliceImages(set, start, Math.min(start + batchSize, set.count)));
  }
}

/** The batches of one pass in a new random order; the last one may be smaller, as in Keras. */
export function* shuffledBatches(set: ImageSet, batchSize: number, random: Random): Generator<Batch> {
  const order = Uint32Array.from({ length: set.count }, (_, index) => index);
  shuffle(order, random);
  for (let start = 0; start < set.count; start += batchSize) {
    yield asBatch(pickImages(set, order.subarray(start, start + batchSize)));
  }
}

function asBatch({ count, pixels, labels, weights }: ImageSet): Batch {
  return { size: count, pixels, labels, ...(weights ? { weights } : {}) };
}
