/** Training jobs for tests; the topologies are made by the real tfjs. */

import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-layers';
import type { ModelRow, TrainingJob } from '../../src/protocol/training';

type Layers = Parameters<typeof tf.sequential>[0];

/** The topology and the rows of a model, as the analysis would hand them over. */
export function modelOf(layers: NonNullable<Layers>['layers']): Pick<TrainingJob, 'topology' | 'rows'> {
  const model = tf.sequential({ layers: layers ?? [] });
  const rows: ModelRow[] = model.layers.map((layer) => ({
    name: layer.name,
    className: layer.getClassName(),
    outputShape: layer.outputShape as (number | null)[],
    paramCount: layer.countParams(),
  }));
  const topology = model.toJSON(null, false) as unknown as TrainingJob['topology'];
  model.dispose();
  return { topology, rows };
}

/** The network of the example notebook with one input channel, with the initial weights that Keras draws. */
export function exampleNetwork(): Pick<TrainingJob, 'topology' | 'rows'> {
  const conv = (filters: number, rest: object = {}) =>
    tf.layers.conv2d({ filters, kernelSize: 3, strides: 2, kernelInitializer: 'glorotUniform', ...rest });
  return modelOf([
    conv(16, { inputShape: [28, 28, 1] }),
    conv(32),
    conv(64),
    tf.layers.flatten(),
    tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: 'glorotUniform' }),
    tf.layers.dense({ units: 10, activation: 'softmax', kernelInitializer: 'glorotUniform' }),
  ]);
}

/** One dense layer: quick to train. */
export function tinyNetwork(): Pick<TrainingJob, 'topology' | 'rows'> {
  return modelOf([
    tf.layers.flatten({ inputShape: [28, 28, 1] }),
    tf.layers.dense({ units: 10, activation: 'softmax' }),
  ]);
}

export type JobChanges = Partial<Omit<TrainingJob, 'fit' | 'dataset' | 'compile'>> & {
  fit?: Partial<TrainingJob['fit']>;
  dataset?: Partial<TrainingJob['dataset']>;
  compile?: Partial<TrainingJob['compile']>;
};

/** A short run on the built-in engine; `changes` go over it. */
export function job(runFolder: string, changes: JobChanges = {}): TrainingJob {
  const { fit, dataset, compile, ...rest } = changes;
  return {
    version: 1,
    modelName: 'mynet',
    ...tinyNetwork(),
    engine: 'built-in',
    source: { path: 'mynet.py', languageId: 'python', text: 'from keras import Sequential\n' },
    runFolder,
    ...rest,
    compile: {
      optimizer: { name: 'adam', config: {} },
      loss: { name: 'sparse_categorical_crossentropy', config: {} },
      metrics: [{ name: 'sparse_categorical_accuracy', config: {} }],
      ...compile,
    },
    fit: { epochs: 2, batchSize: 32, shuffle: true, validation: 'test', seed: 1, ...fit },
    dataset: { name: 'mnist', limit: 1000, labels: 'sparse', scale: 255, sampleShape: [28, 28, 1], ...dataset },
  };
}
