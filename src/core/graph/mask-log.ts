/** The masks of tensors as Keras 3 keeps them, and the operations that make them: rows of a summary where a layer takes the mask. */
import { computeDtype, type LayerDefinition } from '../layers/definition';
import type { MaskMaker } from '../layers/masks';
import type { Shape } from '../shape/dim';
import type { Span } from '../text/span';
import type { Application, Layer, Tensor } from './graph';

/** What makes the mask of a tensor: a new tensor that is no row of the program by itself. */
export type MaskOperation = (className: string, tensors: readonly Tensor[], shape: Shape, span: Span) => Tensor;

export class MaskLog {
  private readonly masks = new WeakMap<Tensor, Tensor>();

  constructor(private readonly operation: MaskOperation) {}

  /** The mask that a call takes on its own: it is given one tensor and nothing else, of the dtype in which it computes. */
  taken(layer: Layer, inputs: readonly Tensor[], besides: readonly Tensor[]): Tensor | null {
    const [input] = inputs;
    if (!input || inputs.length > 1 || besides.length > 0) return null;
    if (layer.model) return this.masks.get(input) ?? null;
    const takes = layer.definition?.masking?.taken && input.dtype === computeDtype(layer.dtype ?? 'float32');
    return takes ? (this.masks.get(input) ?? null) : null;
  }

  /** Gives the outputs of an application their masks. */
  pass(application: Application): void {
    const { layer, inputs, outputs } = application;
    const given = masksGiven(layer.definition);
    if (!given || !layer.values || [...inputs, ...outputs].some(({ shape }) => shape === null)) return;
    const maker: MaskMaker<Tensor> = {
      inputs,
      operation: (className, tensors, shape) => this.operation(className, tensors, shape, layer.span),
    };
    const masks = given(
      layer.values as never,
      inputs.map((input) => this.masks.get(input) ?? null),
      maker,
    );
    for (const [i, mask] of masks.entries()) if (mask && outputs[i]) this.masks.set(outputs[i], mask);
  }
}

function masksGiven(definition: LayerDefinition | null) {
  return definition?.masking?.given ?? null;
}
