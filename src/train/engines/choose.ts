/** Chooses the engine: the native one where it loads, else the built-in one, and says why. */

import type { EngineChoice } from '../../protocol/training';
import type { Engine } from '../engine';
import { messageOf, TrainingFailure } from '../failure';
import { findNativeEngine, loadNativeEngine, NATIVE_ENGINE_VARIABLE } from './native';

export interface ChosenEngine {
  readonly engine: Engine;
  /** Why this one, in one sentence. */
  readonly reason: string;
}

export interface EnginePlaces {
  /** The root of the ConvLint package. */
  readonly packageRoot: string;
  /** The folder of the running trainer, beside which the .wasm files lie. */
  readonly trainerFolder: string;
}

export async function chooseEngine(choice: EngineChoice, places: EnginePlaces): Promise<ChosenEngine> {
  switch (choice) {
    case 'built-in':
      return { engine: await builtIn(places), reason: 'The built-in engine (WebAssembly) was asked for.' };
    case 'native': {
      const found = tryNative(places.packageRoot);
      if (typeof found === 'string') throw new TrainingFailure('engine', `The native engine cannot be used: ${found}.`);
      return { engine: found, reason: 'The native engine (TensorFlow) was asked for.' };
    }
    case 'auto': {
      const found = tryNative(places.packageRoot);
      if (typeof found !== 'string') return { engine: found, reason: 'The native engine (TensorFlow) is installed.' };
      return { engine: await builtIn(places), reason: `The built-in engine (WebAssembly), because ${found}.` };
    }
  }
}

/** The engine, or why there is none. */
function tryNative(packageRoot: string): Engine | string {
  const folder = findNativeEngine(packageRoot);
  if (folder === null) {
    const named = process.env[NATIVE_ENGINE_VARIABLE];
    return named ? `there is no native engine in ${named}` : 'the native engine is not installed';
  }
  try {
    return loadNativeEngine(folder);
  } catch (error) {
    return `the native engine does not load (${messageOf(error).split('\n')[0]})`;
  }
}

/** Loaded only when used: both engines bring TensorFlow.js, and two copies in one process share their registries. */
async function builtIn({ trainerFolder, packageRoot }: EnginePlaces): Promise<Engine> {
  try {
    const { loadBuiltInEngine } = await import('./built-in');
    return await loadBuiltInEngine([trainerFolder, packageRoot]);
  } catch (error) {
    throw new TrainingFailure('engine', `The built-in engine does not start: ${messageOf(error)}.`);
  }
}
