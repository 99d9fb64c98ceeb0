/** Which kind of model a JSON text holds, told by its content. */
import type { Span } from '../../text/span';
import { get, getArray, getObject, getString, type Json, type JsonObject, type JsonProperty, property } from './tree';

export type JsonFormat = LayerSpecFile | KerasFile | BrokenFile;

/** ConvLint's own hand-written form. */
export interface LayerSpecFile {
  readonly kind: 'layer-spec';
  readonly spec: JsonObject;
}

/** `to_json()` of Keras 2 or 3, a `.keras` archive's config, or the topology of a TensorFlow.js `model.json`. */
export interface KerasFile {
  readonly kind: 'keras';
  readonly model: JsonObject;
  /** The settings of `compile` where the file holds them. */
  readonly training: JsonObject | null;
  /** `weightsManifest`: the groups of weights that TensorFlow.js loads with the model. */
  readonly manifest: JsonProperty | null;
  /** Which framework loads the file. */
  readonly framework: 'keras' | 'tfjs';
}

/** A file that says it is a Keras model and holds no layers. */
export interface BrokenFile {
  readonly kind: 'broken';
  readonly span: Span;
  readonly message: string;
}

/** Null for JSON that is something else: a package.json, a lock file, data. */
export function recognise(root: Json | null): JsonFormat | null {
  if (root?.type !== 'object') return null;
  const topology = getObject(root, 'modelTopology');
  if (topology) {
    const model = getObject(topology, 'model_config') ?? topology;
    const training = getObject(root, 'trainingConfig') ?? getObject(topology, 'training_config');
    if (isKerasModel(model))
      return { kind: 'keras', model, training, manifest: property(root, 'weightsManifest'), framework: 'tfjs' };
    return brokenModel(model, getString(root, 'format')?.value === 'layers-model');
  }
  const claimed = get(root, 'modelTopology');
  if (claimed && getString(root, 'format')?.value === 'layers-model')
    return { kind: 'broken', span: claimed.span, message: '"modelTopology" must be an object' };
  if (isKerasModel(root))
    return {
      kind: 'keras',
      model: root,
      training: getObject(root, 'compile_config'),
      manifest: null,
      framework: isOfTfjs(root) ? 'tfjs' : 'keras',
    };
  if (isLayerSpec(root)) return { kind: 'layer-spec', spec: root };
  return brokenModel(root, false);
}

/** What is wrong with an object that is no model; null where nothing says that it should be one. */
function brokenModel(model: JsonObject, certain: boolean): BrokenFile | null {
  const className = getString(model, 'class_name');
  if (!className)
    return certain ? { kind: 'broken', span: model.span, message: 'the topology of a model needs "class_name"' } : null;
  // Other classes of a file of its own are custom ones, whose config may be anything.
  const isCustom = getString(model, 'registered_name')?.value.includes('>') ?? false;
  if (isCustom || !/^(Sequential|Functional|Model)$/.test(className.value)) return null;
  const config = get(model, 'config');
  if (!config) return { kind: 'broken', span: className.span, message: 'a model needs a "config" with "layers" in it' };
  const layers = get(config, 'layers');
  if (layers) return { kind: 'broken', span: layers.span, message: 'the "layers" of a model must be an array' };
  return { kind: 'broken', span: config.span, message: 'the config of a model needs "layers"' };
}

/** `{class_name, config: {layers}}`; `config` is the list of layers itself in files of Keras before 2.2.3. */
export function isKerasModel(json: Json | null): boolean {
  if (json?.type !== 'object' || !getString(json, 'class_name')) return false;
  const config = get(json, 'config');
  return config?.type === 'array'
    ? config.items.some(isKerasLayer) || config.items.length === 0
    : getArray(config, 'layers') !== null;
}

/** `model.toJSON()` without the file around it. */
function isOfTfjs(model: JsonObject): boolean {
  return getString(model, 'backend')?.value === 'tensor_flow.js';
}

function isKerasLayer(json: Json): boolean {
  return getString(json, 'class_name') !== null;
}

/** A `$schema` of ours, or a list of layers that looks like one: many other formats have a key `layers`. */
function isLayerSpec(root: JsonObject): boolean {
  if (/convlint|layer-spec/.test(getString(root, '$schema')?.value ?? '')) return true;
  const layers = getArray(root, 'layers');
  if (!layers) return false;
  const takesInput = get(root, 'input') !== null || get(root, 'inputs') !== null;
  return layers.items.some((item) => {
    if (item.type === 'string') return takesInput;
    return getString(item, 'layer') !== null || getString(item, 'use') !== null;
  });
}
