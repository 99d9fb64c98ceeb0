/**
 * Takes the softmax or sigmoid off the last layer while training, so that a crossentropy sees the logits, as Keras does.
 * Exact for shares near 0 and 1, where the logarithm of a rounded share is not.
 */

import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { LossPlan } from '../compile/loss-plan';
import type { FoldedActivation } from './tensor-loss';

interface Activation {
  apply(input: unknown): unknown;
  getClassName(): string;
  getConfig(): object;
}

/** The part of a layer that matters here; layers without an activation have only the nodes. */
interface OutputLayer {
  activation?: Activation;
  readonly inboundNodes: readonly unknown[];
}

const LINEAR: Activation = { apply: (input) => input, getClassName: () => 'linear', getConfig: () => ({}) };

/** Returns what was taken off, `null` if the layer stays as it is. */
export function foldOutputActivation(output: SymbolicTensor, loss: LossPlan): FoldedActivation {
  const layer = output.sourceLayer as unknown as OutputLayer;
  const found = layer.activation?.getClassName();
  const wanted = loss.kind === 'binary_crossentropy' ? 'sigmoid' : 'softmax';
  if ((found !== 'softmax' && found !== 'sigmoid') || !loss.kind.endsWith('crossentropy')) return null;
  // Keras on TensorFlow takes the logits of either for those that the loss wants; TensorFlow.js the outputs.
  if (found !== wanted && (loss.ofOutputs || loss.fromLogits)) return null;
  // A layer that is applied twice also feeds the inside of the model.
  if (layer.inboundNodes.length !== 1) return null;
  layer.activation = LINEAR;
  return found;
}

/** Applies what was taken off to rows of logits, in place. */
export function applyFolded(folded: FoldedActivation, rows: Float32Array, units: number): Float32Array {
  switch (folded) {
    case null:
      return rows;
    case 'sigmoid':
      for (let i = 0; i < rows.length; i++) rows[i] = 1 / (1 + Math.exp(-rows[i]!));
      return rows;
    case 'softmax':
      for (let start = 0; start < rows.length; start += units) softmaxRow(rows.subarray(start, start + units));
      return rows;
  }
}

export function softmaxRow(row: Float32Array): void {
  let largest = -Infinity;
  for (const value of row) largest = Math.max(largest, value);
  let sum = 0;
  for (let i = 0; i < row.length; i++) {
    row[i] = Math.exp(row[i]! - largest);
    sum += row[i]!;
  }
  for (let i = 0; i < row.length; i++) row[i]! /= sum;
}
