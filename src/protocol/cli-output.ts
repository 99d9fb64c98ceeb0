/** The JSON that `convlint summary` and `convlint check` print: a contract, versioned. */

export const CLI_OUTPUT_VERSION = 1;

/** Sizes of all axes; null where a size is not known or left open (the batch). A whole shape is null if its rank is not known. */
export type OutputShape = readonly (number | null)[] | null;

/** A place in a file. Lines are one-based; `cell` is the zero-based index among all cells of a notebook, absent elsewhere. */
export interface OutputPlace {
  readonly cell?: number;
  readonly line: number;
}

export interface OutputLayer extends OutputPlace {
  readonly endLine: number;
  readonly appliedAt: OutputPlace;
  /** Keras class name. */
  readonly class: string;
  readonly name: string;
  readonly model: string | null;
  readonly inputs: readonly OutputShape[];
  readonly outputs: readonly OutputShape[];
  readonly params: number | null;
  readonly trainable: number | null;
  readonly macs: number | null;
  /** Why something is not known. */
  readonly unknown: string | null;
  /** Of a model that is used as a layer, with `--expand-nested`. */
  readonly layers?: readonly OutputInnerLayer[];
}

/** A layer of a model that is used as a layer, each once; its cost is that of one application of the model. */
export interface OutputInnerLayer {
  readonly class: string;
  readonly name: string;
  readonly outputs: readonly OutputShape[];
  readonly params: number | null;
  readonly macs: number | null;
  readonly unknown: string | null;
  readonly layers?: readonly OutputInnerLayer[];
}

export interface OutputModel extends OutputPlace {
  readonly name: string;
  readonly kind: 'sequential' | 'functional' | 'subclass';
  readonly inputs: readonly OutputShape[];
  readonly outputs: readonly OutputShape[];
  readonly params: number | null;
  readonly trainable: number | null;
  readonly macs: number | null;
  readonly unknown: string | null;
}

export interface OutputProblem extends OutputPlace {
  /** One-based. */
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** Titles of the fixes whose effect was checked. */
  readonly fixes: readonly string[];
  readonly related: readonly (OutputPlace & { readonly message: string })[];
}

/** A name bound to an array whose shape is known. */
export interface OutputArray extends OutputPlace {
  readonly name: string;
  readonly shape: OutputShape;
  readonly dtype: string | null;
}

/** The analysis ended here: nothing after it is known. */
export interface OutputStop extends OutputPlace {
  readonly reason: string;
}

/** How many applications of layers are known in full, and why the others are not, the most frequent reason first. */
export interface OutputCoverage {
  readonly applications: number;
  readonly resolved: number;
  readonly reasons: readonly { readonly reason: string; readonly applications: number }[];
}

/** The framework for whose version the numbers hold. */
export interface OutputTarget {
  readonly framework: 'keras' | 'tfjs';
  readonly version: string;
  /** What says so: `requirements.txt`, `--keras-version`; null where nothing does, and the newest is meant. */
  readonly said: string | null;
}

export interface OutputFile {
  readonly path: string;
  readonly target: OutputTarget;
  readonly arrays: readonly OutputArray[];
  readonly layers: readonly OutputLayer[];
  readonly models: readonly OutputModel[];
  readonly problems: readonly OutputProblem[];
  readonly stopped: OutputStop | null;
}

export interface CliOutput {
  readonly version: typeof CLI_OUTPUT_VERSION;
  readonly files: readonly OutputFile[];
  /** Where it was asked for. */
  readonly coverage?: OutputCoverage;
}
