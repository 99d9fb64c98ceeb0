/** Counts the weights of several layers together: one that is reached on several ways is counted once, as the framework does. */
import { PlainLayer } from '../layers/plain';
import { addCounts, type Count, multiplyCounts, sumCounts } from '../shape/count';
import type { Layer, Model } from './graph';

/** How many numbers of a layer's own weights count; a layer that is not built has none yet. */
export type OwnCount = (layer: Layer) => Count;

/**
 * The sum over all layers, those of models and of objects of the program inside them included. `enters` says whether
 * what is inside a layer counts, `ownCount` what the weights of one layer are.
 */
export function distinctCount(layers: readonly Layer[], ownCount: OwnCount, enters: (layer: Layer) => boolean): Count {
  const seen = new Set<Layer>();
  const counted = new Set<Layer>();
  const countOf = (layer: Layer): Count => {
    if (seen.has(layer)) return 0;
    seen.add(layer);
    if (!enters(layer)) return 0;
    if (layer.model) return sumCounts([ownCount(layer), ...layer.model.layers.map(countOf)]);
    if (layer.holds) return sumCounts([ownCount(layer), ...layer.holds.layers.map(countOf)]);
    if (layer.weights === null || counted.has(layer)) return 0;
    counted.add(layer);
    // A wrapper's weights are those of the layer that it was given, which may be counted already.
    const inside = givenLayers(layer);
    const before = inside.filter((inner) => counted.has(inner));
    for (const inner of inside) counted.add(inner);
    // Two wrappers of one layer that was never applied by itself: how much of each is the layer's is not known.
    if (before.some(({ weights }) => weights === null)) return null;
    return addCounts(ownCount(layer), multiplyCounts(-1, sumCounts(before.map(ownCount))));
  };
  return sumCounts(layers.map(countOf));
}

/** The layers that a layer keeps as it was given them: a cell, what a wrapper wraps. */
function givenLayers(layer: Layer): readonly Layer[] {
  // Bidirectional makes two layers like the one that it is given.
  if (layer.className === 'Bidirectional') return [];
  return givenObjects(layer).flatMap(({ value }) => {
    const { layer: inner, model } = (value ?? {}) as { readonly layer?: Layer; readonly model?: Model };
    return model ? model.layers : inner ? [inner, ...givenLayers(inner)] : [];
  });
}

/** Layers are counted for each model that they are part of, and what they are given stays. */
const kept = new WeakMap<Layer, readonly PlainLayer[]>();

function givenObjects(layer: Layer): readonly PlainLayer[] {
  let objects = kept.get(layer);
  if (!objects) {
    objects = [...layer.args.values()].flatMap(({ plain }) => layersIn(plain));
    kept.set(layer, objects);
  }
  return objects;
}

function layersIn(plain: unknown): readonly PlainLayer[] {
  if (Array.isArray(plain)) return plain.flatMap(layersIn);
  return plain instanceof PlainLayer ? [plain] : [];
}
