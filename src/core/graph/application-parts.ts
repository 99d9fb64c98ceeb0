/** What is found out about one application before it has its place in the graph. */

import type { ApplicationSite } from '../lang/edit';
import type { AxisWindow, Weight } from '../layers/definition';
import type { Count } from '../shape/count';
import type { Shape } from '../shape/dim';
import type { Axis } from '../shape/formula';
import type { Span } from '../text/span';
import type { Cost } from './body';
import type { Layer, LocatedRefusal, Tensor } from './graph';

export interface ApplicationParts {
  readonly axes: readonly (readonly Axis[])[];
  readonly shapes: readonly (Shape | null)[];
  readonly weights: readonly Weight[];
  readonly macs: Count;
  readonly windows: readonly AxisWindow[];
  readonly refusals: readonly LocatedRefusal[];
  readonly unknown: string | null;
  /** Of all outputs, or one for each. */
  readonly dtype: string | readonly string[];
  /** Given where the count does not follow from `weights`: a model as a layer. */
  readonly params?: Count;
  /** The weights that the layer has from now on; null where it is not built by this. */
  readonly builds: readonly Weight[] | null;
}

/** What an operation on tensors has besides inputs and outputs. */
export interface OperationParts {
  /** What it makes of other inputs. */
  readonly computes?: Layer['computes'];
  /** Tensors that it takes besides its inputs. */
  readonly besides?: readonly Tensor[];
  readonly cost?: Cost;
}

/** Where a layer is applied. */
export interface Place {
  readonly span: Span;
  readonly site: ApplicationSite | null;
  /** Flags of the call that decide what comes out, by their names in the definition. */
  readonly flags?: Readonly<Record<string, unknown>>;
  /** Tensors that the layer is given besides its inputs. */
  readonly besides?: readonly Tensor[];
}

/** An application of which nothing is known, and why. */
export function unknownParts(
  unknown: string,
  dtype: string,
  refusals: readonly LocatedRefusal[] = [],
): ApplicationParts {
  return { axes: [], shapes: [null], weights: [], macs: null, windows: [], refusals, unknown, dtype, builds: null };
}

/** Where a fault of the input is shown: the input itself where there is one. */
export function inputSpan({ site, span }: Place): Span {
  return site?.kind === 'call' ? site.input.span : span;
}
