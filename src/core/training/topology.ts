/** A model of the graph as the topology that `tf.models.modelFromJSON` takes (the Keras 2 form). Knows nothing of data or training. */
import type { Application, Layer, Model, Tensor } from '../graph/graph';
import type { Target } from '../layers/definition';
import { formatShape, isSymbolic, type Shape } from '../shape/dim';
import { layerEntry } from './layer-config';
import { refuse } from './obstacle';

export interface Topology {
  readonly class_name: 'Sequential' | 'Functional';
  readonly config: Readonly<Record<string, unknown>>;
}

/** Class names by layer as TensorFlow.js will report them. */
export type ClassNames = Map<Layer, string>;

/** Throws `CannotTrain` for what TensorFlow.js lacks. */
export function topologyOf(model: Model, target: Target, classNames: ClassNames): Topology {
  checkNames(model);
  return model.kind === 'sequential' ? sequential(model, target, classNames) : functional(model, target, classNames);
}

function sequential(model: Model, target: Target, classNames: ClassNames): Topology {
  const [input] = model.inputs;
  if (!input?.shape) refuse(model.span, 'the model is not told its input shape', 'Give it an Input layer first.');
  const layers = model.applications
    .filter(({ layer }) => layer.className !== 'InputLayer')
    .map((application) => entry(application, target, classNames));
  return {
    class_name: 'Sequential',
    config: { name: model.name, layers: [inputEntry(inputName(model, 0), input), ...layers] },
  };
}

function functional(model: Model, target: Target, classNames: ClassNames): Topology {
  const nodes = nodeIndices(model);
  const reference = (tensor: Tensor, at: Application | null): readonly unknown[] => {
    const input = model.inputs.indexOf(tensor);
    if (input >= 0) return [inputName(model, input), 0, 0, {}];
    const producer = tensor.producer;
    const node = producer && nodes.get(producer);
    if (!producer || node === null || node === undefined)
      refuse(at?.span ?? model.span, `${model.name} uses a tensor that does not come from its inputs`);
    return [producer.layer.name, node, producer.outputs.indexOf(tensor), {}];
  };
  const inputLayers = model.inputs.map((input, i) => ({
    ...inputEntry(inputName(model, i), input),
    inbound_nodes: [],
  }));
  const layers = inner(model).map((layer) => {
    const own = model.applications.filter((application) => application.layer === layer);
    const inbound = own.map((application) => application.inputs.map((input) => reference(input, application)));
    return { ...entry(own[0]!, target, classNames), inbound_nodes: inbound };
  });
  const config = {
    name: model.name,
    layers: [...inputLayers, ...layers],
    input_layers: model.inputs.map((_, i) => [inputName(model, i), 0, 0]),
    output_layers: model.outputs.map((output) => reference(output, null).slice(0, 3)),
  };
  return { class_name: 'Functional', config };
}

/** The layers of a functional model but its inputs. */
function inner(model: Model): readonly Layer[] {
  const inputs = new Set(model.inputs.map(({ producer }) => producer));
  const used = new Set(model.applications.filter((application) => !inputs.has(application)).map(({ layer }) => layer));
  return model.layers.filter((layer) => used.has(layer) && !layer.masks);
}

/**
 * The number of each application among those of its layer, in the order in which TensorFlow.js will make them: it goes
 * through the layers again and again and applies what has its inputs (`Container.fromConfig`, 4.22). A model used as a
 * layer has a first node of its own.
 */
function nodeIndices(model: Model): ReadonlyMap<Application, number> {
  const indices = new Map<Application, number>();
  const counts = new Map<Layer, number>();
  const ready = (tensor: Tensor): boolean =>
    model.inputs.includes(tensor) || (tensor.producer !== null && indices.has(tensor.producer));
  let waiting = inner(model).flatMap((layer) =>
    model.applications.filter((application) => application.layer === layer),
  );
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length;
    waiting = waiting.filter((application) => {
      if (!application.inputs.every(ready)) return true;
      const { layer } = application;
      const index = counts.get(layer) ?? (layer.model ? 1 : 0);
      indices.set(application, index);
      counts.set(layer, index + 1);
      return false;
    });
  }
  return indices;
}

function entry(
  application: Application,
  target: Target,
  classNames: ClassNames,
): { class_name: string; name: string; config: unknown } {
  const { layer } = application;
  if (layer.model) {
    const { class_name, config } = topologyOf(layer.model, target, classNames);
    classNames.set(layer, class_name);
    return { class_name, name: layer.name, config: { ...config, trainable: layer.trainable !== false } };
  }
  const { className, config } = layerEntry(application, target);
  classNames.set(layer, className);
  return { class_name: className, name: layer.name, config };
}

/** The layer's own name where the input is one; TensorFlow.js wants a layer at every input. */
function inputName(model: Model, index: number): string {
  const producer = model.inputs[index]!.producer;
  return producer?.layer.className === 'InputLayer' ? producer.layer.name : `${model.name}_input_${index}`;
}

function inputEntry(name: string, { shape, dtype }: Tensor) {
  const kind = /^(u?int|bool)/.test(dtype) ? 'int32' : 'float32';
  return {
    class_name: 'InputLayer',
    name,
    config: { name, batch_input_shape: plainShape(shape!), dtype: kind, sparse: false },
  };
}

function plainShape(shape: Shape): (number | null)[] {
  return shape.map((dim) => (isSymbolic(dim) ? null : dim));
}

/** Tensors are found by the names of their layers, so these must differ. */
function checkNames(model: Model): void {
  const seen = new Set<string>();
  for (const layer of model.layers) {
    if (seen.has(layer.name))
      refuse(layer.span, `two layers of ${model.name} have the name ${layer.name}`, 'Give one of them another name.');
    seen.add(layer.name);
  }
  const open = model.applications.find(({ outputs }) => outputs.some(({ shape }) => shape?.some(isSymbolic)));
  const shape = open?.outputs.find((output) => output.shape?.some(isSymbolic))?.shape;
  if (open && shape)
    refuse(open.layer.span, `the output ${formatShape(shape)} of ${open.layer.name} has a size that is not known`);
}
