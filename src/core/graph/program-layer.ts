/** Layers that the program writes itself: what they make of their inputs is asked of the program. */
import type { Weight } from '../layers/definition';
import type { Count } from '../shape/count';
import type { Shape } from '../shape/dim';
import type { Span } from '../text/span';
import type { ApplicationParts } from './application-parts';
import type { Layer, Tensor } from './graph';

/** What a layer of the program makes of its inputs: shapes of outputs and weights, or why they are not known. */
export type ProgramLayer = (inputs: readonly Tensor[], span: Span) => ProgramResult;

export interface ProgramResult {
  readonly shapes: readonly (Shape | null)[];
  readonly weights: readonly Weight[];
  readonly unknown: string | null;
  /** One per output; that of the first input where it is left out. */
  readonly dtypes?: readonly string[];
  /** Given where layers inside have parameters too. */
  readonly params?: Count;
  /** Multiply-accumulates for one sample; not known where it is left out. */
  readonly macs?: Count;
}

export function programParts(
  layer: Layer,
  { shapes, weights, unknown, dtypes, params, macs = null }: ProgramResult,
  inputs: readonly Tensor[],
): ApplicationParts {
  return {
    axes: shapes.map((shape) => shape ?? []),
    shapes,
    weights,
    macs,
    windows: [],
    refusals: [],
    unknown,
    dtype: dtypes ?? inputs[0]?.dtype ?? 'float32',
    builds: !layer.weights && unknown === null ? weights : null,
    ...(params === undefined ? {} : { params }),
  };
}
