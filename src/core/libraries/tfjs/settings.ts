/** `tf.train`, `tf.losses`, `tf.metrics` and the other parts of TensorFlow.js that only name settings. */
import { builtin, type ObjectValue, type Value } from '../../eval/value';
import { notFollowed } from '../common/not-followed';
import { settingObject } from '../common/settings';
import { configArguments } from './config';

function group(name: string, members: ReadonlyMap<string, Value>): ObjectValue {
  return {
    kind: 'object',
    class: `tf.${name}`,
    type: { attribute: (_, member) => members.get(member) ?? null },
    data: new Map(),
  };
}

/** Factories that take their arguments by position, with the Keras names of those (`optimizer_constructors.d.ts`, 4.22). */
const optimizers: readonly (readonly [string, string, readonly string[]])[] = [
  ['sgd', 'SGD', ['learning_rate']],
  ['momentum', 'SGD', ['learning_rate', 'momentum', 'nesterov']],
  ['rmsprop', 'RMSprop', ['learning_rate', 'rho', 'momentum', 'epsilon', 'centered']],
  ['adam', 'Adam', ['learning_rate', 'beta_1', 'beta_2', 'epsilon']],
  ['adadelta', 'Adadelta', ['learning_rate', 'rho', 'epsilon']],
  ['adamax', 'Adamax', ['learning_rate', 'beta_1', 'beta_2', 'epsilon']],
  ['adagrad', 'Adagrad', ['learning_rate', 'initial_accumulator_value']],
];

export const train = group(
  'train',
  new Map(
    optimizers.map(([name, className, positions]) => [
      name,
      builtin(`tf.train.${name}`, (args) => settingObject(`tf.train.${className}`, args, positions)),
    ]),
  ),
);

/** Factories that take one object. */
function configured(path: string, names: readonly string[]): ObjectValue {
  return group(
    path,
    new Map(
      names.map((name) => [
        name,
        builtin(`tf.${path}.${name}`, (args) => settingObject(`tf.${path}.${name}`, configArguments(args), [])),
      ]),
    ),
  );
}

export const initializers = configured('initializers', [
  'zeros',
  'ones',
  'constant',
  'randomUniform',
  'randomNormal',
  'truncatedNormal',
  'identity',
  'varianceScaling',
  'glorotUniform',
  'glorotNormal',
  'heNormal',
  'heUniform',
  'leCunNormal',
  'leCunUniform',
  'orthogonal',
]);
export const regularizers = configured('regularizers', ['l1l2', 'l1', 'l2']);
export const constraints = configured('constraints', ['maxNorm', 'unitNorm', 'nonNeg', 'minMaxNorm']);
export const callbacks = configured('callbacks', ['earlyStopping']);

/** Functions that are handed over by name. */
function functions(path: string, names: readonly string[]): ObjectValue {
  return group(path, new Map(names.map((name) => [name, notFollowed(`tf.${path}.${name}`)])));
}

export const losses = functions('losses', [
  'absoluteDifference',
  'computeWeightedLoss',
  'cosineDistance',
  'hingeLoss',
  'huberLoss',
  'logLoss',
  'meanSquaredError',
  'sigmoidCrossEntropy',
  'softmaxCrossEntropy',
]);
export const metrics = functions('metrics', [
  'binaryAccuracy',
  'binaryCrossentropy',
  'sparseCategoricalAccuracy',
  'categoricalAccuracy',
  'categoricalCrossentropy',
  'precision',
  'recall',
  'cosineProximity',
  'meanAbsoluteError',
  'meanAbsolutePercentageError',
  'MAPE',
  'mape',
  'meanSquaredError',
  'MSE',
  'mse',
  'r2Score',
]);
