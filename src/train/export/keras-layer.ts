/** One layer of a topology as a call of Keras 3. */

import { TrainingFailure } from '../failure';
import { python, pythonArguments } from './python';

export interface TopologyLayer {
  readonly class_name: string;
  readonly name?: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly inbound_nodes?: readonly (readonly Reference[])[];
}

export type Reference = readonly [layer: string, node: number, tensor: number, ...unknown[]];

/** Names of args that Keras 3 has otherwise than TensorFlow.js, by class. */
const OTHER_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  LeakyReLU: { alpha: 'negative_slope' },
};

/** What is left out: weights are loaded, so nothing depends on how they began. */
const WITHOUT_EFFECT = /(_initializer|^initializer|^dtype|^implementation|^batch_input_shape|^input_shape)$/;

/** Values that every layer with such an arg has by itself. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  trainable: true,
  use_bias: true,
  data_format: 'channels_last',
  depth_multiplier: 1,
  dropout: 0,
  recurrent_dropout: 0,
  return_sequences: false,
  return_state: false,
  go_backwards: false,
  stateful: false,
  unroll: false,
};

/** Activations that Keras 3 calls or computes otherwise. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
  swish: '"silu"',
  logSoftmax: '"log_softmax"',
  hardSigmoid: 'lambda x: keras.ops.clip(0.2 * x + 0.5, 0, 1)',
  gelu_new: 'lambda x: keras.activations.gelu(x, approximate=True)',
};

export function layerCall({ class_name, config }: TopologyLayer): string {
  if (class_name === 'ThresholdedReLU') {
    // Keras 3 has it no more.
    const rule = `lambda x: x * keras.ops.cast(x > ${python(config.theta)}, x.dtype)`;
    return `layers.Activation(${rule}, name=${python(config.name)})`;
  }
  const args = Object.entries(config).flatMap(([name, value]): [string, string][] => {
    if (name === 'name' || value === null || value === undefined || WITHOUT_EFFECT.test(name)) return [];
    if (isUsual(class_name, name, value)) return [];
    return [[OTHER_NAMES[class_name]?.[name] ?? name, argument(name, value)]];
  });
  return `layers.${class_name}(${pythonArguments([...args, ['name', python(config.name)]])})`;
}

function isUsual(className: string, name: string, value: unknown): boolean {
  if (name === 'activation') return value === 'linear' && !/^Activation$|LSTM|GRU|RNN/.test(className);
  if (name in DEFAULTS) return DEFAULTS[name] === value;
  if (name === 'padding') return value === 'valid';
  const areOnes = Array.isArray(value) && value.every((each) => each === 1);
  if (name === 'dilation_rate') return areOnes;
  return name === 'strides' && areOnes && className.includes('Conv');
}

function argument(name: string, value: unknown): string {
  if (name.endsWith('activation') && typeof value === 'string') return ACTIVATIONS[value] ?? python(value);
  if (name.endsWith('_regularizer')) return named('regularizers', value);
  if (name.endsWith('_constraint')) return named('constraints', value);
  if (name === 'layer') return inner(value);
  if (name === 'cell') return Array.isArray(value) ? `[${value.map(inner).join(', ')}]` : inner(value);
  if (name === 'cells' && Array.isArray(value)) return `[${value.map(inner).join(', ')}]`;
  return python(value);
}

function inner(value: unknown): string {
  const entry = value as TopologyLayer;
  if (isModel(entry)) throw new TrainingFailure('model', 'A model inside of a wrapper cannot be written for Keras.');
  return layerCall(entry);
}

function named(module: string, value: unknown): string {
  const { class_name, config } = value as { class_name: string; config: Record<string, unknown> };
  const args = Object.entries(config).map(([name, each]) => [name, python(each)] as const);
  return `keras.${module}.${class_name}(${pythonArguments(args)})`;
}

export function isModel({ class_name }: Pick<TopologyLayer, 'class_name'>): boolean {
  return class_name === 'Sequential' || class_name === 'Functional' || class_name === 'Model';
}
