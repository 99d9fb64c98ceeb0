/** The layer that the program gave a model's input shape to: an Input, or the first layer with `input_shape=`. */
import type { Layer, Tensor } from './graph';

export function givesInput({ producer, shape }: Tensor, layers: readonly Layer[]): Layer | undefined {
  // The InputLayer that Keras makes itself for `input_shape=` stands nowhere in the program.
  if (producer && producer.layer.id >= 0) return producer.layer;
  return layers.find((layer) => layer.inputShape !== null && layer.inputShape === shape);
}
