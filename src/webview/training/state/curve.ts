/** One metric over the whole run, in the shape that a chart takes: columns with a common, sorted x. Knows nothing of drawing. */

/** Values of one metric; each column has one entry per x, `null` where the row has none. */
export interface Curve {
  readonly name: string;
  /** Epochs done: step 50 of 100 in the second epoch is 1.5. */
  x: number[];
  raw: (number | null)[];
  smooth: (number | null)[];
  train: (number | null)[];
  validation: (number | null)[];
  average: RunningAverage;
}

/** An exponential average and the weight it has gathered, so that its first values are not drawn towards zero. */
interface RunningAverage {
  readonly sum: number;
  readonly weight: number;
}

/** Steps over which the average reaches back: what is older has a weight below 1/e. */
const WINDOW = 50;

/** More rows than a chart can show; at this length neighbouring batches are merged. */
const MAX_ROWS = 2000;

export function newCurve(name: string): Curve {
  return { name, x: [], raw: [], smooth: [], train: [], validation: [], average: { sum: 0, weight: 0 } };
}

/** `value` is the mean over `steps` batches. One that is not finite leaves a gap and does not enter the average. */
export function addBatch(curve: Curve, x: number, value: number, steps: number): void {
  const row = rowAt(curve, x);
  if (!Number.isFinite(value)) return;
  const keep = Math.exp(-steps / WINDOW);
  const { sum, weight } = curve.average;
  curve.average = { sum: sum * keep + value * (1 - keep), weight: weight * keep + (1 - keep) };
  curve.raw[row] = value;
  curve.smooth[row] = smoothed(curve);
  if (curve.x.length > MAX_ROWS) thin(curve);
}

export function addEpoch(curve: Curve, epoch: number, train: number | undefined, validation: number | undefined): void {
  const row = rowAt(curve, epoch);
  curve.train[row] = finiteOrNull(train);
  curve.validation[row] = finiteOrNull(validation);
}

/** The average over the newest batches, `null` before the first. */
export function smoothed(curve: Curve): number | null {
  const { sum, weight } = curve.average;
  return weight === 0 ? null : sum / weight;
}

/** The row of this x, appended if it is new. Reports that come late join the last row, since x must not fall. */
function rowAt(curve: Curve, x: number): number {
  const last = curve.x.length - 1;
  if (last >= 0 && x <= curve.x[last]!) return last;
  curve.x.push(x);
  curve.raw.push(null);
  curve.smooth.push(null);
  curve.train.push(null);
  curve.validation.push(null);
  return last + 1;
}

/** Merges each two neighbouring batch rows into their mean; rows that close an epoch stay. */
function thin(curve: Curve): void {
  const old = { ...curve };
  curve.x = [];
  curve.raw = [];
  curve.smooth = [];
  curve.train = [];
  curve.validation = [];
  const isBatch = (row: number) => row < old.x.length && old.train[row] === null && old.validation[row] === null;
  for (let row = 0; row < old.x.length; row++) {
    const merge = isBatch(row) && isBatch(row + 1);
    const last = merge ? row + 1 : row;
    curve.x.push(old.x[last]!);
    curve.raw.push(merge ? mean(old.raw[row]!, old.raw[last]!) : old.raw[row]!);
    curve.smooth.push(old.smooth[last]!);
    curve.train.push(old.train[last]!);
    curve.validation.push(old.validation[last]!);
    row = last;
  }
}

function mean(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return (a + b) / 2;
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
