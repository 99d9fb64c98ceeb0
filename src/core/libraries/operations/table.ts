/** The operations of `keras.ops`, most of which TensorFlow and the Keras backend have under the same names. */
import { elementwiseOperations } from './elementwise';
import { kerasImageOperations } from './keras-images';
import { neuralOperations } from './neural';
import type { Operation } from './operation';
import { productOperations } from './products';
import { rearrangingOperations } from './rearrange';
import { reducingOperations } from './reductions';
import { selectingOperations } from './select';
import { signalOperations } from './signal';

/** By the last part of their name. Where TensorFlow and the backend differ, `tensorflow.ts` has theirs. */
export const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ...elementwiseOperations,
  ...reducingOperations,
  ...rearrangingOperations,
  ...productOperations,
  ...selectingOperations,
  ...neuralOperations,
  ...kerasImageOperations,
  ...signalOperations,
]);
