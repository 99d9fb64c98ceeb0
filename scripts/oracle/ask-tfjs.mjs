/** What real TensorFlow.js says about one row: a layer's args and the shapes it is called on. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
import { heldBy, rowOf, totals } from './models-tfjs.mjs';

const BATCH = 2;
const INPUT_LAYER_ARGS = { shape: 'inputShape', batch_shape: 'batchInputShape' };

export const version = layers.version_layers;

export async function start() {
  console.warn = () => {};
  await tf.setBackend('cpu');
}

/** `args` in the spelling of TensorFlow.js. */
export function askRow(className, make, asked) {
  // TensorFlow.js writes into what it is given: a -1 of `targetShape` becomes null.
  return tf.tidy(() => ask(className, make, structuredClone(asked)));
}

/** TensorFlow.js spells `cropping2D` and `upSampling2d`, so the case of letters does not count. */
export function factoryOf(className) {
  if (className === 'Input') return { name: 'input', make: layers.input };
  const factories = Object.getOwnPropertyNames(layers.layers).filter((key) => /^[a-z]/.test(key));
  const name = factories.find((key) => key.toLowerCase() === className.toLowerCase());
  return name && { name: `layers.${name}`, make: layers.layers[name] };
}

/** What comes of a program that binds `model`; its import is left out. */
export function askModel(program, run) {
  const body = program.replace(/^import .*$/gm, '');
  try {
    const names = [...body.matchAll(/^const (?:\[(.+?)\]|(\w+)) =/gm)].map(([, several, one]) => several ?? one);
    const made = new Function('tf', `${body}\nreturn [model, ${names.join(', ')}];`)({ ...tf, ...layers });
    const [model] = made;
    const answer = {
      refused: null,
      ...totals(model),
      json: model.toJSON(null, false),
      rows: model.layers.map((layer) => rowOf(layer, heldBy(model))),
    };
    return run ? { ...answer, run: failure(model, made) } : answer;
  } catch (error) {
    return { refused: describe(error) };
  } finally {
    // Weights of the next program have the same names.
    tf.disposeVariables();
  }
}

/**
 * What a call on zeros raises; 8 stands for every null besides the batch. What the program made and did not put into the
 * model is called as well: TensorFlow.js looks at many sizes only then.
 */
function failure(model, made) {
  const apart = made.filter((each) => each instanceof layers.SymbolicTensor && each.sourceLayer);
  const ends = apart.map((outputs) => ({ inputs: [...inputsOf(outputs)], outputs }));
  try {
    for (const { inputs, outputs } of [model, ...ends.filter((end) => !end.inputs.includes(end.outputs))]) {
      const run = outputs instanceof layers.SymbolicTensor ? layers.model({ inputs, outputs }) : model;
      tf.tidy(() => run.predict(inputs.map(({ shape }) => tf.zeros(shape.map((dim, i) => dim ?? (i ? 8 : BATCH))))));
    }
    return null;
  } catch (error) {
    return describe(error).message;
  }
}

/** The tensors of input layers that a tensor is made of. */
function inputsOf(tensor, found = new Set(), seen = new Set()) {
  if (seen.has(tensor)) return found;
  seen.add(tensor);
  const { inputTensors } = tensor.sourceLayer.inboundNodes[tensor.nodeIndex];
  if (tensor.sourceLayer.getClassName() === 'InputLayer') found.add(tensor);
  else for (const each of inputTensors) inputsOf(each, found, seen);
  return found;
}

function ask(className, make, { args: given, input, inputs, call, dtype }) {
  let layer;
  let args;
  try {
    args = withLayers(given);
    // Without a name of its own a layer is numbered, and the number would depend on the rows before it.
    layer = make(className === 'Input' ? { ...args } : { name: className.toLowerCase(), ...args });
  } catch (error) {
    return refusal('construct', error);
  }
  if (input === undefined && inputs === undefined) {
    const tensor = className === 'Input' ? layer : layer.output;
    return { output: tensor.shape, outputDtype: tensor.dtype, params: 0, trainable: 0, weights: [], refused: null };
  }
  const shapes = inputs ?? [input];
  let output;
  try {
    const tensors = shapes.map((batchShape) => layers.input({ batchShape, dtype }));
    output = called(layer, call, inputs ? tensors : tensors[0]);
  } catch (error) {
    return refusal('apply', error);
  }
  const weights = [
    ...layer.trainableWeights.map((weight) => describeWeight(weight, true)),
    ...layer.nonTrainableWeights.map((weight) => describeWeight(weight, false)),
  ];
  const trainable = weights.filter((weight) => weight.trainable);
  return {
    output: mapOutput(output, (tensor) => tensor.shape),
    outputDtype: mapOutput(output, (tensor) => tensor.dtype),
    params: layer.countParams(),
    trainable: trainable.reduce((sum, weight) => sum + sizeOf(weight.shape), 0),
    weights,
    refused: null,
    ...differenceWhenRun(layer, { args, shapes, isList: inputs !== undefined, call, dtype }, output),
  };
}

