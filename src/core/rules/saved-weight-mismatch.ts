/** saved-weight-mismatch: the weights that a model file lists are not those of its layers. */
import type { Layer, LayerGraph, Model } from '../graph/graph';
import type { Program } from '../lang/program';
import type { SavedWeight, SavedWeights } from '../lang/saved-weights';
import type { Target, Weight } from '../layers/definition';
import { formatShape, isKnown } from '../shape/dim';
import { defineRule, type Finding } from './rule';
import { savedNames } from './saved-weight-names';

export const savedWeightMismatch = defineRule({
  name: 'saved-weight-mismatch',
  severity: 'error',
  summary: 'The weights that a model file lists do not fit the layers of its model.',
  why: `The \`model.json\` of TensorFlow.js holds the layers, and a manifest of the weights in the files beside it: name, shape and dtype of
each. \`tf.loadLayersModel\` makes the layers, then looks for the weight of each entry by its name and copies the numbers. It stops where a
name belongs to no weight, where shape or dtype differ, and where a weight of a layer is not in the manifest. That happens when the layers
were changed by hand, or when the manifest is that of another model.`,
  examples: [{ languageId: 'json', bad: modelFile([5, 3]), good: modelFile([4, 3]) }],
  check: (graph, target, programs) =>
    target.framework === 'tfjs' ? programs.flatMap((program) => findings(graph, program, target)) : [],
});

function modelFile(kernel: readonly number[]): string {
  return `{
  "format": "layers-model",
  "modelTopology": {
    "class_name": "Sequential",
    "config": {
      "name": "classifier",
      "layers": [
        {
          "class_name": "Dense",
          "config": { "name": "dense", "units": 3, "activation": "softmax", "batch_input_shape": [null, 4] }
        }
      ]
    }
  },
  "weightsManifest": [
    {
      "paths": ["weights.bin"],
      "weights": [
        { "name": "dense/kernel", "shape": [${kernel.join(', ')}], "dtype": "float32" },
        { "name": "dense/bias", "shape": [3], "dtype": "float32" }
      ]
    }
  ]
}
`;
}

function findings({ models }: LayerGraph, { savedWeights }: Program, target: Target): Finding[] {
  const model = models.at(-1);
  // A model without an input has no weights yet.
  if (!savedWeights || model?.unknown !== null) return [];
  const saved = weightsByName(leaves(model), target);
  return saved && !areCounted(savedWeights) ? compare(savedWeights, saved) : [];
}

interface Place {
  readonly layer: Layer;
  readonly weight: Weight;
}

interface Places {
  readonly targets: ReadonlyMap<string, Place>;
  /** False where there are weights whose names do not follow from their layer. */
  readonly complete: boolean;
}

function compare({ span, entries }: SavedWeights, { targets, complete }: Places): Finding[] {
  const found: Finding[] = [];
  const missing = new Set(targets.keys());
  for (const entry of entries) {
    const name = targets.has(entry.name) ? entry.name : withoutCell(entry.name);
    const target = targets.get(name);
    if (target) found.push(...difference(entry, target));
    else if (complete)
      found.push({ span: entry.nameSpan, message: `the model has no weight "${entry.name}", so it cannot be loaded` });
    missing.delete(name);
  }
  if (missing.size > 0) {
    const message = `${missing.size} of the ${targets.size} weights of the model ${missing.size === 1 ? 'is' : 'are'} not in the list: ${shortList([...missing])}`;
    found.push({ span, message });
  }
  return found;
}

function difference({ name, shape, shapeSpan, dtype, dtypeSpan }: SavedWeight, { layer, weight }: Place): Finding[] {
  const related = [{ span: layer.span, message: `the ${layer.className} layer "${layer.name}"` }];
  const sizes = weight.shape;
  if (!sizes.every(isKnown)) return [];
  if (sizes.length !== shape.length || sizes.some((size, axis) => size !== shape[axis])) {
    const message = `"${name}" is saved with the shape ${formatShape(shape)}, but the layer has ${formatShape(sizes)}`;
    return [{ span: shapeSpan, message, related }];
  }
  return dtype === 'float32'
    ? []
    : [{ span: dtypeSpan, message: `"${name}" is saved as ${dtype}, but the layer has float32`, related }];
}

/** The layers that are no models, each once, in the models they are in. */
function leaves(model: Model, found = new Set<Layer>()): ReadonlySet<Layer> {
  for (const layer of model.layers) {
    if (layer.model) leaves(layer.model, found);
    else found.add(layer);
  }
  return found;
}

/** Null if the weights of a layer are not known, or two have one name. */
function weightsByName(layers: ReadonlySet<Layer>, target: Target): Places | null {
  const targets = new Map<string, Place>();
  let complete = true;
  for (const layer of layers) {
    if (layer.className === 'InputLayer') continue;
    if (!layer.weights || !layer.definition || layer.unknown !== null || layer.holds) return null;
    const names = savedNames(layer, target);
    if (!names) complete = false;
    for (const [i, name] of (names ?? []).entries()) {
      if (targets.has(name)) return null;
      targets.set(name, { layer, weight: layer.weights[i]! });
    }
  }
  return { targets, complete };
}

/** `lstm/lstm_cell/kernel` of TensorFlow 2.2 and later is `lstm/kernel` (`Container.loadWeights` of TensorFlow.js 4.22). */
function withoutCell(name: string): string {
  const parts = name.split('/');
  return [...parts.slice(0, -2), parts.at(-1)!].join('/');
}

/** Weights that are counted, as Keras 3 saves them, are translated first: `layers/dense/vars/0`. */
function areCounted({ entries }: SavedWeights): boolean {
  return /^\d/.test(entries[0]!.name.split('/').at(-1)!);
}

function shortList(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 4).join(', ')}, …` : names.join(', ');
}
