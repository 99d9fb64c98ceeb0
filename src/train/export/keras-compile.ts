/** Optimizer, loss and metrics of a run as Keras 3 writes them. */

import type { CompileSettings, ConfigValue, NamedConfig } from '../../protocol/training';
import { python, pythonArguments } from './python';

const OPTIMIZERS: Readonly<Record<string, string>> = {
  adam: 'Adam',
  adamax: 'Adamax',
  nadam: 'Nadam',
  sgd: 'SGD',
  rmsprop: 'RMSprop',
  adagrad: 'Adagrad',
  adadelta: 'Adadelta',
};

/** Classes whose name is not that of the function in Pascal case. */
const CLASSES: Readonly<Record<string, string>> = {
  mse: 'MeanSquaredError',
  mae: 'MeanAbsoluteError',
  mape: 'MeanAbsolutePercentageError',
  msle: 'MeanSquaredLogarithmicError',
  kld: 'KLDivergence',
  kl_divergence: 'KLDivergence',
  kullback_leibler_divergence: 'KLDivergence',
  logcosh: 'LogCosh',
};

export function optimizerCode({ name, config }: NamedConfig): string {
  return `keras.optimizers.${OPTIMIZERS[name.toLowerCase()] ?? name}(${args(config)})`;
}

/** Takes further arguments from a dictionary `options`. */
export function lossCode({ name, config }: NamedConfig): string {
  const own = args(config);
  return `keras.losses.${className(name)}(${own}${own ? ', ' : ''}**options)`;
}

export function metricsCode(metrics: CompileSettings['metrics']): string {
  // A word such as `accuracy` means another class by the shape of the labels.
  const codes = metrics.map(({ name, config }) =>
    Object.keys(config).length === 0 && /^[a-z]/.test(name)
      ? python(name)
      : `keras.metrics.${className(name)}(${args(config)})`,
  );
  return `[${codes.join(', ')}]`;
}

function className(name: string): string {
  const known = CLASSES[name.toLowerCase()];
  if (known !== undefined) return known;
  return /^[a-z]/.test(name) ? name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) : name;
}

function args(config: NamedConfig['config']): string {
  return pythonArguments(Object.entries(config).map(([name, value]) => [name, argument(value)]));
}

export function callbacksCode(callbacks: readonly NamedConfig[]): string {
  return `[${callbacks.map(callbackCode).join(', ')}]`;
}

function callbackCode({ name, config }: NamedConfig): string {
  const { rates, ...others } = config;
  if (!Array.isArray(rates)) return `keras.callbacks.${name}(${args(others)})`;
  // Further epochs have the last rate.
  return `keras.callbacks.${name}(lambda epoch: ${python(rates)}[min(epoch, ${rates.length - 1})])`;
}

/** An object is a schedule of the learning rate. */
function argument(value: ConfigValue): string {
  if (typeof value !== 'object' || value === null || !('name' in value)) return python(value);
  return `keras.optimizers.schedules.${value.name}(${args(value.config)})`;
}