/** What a call on zeros does that the symbolic call did not say; as for Keras, only where the batch alone is unknown. */
function differenceWhenRun(layer, { args, shapes, isList, call, dtype }, output) {
  if (shapes.some((shape) => shape.slice(1).includes(null))) return {};
  if (!isSmall(output) || !hasSteps(args)) return {};
  const batch = shapes.map(([first]) => first).find((dim) => dim != null) ?? BATCH;
  try {
    const tensors = shapes.map((shape) =>
      tf.zeros(
        shape.map((dim) => dim ?? batch),
        dtype,
      ),
    );
    const got = mapOutput(called(layer, call, isList ? tensors : tensors[0]), (tensor) => tensor.shape);
    const promised = mapOutput(output, (tensor) => tensor.shape);
    return agree(promised, got) ? {} : { run: { output: got } };
  } catch (error) {
    return { run: { refused: describe(error) } };
  }
}

/** TensorFlow.js accepts strides of 0 and negative ones, and then computes without end; so with some negative dilations. */
function hasSteps({ strides = 1, dilationRate = 1 }) {
  return [strides ?? 1].flat().every((step) => step > 0) && [dilationRate].flat().every((rate) => !(rate < 0));
}

function isSmall(output) {
  if ([output].flat().some((tensor) => !Array.isArray(tensor.shape))) return false;
  const dims = [output].flat().flatMap((tensor) => tensor.shape.slice(1));
  return dims.every((dim) => dim === null || (Number.isInteger(dim) && dim >= 0 && dim < 10_000));
}

function agree(promised, got) {
  if (!Array.isArray(promised)) return promised === null || promised === got;
  return Array.isArray(got) && promised.length === got.length && promised.every((item, i) => agree(item, got[i]));
}

function mapOutput(output, read) {
  return Array.isArray(output) ? output.map(read) : read(output);
}

function describeWeight(weight, trainable) {
  const name = weight.originalName.split('/').at(-1);
  return { name, shape: weight.shape, trainable };
}

function sizeOf(shape) {
  return shape.reduce((product, dim) => product * dim, 1);
}

function refusal(at, error) {
  return { output: null, refused: { at, ...describe(error) } };
}

function describe(error) {
  return { type: error.constructor.name, message: String(error.message).trim().slice(0, 600) };
}

/** `kernel_size` becomes `kernelSize`, and names among the values change as well: `channels_first` to `channelsFirst`. */
export function toTfjsArgs(className, args) {
  const renamed = className === 'InputLayer' ? INPUT_LAYER_ARGS : {};
  const entries = Object.entries(args);
  return Object.fromEntries(entries.map(([name, value]) => [renamed[name] ?? camel(name), toTfjsValue(name, value)]));
}

/** Names of layers that are wrapped or are cells, not of initializers and the like. */
const inner = /^(?!.*(Norm|L1|L2|NonNeg|Initializer|Uniform|Ones|Zeros|Constant|Identity|Orthogonal)$)[A-Z]/;

/** Layers among the args are written as `{"class_name": …, "config": …}`. */
function withLayers(value) {
  if (Array.isArray(value)) return value.map(withLayers);
  if (value === null || typeof value !== 'object') return value;
  const { class_name: className, config } = value;
  if (className === undefined)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withLayers(item)]));
  const isLayer = typeof className === 'string' && config && inner.test(className);
  if (!isLayer) return value;
  const factory = factoryOf(className);
  if (!factory) throw new Error(`TensorFlow.js has no ${className}`);
  return factory.make(withLayers(config));
}

/** A list of tensors is given as it is, or as an input and its states. */
function called(layer, call, tensors) {
  if (call !== 'states') return layer.apply(tensors);
  const [first, ...initialState] = tensors;
  return layer.apply(first, { initialState });
}

function toTfjsValue(name, value) {
  if (Array.isArray(value)) return value.map((item) => toTfjsValue(name, item));
  if (value?.class_name && value.config && /^[A-Z]/.test(value.class_name) && !isWordArg(name))
    return { class_name: value.class_name, config: toTfjsArgs(value.class_name, value.config) };
  return isWordArg(name) && typeof value === 'string' ? camel(value) : value;
}

function isWordArg(name) {
  return name === 'data_format' || /(activation|_initializer|_regularizer|_constraint)$/.test(name);
}

function camel(name) {
  return name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
