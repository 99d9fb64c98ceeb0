/** What attention layers share: query, value and key, and the scores that a call may ask for. */
import { type Count, elementCount, multiplyCounts, sumCounts } from '../shape/count';
import { formatShape, isSymbolic, type Shape } from '../shape/dim';
import type { Refusal } from './definition';

export interface AttentionInputs {
  readonly query: Shape;
  readonly value: Shape;
  readonly key: Shape;
}

/** The key is the value where it is not given. */
export function attentionInputs([query, value, key = value]: readonly Shape[]): AttentionInputs {
  return { query: query!, value: value!, key: key! };
}

export function attentionCount(layer: string, inputs: readonly Shape[]): Refusal[] {
  if (inputs.length === 2 || inputs.length === 3) return [];
  const message = `${layer}: takes query and value, or query, value and key, but gets ${inputs.length} tensors`;
  return [{ rule: 'invalid-argument', arg: null, message }];
}

/** Keras compares the sizes between batch and features as they stand: None is not 5. */
export function unequalSteps(layer: string, { value, key }: AttentionInputs): Refusal[] {
  const [a, b] = [value.slice(1, -1), key.slice(1, -1)];
  const same = a.length === b.length && a.every((dim, i) => dim === b[i] || isSymbolic(dim) || isSymbolic(b[i]!));
  if (same) return [];
  const message = `${layer}: value and key must have the same sizes between batch and features, but are ${formatShape(value)} and ${formatShape(key)}`;
  return [{ rule: 'merge-shape-mismatch', arg: null, message }];
}

/** Products of queries with keys, and of the scores with the values. */
export function attentionMacs(places: Shape, steps: Shape, features: readonly (number | Shape[number])[]): Count {
  return sumCounts(
    features.map((size) => multiplyCounts(multiplyCounts(elementCount(places), elementCount(steps)), size)),
  );
}
