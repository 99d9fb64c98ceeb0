/** Weights that are stored beside a model file, as the file lists them. */
import type { Span } from '../text/span';

/** The weights that belong to a model file, as the file names them. */
export interface SavedWeights {
  /** The key of the list. */
  readonly span: Span;
  readonly entries: readonly SavedWeight[];
}

export interface SavedWeight {
  readonly name: string;
  readonly nameSpan: Span;
  readonly shape: readonly number[];
  readonly shapeSpan: Span;
  readonly dtype: string;
  readonly dtypeSpan: Span;
}
