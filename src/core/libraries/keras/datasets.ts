/** `keras.datasets`: what `load_data()` of each data set gives. */
import { type ArrayFacts, builtin, type CallSite, type ModuleValue, tuple, type Value } from '../../eval/value';
import type { Shape } from '../../shape/dim';

interface Part {
  readonly shape: Shape;
  readonly dtype: string;
}
interface Dataset {
  readonly xTrain: Part;
  readonly yTrain: Part;
  readonly xTest: Part;
  readonly yTest: Part;
  readonly classes?: number;
}

function images(
  train: number,
  test: number,
  size: readonly number[],
  classes: number,
  labelAxes: readonly number[] = [],
): Dataset {
  const labels = labelAxes.length ? 'int64' : 'uint8';
  return {
    xTrain: { shape: [train, ...size], dtype: 'uint8' },
    yTrain: { shape: [train, ...labelAxes], dtype: labels },
    xTest: { shape: [test, ...size], dtype: 'uint8' },
    yTest: { shape: [test, ...labelAxes], dtype: labels },
    classes,
  };
}

/** Shapes and dtypes as documented in keras.datasets (3.x). */
const datasets: ReadonlyMap<string, Dataset> = new Map([
  ['mnist', images(60_000, 10_000, [28, 28], 10)],
  ['fashion_mnist', images(60_000, 10_000, [28, 28], 10)],
  [
    'cifar10',
    {
      ...images(50_000, 10_000, [32, 32, 3], 10, [1]),
      yTrain: { shape: [50_000, 1], dtype: 'uint8' },
      yTest: { shape: [10_000, 1], dtype: 'int64' },
    },
  ],
  ['cifar100', images(50_000, 10_000, [32, 32, 3], 100, [1])],
  ['imdb', sequences(25_000, 25_000, 2)],
  ['reuters', sequences(8_982, 2_246, 46)],
  ['california_housing', table(16_512, 4_128, 8)],
  ['boston_housing', table(404, 102, 13)],
]);

function sequences(train: number, test: number, classes: number): Dataset {
  return {
    xTrain: { shape: [train], dtype: 'object' },
    yTrain: { shape: [train], dtype: 'int64' },
    xTest: { shape: [test], dtype: 'object' },
    yTest: { shape: [test], dtype: 'int64' },
    classes,
  };
}

function table(train: number, test: number, columns: number): Dataset {
  return {
    xTrain: { shape: [train, columns], dtype: 'float32' },
    yTrain: { shape: [train], dtype: 'float32' },
    xTest: { shape: [test, columns], dtype: 'float32' },
    yTest: { shape: [test], dtype: 'float32' },
  };
}

export function datasetModule(name: string): ModuleValue | null {
  const dataset = datasets.get(name);
  if (!dataset) return null;
  const load = builtin(`keras.datasets.${name}.load_data`, (_, site) => loaded(name, dataset, site));
  return {
    kind: 'module',
    name: `keras.datasets.${name}`,
    get: (member) => (member === 'load_data' ? load : null),
    names: ['load_data'],
  };
}

function loaded(name: string, dataset: Dataset, site: CallSite): Value {
  const part = (which: NonNullable<ArrayFacts['dataset']>['part'], { shape, dtype }: Part): Value => ({
    kind: 'array',
    shape,
    dtype,
    library: 'numpy',
    facts: {
      dataset: { name, part: which },
      ...(which.startsWith('y') && dataset.classes ? { classes: dataset.classes } : {}),
    },
    history: [{ span: site.span, text: `${name}.load_data() gives ${which}` }],
  });
  return tuple([
    tuple([part('x_train', dataset.xTrain), part('y_train', dataset.yTrain)]),
    tuple([part('x_test', dataset.xTest), part('y_test', dataset.yTest)]),
  ]);
}
