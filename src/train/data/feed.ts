/** Gives the batches of one epoch after another, as `fit` of Keras takes them from arrays. */

import type { Batch } from '../engine';
import type { Random } from '../random';
import { batchCount, batchesInOrder, shuffledBatches } from './batches';
import type { ImageSet } from './image-set';

interface Feeding {
  readonly batchSize: number;
  readonly shuffle: boolean;
  /** Steps of an epoch; those of the whole set if it is left out. */
  readonly stepsPerEpoch?: number;
}

/** How many steps an epoch has at most. */
export function stepsOfEpoch(samples: number, { batchSize, stepsPerEpoch }: Feeding): number {
  const all = batchCount(samples, batchSize);
  return stepsPerEpoch === undefined ? all : Math.min(all, stepsPerEpoch);
}

/** With fewer steps than the set has batches, an epoch goes on where the one before ended, and ends where the set does. */
export class Feed {
  private pass: Iterator<Batch> | null = null;
  private left = 0;

  constructor(
    private readonly set: ImageSet,
    private readonly feeding: Feeding,
    private readonly random: Random,
  ) {}

  /** The number of steps of the next epoch, and its batches. */
  nextEpoch(): { readonly steps: number; readonly batches: Iterable<Batch> } {
    const { set, feeding, random } = this;
    if (this.pass === null || this.left === 0) {
      const { batchSize, shuffle } = feeding;
      this.pass = shuffle ? shuffledBatches(set, batchSize, random) : batchesInOrder(set, batchSize);
      this.left = batchCount(set.count, batchSize);
    }
    const steps = Math.min(this.left, stepsOfEpoch(set.count, feeding));
    this.left -= steps;
    return { steps, batches: take(this.pass, steps) };
  }
}

function* take(batches: Iterator<Batch>, count: number): Generator<Batch> {
  for (let taken = 0; taken < count; taken++) {
    const { value, done } = batches.next();
    if (done) return;
    yield value;
  }
}
