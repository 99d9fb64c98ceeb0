/** Which sample predictions are shown and in which order; decodes what they hold. */

import type { SamplePrediction } from '../../../protocol/samples';

/** A cell of the confusion matrix. */
export interface Cell {
  readonly label: number;
  readonly predicted: number;
}

/** Samples that are shown of a whole run. */
const WRONG = 16;
const RIGHT = 8;

/** Wrong ones first, the least probable label first. All that there are of a cell, the worst and a few right ones of a run. */
export function chooseSamples(samples: readonly SamplePrediction[], cell: Cell | null): SamplePrediction[] {
  const inCell = samples.filter((each) => !cell || (each.label === cell.label && each.predicted === cell.predicted));
  const wrong = inCell.filter((each) => !isRight(each)).sort((a, b) => labelProbability(a) - labelProbability(b));
  const right = inCell.filter(isRight).sort((a, b) => labelProbability(a) - labelProbability(b));
  if (cell) return [...wrong, ...right];
  // The right ones come from all over, not only the doubtful ones.
  const step = Math.max(1, Math.floor(right.length / RIGHT));
  return [...wrong.slice(0, WRONG), ...right.filter((_sample, at) => at % step === 0).slice(0, RIGHT)];
}

export function isRight({ label, predicted }: SamplePrediction): boolean {
  return label === predicted;
}

/** So many bytes of a base64 text; those that are missing are 0. */
export function decodeBytes(text: string, length: number): Uint8Array {
  const values = new Uint8Array(length);
  const bytes = decodeBase64(text);
  for (let index = 0; index < Math.min(length, bytes.length); index++) values[index] = bytes.charCodeAt(index);
  return values;
}

/** The most probable classes, at most `count`, in the order of the classes. */
export function topProbabilities(
  { probabilities }: { readonly probabilities: readonly number[] },
  count: number,
): { index: number; value: number }[] {
  const all = probabilities.map((value, index) => ({ index, value }));
  const top = all.sort((a, b) => b.value - a.value).slice(0, count);
  return top.sort((a, b) => a.index - b.index);
}

function labelProbability({ probabilities, label }: SamplePrediction): number {
  return probabilities[label] ?? 0;
}

function decodeBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}
