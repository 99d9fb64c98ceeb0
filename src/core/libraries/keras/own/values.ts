/** Layers as the program sees them: an object of its own class again where it wrote the layer. */
import type { InstanceValue, Value } from '../../../eval/value';
import type { Layer, Model } from '../../../graph/graph';

const objects = new WeakMap<Layer | Model, InstanceValue>();

export function remember(native: Layer | Model, instance: InstanceValue): void {
  objects.set(native, instance);
}

export function layerValue(layer: Layer): Value {
  const own = objects.get(layer.model ?? layer);
  return own ?? (layer.model ? { kind: 'model', model: layer.model } : { kind: 'layer', layer });
}
