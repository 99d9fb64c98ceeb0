/** What a validation pass teaches about single classes and single samples. */

import type { SampleContent, SamplePrediction } from '../protocol/samples';
import { argMax } from './compile/metrics';
import type { ImageSet } from './data/image-set';
import type { BatchResult } from './engine';
import { softmaxRow } from './engines/output-activation';

const WRONG_SAMPLES = 16;
const RIGHT_SAMPLES = 8;
/** Samples of each cell of the confusion matrix that stay with a finished run, and of all cells together. */
const PER_CELL = 6;
const KEPT = 400;
/** Samples that are given of one cell where it is asked for. */
const ASKED = 48;

/** Gives a sample of the validated set in the form in which it is shown. */
type ContentOf = (set: ImageSet, index: number) => SampleContent;

/** Collects the outputs of a validation pass, batch after batch. */
export class Evaluation {
  /** `confusion[label][predicted]` */
  readonly confusion: number[][];
  private readonly outputs: Float32Array;
  /** The most probable class of each sample. */
  private readonly predicted: Uint32Array;
  private readonly units: number;
  private seen = 0;

  /** `asLogits` says that the outputs become probabilities only by a softmax. */
  constructor(
    private readonly set: ImageSet,
    classCount: number,
    units: number,
    private readonly asLogits: boolean,
  ) {
    this.units = units;
    this.outputs = new Float32Array(set.count * units);
    this.predicted = new Uint32Array(set.count);
    this.confusion = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  }

  add(result: BatchResult): void {
    this.outputs.set(result.outputs, this.seen * this.units);
    const end = this.seen + result.outputs.length / this.units;
    for (; this.seen < end; this.seen++) {
      const counts = this.confusion[this.set.labels[this.seen]!]!;
      const predicted = argMax(this.outputs, this.seen * this.units, this.units);
      this.predicted[this.seen] = predicted;
      // A model may have more outputs than the data set has classes.
      counts[predicted] = (counts[predicted] ?? 0) + 1;
    }
  }

  /** The wrong answers that were given with the most certainty, then right ones from all over the set. */
  samples(contentOf: ContentOf): SamplePrediction[] {
    const wrong: { index: number; trust: number }[] = [];
    const right: number[] = [];
    for (let index = 0; index < this.set.count; index++) {
      const label = this.set.labels[index]!;
      if (this.predicted[index] === label) right.push(index);
      else wrong.push({ index, trust: this.outputs[index * this.units + label]! });
    }
    wrong.sort((a, b) => a.trust - b.trust || a.index - b.index);
    const step = Math.max(1, Math.floor(right.length / RIGHT_SAMPLES));
    const spread = right.filter((_, at) => at % step === 0).slice(0, RIGHT_SAMPLES);
    const indices = [...wrong.slice(0, WRONG_SAMPLES).map(({ index }) => index), ...spread];
    return indices.map((index) => this.describe(index, contentOf));
  }

  /** As `samples`, then some of each cell. */
  keptSamples(contentOf: ContentOf): SamplePrediction[] {
    const first = this.samples(contentOf);
    const known = new Set(first.map(({ index }) => index));
    const cells = this.confusion.flatMap((row, label) => row.map((count, predicted) => ({ label, predicted, count })));
    // The rarest first: these are where the samples are worth a look.
    const found = cells
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.count - b.count)
      .flatMap(({ label, predicted }) => this.indicesOf(label, predicted).slice(0, PER_CELL))
      .filter((index) => !known.has(index));
    return [...first, ...found.slice(0, KEPT - first.length).map((index) => this.describe(index, contentOf))];
  }

  /** Samples with this label that were taken for `predicted`, the least likely label first. */
  cell(label: number, predicted: number, contentOf: ContentOf): SamplePrediction[] {
    return this.indicesOf(label, predicted)
      .slice(0, ASKED)
      .map((index) => this.describe(index, contentOf));
  }

  private indicesOf(label: number, predicted: number): number[] {
    const found: number[] = [];
    for (let index = 0; index < this.set.count; index++) {
      if (this.set.labels[index] === label && this.predicted[index] === predicted) found.push(index);
    }
    const trust = (index: number) => this.outputs[index * this.units + label]!;
    return found.sort((a, b) => trust(a) - trust(b) || a - b);
  }

  private describe(index: number, contentOf: ContentOf): SamplePrediction {
    const row = this.outputs.slice(index * this.units, (index + 1) * this.units);
    if (this.asLogits) softmaxRow(row);
    return {
      index,
      label: this.set.labels[index]!,
      predicted: this.predicted[index]!,
      probabilities: Array.from(row, (share) => Number(share.toFixed(6))),
      content: contentOf(this.set, index),
    };
  }
}
