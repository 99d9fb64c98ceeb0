/** `compile` and `fit` of a layer spec as the calls that a Keras program would make. */
import type { Argument, Expr } from '../../../lang/program';
import { optimizerClass } from '../keras-training';
import type { Lowering } from '../lowering';
import { toSnakeCase } from '../names';
import {
  assign,
  call,
  divide,
  library,
  list,
  method,
  name,
  named,
  namePattern,
  number,
  positional,
  sequencePattern,
  statement,
  string,
  tuple,
} from '../nodes';
import { get, getArray, getString, type Json, type JsonObject, type JsonProperty, property } from '../tree';
import { argument, lowerPropertyValue, lowerValue } from '../values';

export function lowerCompile(compile: JsonProperty, model: Expr, lowering: Lowering): void {
  if (compile.value?.type !== 'object') {
    if (compile.value)
      lowering.problem('"compile" must be an object: {"optimizer": "adam", "loss": "…"}', compile.value.span);
    return;
  }
  const args = compile.value.properties.map((setting) =>
    argument(setting, toSnakeCase(setting.name), lowerSetting(setting)),
  );
  lowering.body.push(statement({ ...method(model, 'compile', args, compile.span), argsSpan: compile.value.span }));
}

const homes: Readonly<Record<string, string>> = { optimizer: 'optimizers', loss: 'losses', metrics: 'metrics' };

/** `"adam"`, or `{"name": "Adam", "learningRate": 0.001}` for `keras.optimizers.Adam(learning_rate=0.001)`. */
function lowerSetting(setting: JsonProperty): Expr {
  const home = homes[setting.name];
  return lowerPropertyValue(setting, (object) => {
    const title = home ? getString(object, 'name') : null;
    if (!title) return null;
    const args = object.properties
      .filter((given) => given.name !== 'name')
      .map((given) => argument(given, toSnakeCase(given.name), lowerPropertyValue(given)));
    const className = home === 'optimizers' ? optimizerClass(title.value) : title.value;
    return call(library(`keras.${home}.${className}`, title.span), args, object.span);
  });
}

/** Data sets whose images come without a channel axis: `keras.datasets.mnist` gives (60000, 28, 28). */
const withoutChannels: ReadonlySet<string> = new Set(['mnist', 'fashion_mnist']);
/** Data sets that `fit` can name, with how many classes their labels have. */
const classCounts: ReadonlyMap<string, number> = new Map([
  ['mnist', 10],
  ['fashion_mnist', 10],
  ['cifar10', 10],
  ['cifar100', 100],
]);

/** Loads the data set, scales it to 0 … 1, brings it into shape, and calls `fit` with its test part for validation. */
export function lowerFit(fit: JsonProperty, model: Expr, spec: JsonObject, lowering: Lowering): void {
  if (fit.value?.type !== 'object') {
    if (fit.value) lowering.problem('"fit" must be an object: {"dataset": "mnist", "epochs": 5}', fit.value.span);
    return;
  }
  const settings = fit.value;
  const dataset = getString(settings, 'dataset');
  const given = settings.properties.filter((setting) => !dataKeys.has(setting.name));
  const args = given.map((setting) => argument(setting, toSnakeCase(setting.name), lowerPropertyValue(setting)));
  const data = dataset ? lowerData(dataset.value, dataset.span, settings, spec, lowering) : [];
  const holdsOut = property(settings, 'validationSplit') ?? property(settings, 'validation_split');
  const kept = holdsOut ? data.filter((arg) => arg.name !== 'validation_data') : data;
  lowering.body.push(statement({ ...method(model, 'fit', [...kept, ...args], fit.span), argsSpan: settings.span }));
}

const dataKeys: ReadonlySet<string> = new Set(['dataset', 'labels', 'reshape', '$comment']);

function lowerData(
  dataset: string,
  span: Expr['span'],
  settings: JsonObject,
  spec: JsonObject,
  lowering: Lowering,
): Argument[] {
  const classes = classCounts.get(dataset);
  if (classes === undefined) {
    lowering.problem(
      `"dataset" must be one of ${[...classCounts.keys()].map((known) => `"${known}"`).join(', ')}`,
      span,
    );
    return [];
  }
  const parts = ['x_train', 'y_train', 'x_test', 'y_test'] as const;
  const pattern = (of: string) => namePattern(of, span);
  const pair = (x: string, y: string) => sequencePattern([pattern(x), pattern(y)], span);
  const loaded = call(library(`keras.datasets.${dataset}.load_data`, span), [], span);
  lowering.body.push(assign(sequencePattern([pair(parts[0], parts[1]), pair(parts[2], parts[3])], span), loaded));
  const change = (part: string, value: Expr): void => void lowering.bind(part, span, value);
  for (const images of ['x_train', 'x_test']) {
    const floats = method(name(images, span), 'astype', [positional(string('float32', span))], span);
    change(images, divide(floats, number(255, span), span));
    const shaped = lowerShape(name(images, span), dataset, settings, spec, span);
    if (shaped) change(images, shaped);
  }
  if (getString(settings, 'labels')?.value === 'one-hot') {
    for (const labels of ['y_train', 'y_test']) {
      change(
        labels,
        call(
          library('keras.utils.to_categorical', span),
          [positional(name(labels, span)), positional(number(classes, span))],
          span,
        ),
      );
    }
  }
  const [x, y, xTest, yTest] = parts.map((part) => name(part, span));
  return [positional(x!), positional(y!), named('validation_data', tuple([xTest!, yTest!], span))];
}

/** `reshape` of each sample if it is given; else a channel axis for images without one, where the model takes one. */
function lowerShape(
  images: Expr,
  dataset: string,
  settings: JsonObject,
  spec: JsonObject,
  span: Expr['span'],
): Expr | null {
  const reshape = getArray(settings, 'reshape');
  if (reshape) {
    const items = [number(-1, reshape.span), ...reshape.items.map((item) => lowerValue(item))];
    return call(
      library('numpy.reshape', reshape.span),
      [positional(images), positional(list(items, reshape.span))],
      reshape.span,
    );
  }
  if (!withoutChannels.has(dataset) || inputRank(spec) !== 3) return null;
  return call(library('numpy.expand_dims', span), [positional(images), positional(number(-1, span))], span);
}

/** How many axes the first input has without the batch; null if it cannot be read. */
function inputRank(spec: JsonObject): number | null {
  const several = get(spec, 'inputs');
  const first: Json | null = several?.type === 'object' ? (several.properties[0]?.value ?? null) : get(spec, 'input');
  const shape = first?.type === 'object' ? get(first, 'shape') : first;
  return shape?.type === 'array' ? shape.items.length : null;
}
