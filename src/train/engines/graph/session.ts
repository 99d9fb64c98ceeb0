/** Runs signatures of a SavedModel in the session of tfjs-node, by its binding, which takes bytes as they are. */

import type { Tf } from '../tf';
import { fullName, SERVE_TAG, type Signature } from './saved-model';

/** The part of tfjs-node's binding that is used here. Tensors and sessions are numbers. */
interface Binding {
  readonly TF_FLOAT: number;
  readonly TF_UINT8: number;
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(session: number): void;
  /** May share the memory of the array for as long as TensorFlow holds the tensor, also in a variable. */
  createTensor(shape: readonly number[], dtype: number, values: Float32Array | Uint8Array): number;
  deleteTensor(tensor: number): void;
  tensorDataSync(tensor: number): Float32Array;
  runSavedModel(session: number, inputs: readonly number[], inputNames: string, outputNames: string): { id: number }[];
}

export interface Fed {
  readonly shape: readonly number[];
  readonly values: Float32Array | Uint8Array;
}

/** A signature that is ready to run: takes its inputs and gives its outputs, both in its own order. */
export type Runner = (inputs: readonly Fed[]) => Float32Array[];

export class GraphSession {
  private readonly binding: Binding;
  private readonly id: number;

  constructor(tf: Tf, folder: string) {
    this.binding = (tf.backend() as unknown as { binding: Binding }).binding;
    this.id = this.binding.loadSavedModel(folder, SERVE_TAG);
  }

  runner({ inputs, outputs }: Signature): Runner {
    const { binding, id } = this;
    const inputNames = namesOf(inputs);
    const outputNames = namesOf(outputs);
    return (fed) => {
      const tensors = fed.map(({ shape, values }) => {
        return binding.createTensor(shape, values instanceof Uint8Array ? binding.TF_UINT8 : binding.TF_FLOAT, values);
      });
      try {
        return binding.runSavedModel(id, tensors, inputNames, outputNames).map((result) => {
          const values = binding.tensorDataSync(result.id);
          binding.deleteTensor(result.id);
          return values;
        });
      } finally {
        for (const tensor of tensors) binding.deleteTensor(tensor);
      }
    };
  }

  dispose(): void {
    this.binding.deleteSavedModel(this.id);
  }
}

function namesOf(ends: Signature['inputs']): string {
  return Object.values(ends)
    .map(({ output }) => fullName(output))
    .join(',');
}
