/** Says that the memory of the WebAssembly backend is full, where the backend would write over its own beginning. */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { Batch, TrainableModel } from '../engine';
import { TrainingFailure } from '../failure';

/** The part of the Emscripten module that is used here. */
interface Module {
  /** 0 where there is no room. */
  _malloc(bytes: number): number;
  _free(place: number): void;
  readonly HEAPU8: Uint8Array;
}

const ADVICE = 'Its memory is limited; a smaller batch size or the native engine may help';

/** Each tensor gets its place by `_malloc`; the backend does not look whether there is one. */
export function failWhereFull(backend: BackendWasm): void {
  const { wasm } = backend as unknown as { readonly wasm: Module };
  // The first call puts the real function in its place.
  wasm._free(wasm._malloc(1));
  const allocate = wasm._malloc;
  wasm._malloc = (bytes) => {
    // The size is a 32-bit number there, of which a larger one would leave only its end.
    const place = bytes < 2 ** 32 ? allocate(bytes) : 0;
    if (place === 0 && bytes > 0) {
      const [asked, held] = [megabytes(bytes), megabytes(wasm.HEAPU8.byteLength)];
      throw new TrainingFailure(
        'engine',
        `The built-in engine has no room for ${asked} more beside ${held}. ${ADVICE}.`,
      );
    }
    return place;
  };
}

/** A kernel that finds no room for what it needs itself reads or writes where nothing is. */
export function tellWhereFull(model: TrainableModel): TrainableModel {
  const told =
    <Result>(step: (batch: Batch) => Result) =>
    (batch: Batch): Result => {
      try {
        return step(batch);
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'RuntimeError') throw error;
        throw new TrainingFailure('engine', `The built-in engine ended with "${error.message}". ${ADVICE}.`);
      }
    };
  model.trainOnBatch = told(model.trainOnBatch.bind(model));
  model.evaluateBatch = told(model.evaluateBatch.bind(model));
  return model;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString('en-US')} MB`;
}
