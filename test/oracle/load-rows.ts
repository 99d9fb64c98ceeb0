/** The recorded answers of real Keras and TensorFlow.js, typed. Says nothing of what ConvLint answers. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A string is a size that no number says: TensorFlow.js makes `NaN` and `undefined` of some args that it does not check. */
export type RecordedShape = readonly (number | string | null)[];
/** A list where the layer returns several tensors. */
export type RecordedOutput = RecordedShape | readonly RecordedShape[];

export interface RecordedWeight {
  readonly name: string;
  readonly shape: RecordedShape;
  readonly trainable: boolean;
}

export interface RecordedError {
  readonly type: string;
  readonly message: string;
}

export interface Accepted {
  readonly output: RecordedOutput;
  readonly outputDtype: string | readonly string[];
  readonly params: number;
  readonly trainable: number;
  readonly weights: readonly RecordedWeight[];
  readonly refused: null;
  /** What a call on zeros does otherwise than the symbolic call, if it does; only noted where the batch alone is unknown. */
  readonly run?: { readonly refused: RecordedError } | { readonly output: RecordedOutput };
}

export interface Refused {
  readonly output: null;
  readonly refused: RecordedError & { readonly at: 'construct' | 'apply' };
}

export type Answer = Accepted | Refused;

export type RecordedRow = Answer & {
  readonly args: { readonly [name: string]: Json };
  /** Absent for `Input` and `InputLayer`. */
  readonly input?: RecordedShape;
  /** Instead of `input` where the layer is called on a list. */
  readonly inputs?: readonly RecordedShape[];
  /** `spread`: the tensors are given one by one; `states`: an input and the list of its states. */
  readonly call?: 'spread' | 'states';
  /** Flags of the call, such as `return_attention_scores`. */
  readonly flags?: { readonly [name: string]: Json };
  /** Of the inputs; float32 if absent. */
  readonly dtype?: string;
  /** Keras was given tuples; this is its answer to lists, where it differs in more than words. */
  readonly withLists?: Answer;
};

export interface RowTable {
  /** Such as `conv2d`. */
  readonly file: string;
  readonly layer: string;
  /** Of TensorFlow.js, such as `layers.conv2d`. */
  readonly factory?: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly RecordedRow[];
}

/** The tables that `npm run record` writes for Keras, and `npm run record:tfjs` for TensorFlow.js. */
export function loadTables(framework: 'keras' | 'tfjs'): readonly RowTable[] {
  const folder = join(import.meta.dirname, framework === 'keras' ? 'rows' : 'rows-tfjs');
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.map((file) => {
    const { layer, rows, factory, ...versions } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return { file: basename(file, '.json'), layer, factory, rows, versions };
  });
}

/** The shapes of all tensors that a layer returns. */
export function outputShapes({ output }: Accepted): readonly RecordedShape[] {
  return isList(output) ? output : [output];
}

function isList(output: RecordedOutput): output is readonly RecordedShape[] {
  return output.length > 0 && output.every((item) => Array.isArray(item));
}
