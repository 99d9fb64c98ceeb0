/** How masks go through the layers of Keras 3: which elements of a sequence later layers skip. Knows no particular layer. */
import type { Shape } from '../shape/dim';

/** A mask or another tensor of the graph. */
export interface MaskTensor {
  readonly shape: Shape | null;
}

/** What makes masks: operations on tensors, each part of a model in which a layer takes the mask. */
export interface MaskMaker<T extends MaskTensor> {
  /** The inputs of the layer. */
  readonly inputs: readonly T[];
  readonly operation: (className: string, tensors: readonly T[], shape: Shape) => T;
}

/** A layer without it drops the masks of its inputs. */
export interface Masking<A> {
  /** The call takes the mask of its one input, so that what makes the mask is part of the model. */
  readonly taken?: boolean;
  /** The masks of the outputs, in order, from those of the inputs; none if left out. */
  readonly given?: <T extends MaskTensor>(
    args: A,
    masks: readonly (T | null)[],
    maker: MaskMaker<T>,
  ) => readonly (T | null)[];
}

/** Each output has the mask of the input at its place. */
export const keepsMask: Masking<unknown> = { given: (_, masks) => masks };

/** The same where the call looks at the mask. */
export const usesMask: Masking<unknown> = { ...keepsMask, taken: true };

/** A sequence keeps its mask; what stands for all of it has none, and states have none. */
export const masksSequences: Masking<{ readonly returnSequences: unknown }> = {
  taken: true,
  given: ({ returnSequences }, [mask]) => (returnSequences && mask ? [mask] : []),
};
