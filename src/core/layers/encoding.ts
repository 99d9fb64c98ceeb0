/** How layers that number things put the numbers out: as they are, or as vectors with a place for each. */
import { type Dim, isSymbolic, type Shape } from '../shape/dim';
import { type ArgSpec, choice } from './args';
import type { Plain } from './plain';

export type OutputMode = 'int' | 'one_hot' | 'multi_hot' | 'count' | 'tf_idf';

interface ModeOptions {
  readonly default: OutputMode;
  /** Names of before that are still taken. */
  readonly older?: Readonly<Record<string, OutputMode>>;
}

export function outputModeArg(
  modes: readonly OutputMode[],
  { older = {}, ...options }: ModeOptions,
): ArgSpec<OutputMode> {
  const spec = choice(modes, { ...options, doc: 'Numbers, or vectors with a place for each of them' });
  return {
    ...spec,
    read: (plain: Plain, target) =>
      spec.read(typeof plain === 'string' && Object.hasOwn(older, plain) ? older[plain]! : plain, target),
  };
}

/** One place for each number: a last axis of size 1 is replaced, any other kept. */
export function oneHotShape(input: Shape, depth: Dim): Dim[] {
  return input.length > 1 && input.at(-1) === 1 ? [...input.slice(0, -1), depth] : [...input, depth];
}

/** The last axis counted over. */
export function countedShape(input: Shape, depth: Dim): Dim[] {
  return [...input.slice(0, -1), depth];
}

/** One-hot vectors replace a last axis of size 1 and add one to any other, so a size that we do not know leaves the rank open. */
export function openRank(mode: OutputMode, input: Shape): string | null {
  const last = input.at(-1);
  return mode === 'one_hot' && last !== undefined && isSymbolic(last)
    ? 'a last axis of size 1 is replaced and any other kept, and its size is not known'
    : null;
}
