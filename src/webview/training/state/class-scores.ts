/** Precision and recall from a confusion matrix. */

export interface ClassScore {
  readonly name: string;
  /** Right ones among those predicted as this class; `null` if none was. */
  readonly precision: number | null;
  /** Right ones among those that are of this class; `null` if none is. */
  readonly recall: number | null;
  /** Samples that are of this class. */
  readonly support: number;
}

/** `confusion[label][predicted]` holds counts. */
export function classScores(classes: readonly string[], confusion: readonly (readonly number[])[]): ClassScore[] {
  return classes.map((name, index) => {
    const right = confusion[index]?.[index] ?? 0;
    const support = sum(confusion[index] ?? []);
    const predicted = sum(confusion.map((row) => row[index] ?? 0));
    return { name, precision: ratio(right, predicted), recall: ratio(right, support), support };
  });
}

/** Right predictions and all of them. */
export function rightOfAll(confusion: readonly (readonly number[])[]): {
  readonly right: number;
  readonly all: number;
} {
  return { right: sum(confusion.map((row, index) => row[index] ?? 0)), all: sum(confusion.map(sum)) };
}

/** Fills what is missing: a model may predict classes that the data set does not have. */
export function squared(
  classes: readonly string[],
  confusion: readonly (readonly (number | null)[])[],
): { readonly classes: string[]; readonly confusion: number[][] } {
  const size = Math.max(classes.length, confusion.length, ...confusion.map((row) => row.length));
  const indices = Array.from({ length: size }, (_value, index) => index);
  return {
    classes: indices.map((index) => classes[index] ?? String(index)),
    confusion: indices.map((label) => indices.map((predicted) => confusion[label]?.[predicted] ?? 0)),
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
