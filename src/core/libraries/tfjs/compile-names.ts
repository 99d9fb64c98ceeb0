/** The losses, metrics and optimizers that TensorFlow.js knows by name. */
import type { EvalContext } from '../../eval/context';
import type { CallArgument } from '../../eval/value';
import { nearest } from '../../graph/layer-args';
import { toCamelCase } from '../../layers/names';
import type { Span } from '../../text/span';

/** What `losses.get`, `metrics.get` and `getOptimizer` know by name (4.22). */
export const lossNames: readonly string[] = [
  'meanSquaredError',
  'meanAbsoluteError',
  'meanAbsolutePercentageError',
  'meanSquaredLogarithmicError',
  'squaredHinge',
  'hinge',
  'categoricalHinge',
  'logcosh',
  'categoricalCrossentropy',
  'sparseCategoricalCrossentropy',
  'binaryCrossentropy',
  'kullbackLeiblerDivergence',
  'poisson',
  'cosineProximity',
];
export const metricNames: readonly string[] = [
  'accuracy',
  'acc',
  'crossentropy',
  'ce',
  'binaryAccuracy',
  'categoricalAccuracy',
  'precision',
  'categoricalCrossentropy',
  'sparseCategoricalCrossentropy',
  'mse',
  'MSE',
  'mae',
  'MAE',
  'mape',
  'MAPE',
  'cosine',
];
export const optimizerNames: readonly string[] = [
  'Adagrad',
  'Adadelta',
  'Adam',
  'Adamax',
  'RMSProp',
  'SGD',
  'adagrad',
  'adadelta',
  'adam',
  'adamax',
  'rmsprop',
  'sgd',
];

/** Short names of Keras for what TensorFlow.js writes out. */
const longNames: Readonly<Record<string, string>> = {
  mse: 'meanSquaredError',
  MSE: 'meanSquaredError',
  mae: 'meanAbsoluteError',
  MAE: 'meanAbsoluteError',
  mape: 'meanAbsolutePercentageError',
  bce: 'binaryCrossentropy',
  kld: 'kullbackLeiblerDivergence',
};

/** A word that TensorFlow.js does not know ends the program at `compile`. */
export function checkNames(
  what: string,
  known: readonly string[],
  given: CallArgument | undefined,
  context: EvalContext,
): void {
  const values = given?.value.kind === 'sequence' && !given.value.open ? given.value.items : given ? [given.value] : [];
  for (const value of values) {
    if (value.kind !== 'string' || known.includes(value.value)) continue;
    const camel = toCamelCase(value.value);
    const near = known.includes(camel)
      ? camel
      : known.includes(longNames[value.value] ?? '')
        ? longNames[value.value]!
        : nearest(value.value, known);
    context.fault(
      'unknown-name',
      `TensorFlow.js knows no ${what} '${value.value}'${near ? `; did you mean '${near}'?` : ''}`,
      value.origin?.span ?? placeOf(given!),
      near && value.origin ? `'${near}'` : null,
    );
  }
}

/** Where an argument's value was written. */
export function placeOf(given: CallArgument): Span {
  return given.source?.value.span ?? given.span;
}
