/** How weights of classes are written for people. */

/** `0: 2, 3: 0.5`; `null` where all classes count the same. */
export function classWeightText(weights: Readonly<Record<string, number>> | undefined): string | null {
  if (!weights) return null;
  return Object.entries(weights)
    .map(([number, weight]) => `${number}: ${weight}`)
    .join(', ');
}
