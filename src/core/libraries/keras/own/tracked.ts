/** The layers that Keras finds in the attributes of an object: also in lists, tuples and dictionaries, in the order of assignment. */
import type { EvalContext } from '../../../eval/context';
import type { InstanceValue, Value } from '../../../eval/value';
import type { Layer } from '../../../graph/graph';
import { layerOf } from '../../common/tensors';
import type { OwnState } from './state';

export function trackedLayers(instance: InstanceValue, state: OwnState, context: EvalContext): readonly Layer[] {
  const found = new Map<Layer, number>();
  for (const [name, value] of instance.attributes) {
    const stamp = state.stamps.get(name) ?? 0;
    for (const layer of layersIn(value, context, 0)) {
      // A layer that was put into a list later counts from then on.
      if (!found.has(layer) && layer !== state.layer) found.set(layer, Math.max(stamp, layer.id + 1));
    }
  }
  return [...found.keys()].sort((a, b) => found.get(a)! - found.get(b)!);
}

function layersIn(value: Value, context: EvalContext, depth: number): readonly Layer[] {
  switch (value.kind) {
    case 'layer':
    case 'model':
    case 'instance': {
      const layer = layerOf(value, context);
      return layer ? [layer] : [];
    }
    case 'sequence':
      return depth > 8 ? [] : value.items.flatMap((item) => layersIn(item, context, depth + 1));
    case 'mapping':
      return depth > 8 ? [] : [...value.entries.values()].flatMap((entry) => layersIn(entry.value, context, depth + 1));
    default:
      return [];
  }
}
