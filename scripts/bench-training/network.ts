/** What the benchmark trains. */

import type { CompileSettings, TrainingJob } from '../../src/protocol/training';

export const COMPILE: CompileSettings = {
  optimizer: { name: 'adam', config: {} },
  loss: { name: 'sparse_categorical_crossentropy', config: {} },
  metrics: [{ name: 'sparse_categorical_accuracy', config: {} }],
};

/** The network of the teaching notebook with one input channel. */
export const TOPOLOGY: TrainingJob['topology'] = {
  class_name: 'Sequential',
  config: {
    name: 'mynet',
    layers: [
      conv('conv2d', 16, { batch_input_shape: [null, 28, 28, 1] }),
      conv('conv2d_1', 32),
      conv('conv2d_2', 64),
      { class_name: 'Flatten', config: { name: 'flatten' } },
      dense('dense', 64, 'relu'),
      dense('dense_1', 10, 'softmax'),
    ],
  },
};

function conv(name: string, filters: number, rest: object = {}) {
  const config = { name, filters, kernel_size: [3, 3], strides: [2, 2], kernel_initializer: 'glorotUniform', ...rest };
  return { class_name: 'Conv2D', config };
}

function dense(name: string, units: number, activation: string) {
  return { class_name: 'Dense', config: { name, units, activation, kernel_initializer: 'glorotUniform' } };
}
