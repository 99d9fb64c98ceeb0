/**
 * Whether labels of a shape can be compared with outputs of a shape by a loss, as the frameworks do it. Knows no model and
 * no place in the text. Compared with Keras 3.15 and the checks of TensorFlow.js 4.22.
 */

import { toSnakeCase } from '../layers/names';
import { compatible, type Dim, isKnown, type Shape } from '../shape/dim';

/** How a loss reads labels. */
export type LossFamily =
  /** Class numbers against one output per class. */
  | 'sparse'
  /** One column per output; the shapes must be equal. */
  | 'equal'
  /** Computed element by element; axes of size 1 stretch. */
  | 'elementwise';

const families: ReadonlyMap<string, LossFamily> = new Map<string, LossFamily>([
  ['sparse_categorical_crossentropy', 'sparse'],
  ...(['categorical_crossentropy', 'binary_crossentropy', 'binary_focal_crossentropy'] as const).map(
    (name): [string, LossFamily] => [name, 'equal'],
  ),
  ...[
    'mean_squared_error',
    'mse',
    'mean_absolute_error',
    'mae',
    'mean_absolute_percentage_error',
    'mape',
    'mean_squared_logarithmic_error',
    'msle',
    'huber',
    'log_cosh',
    'logcosh',
    'kl_divergence',
    'kld',
    'kullback_leibler_divergence',
    'poisson',
    'hinge',
    'squared_hinge',
    'categorical_hinge',
    'cosine_similarity',
    'categorical_focal_crossentropy',
  ].map((name): [string, LossFamily] => [name, 'elementwise']),
]);

/** `SparseCategoricalCrossentropy`, `sparseCategoricalCrossentropy` and `sparse_categorical_crossentropy` are one. */
export function lossName(written: string): string {
  const snake = /[A-Z]/.test(written) ? toSnakeCase(written.replace('KLDivergence', 'KlDivergence')) : written;
  return snake.replace(/^_/, '').toLowerCase();
}

export function lossFamily(written: string): LossFamily | null {
  return families.get(lossName(written)) ?? null;
}

/** `stretched`: the loss is computed, but on shapes that only fit because sizes of 1 stretch. */
export type LabelFit = 'fits' | 'refused' | 'stretched';

/** `batch` is how many samples meet at once; the first axis of both shapes is not looked at. */
export function labelFit(
  family: LossFamily,
  labels: Shape,
  output: Shape,
  framework: 'keras' | 'tfjs',
  batch: number,
): LabelFit {
  return framework === 'tfjs' ? fitInTfjs(family, labels, output) : fitInKeras(family, labels, output, batch);
}

/** `standardizeInputData` of training targets: every size is compared; labels of one axis get a second. */
function fitInTfjs(family: LossFamily, labels: Shape, output: Shape): LabelFit {
  const wanted = family === 'sparse' ? [...output.slice(0, -1), 1] : output;
  const given = labels.length === 1 ? [...labels, 1] : labels;
  return sameSizes(wanted, given) ? 'fits' : 'refused';
}

function fitInKeras(family: LossFamily, labels: Shape, output: Shape, batch: number): LabelFit {
  const [target, predicted] = sameRank(labels, output);
  switch (family) {
    case 'sparse': {
      const classes = target.length === predicted.length && target.at(-1) === 1 ? target.slice(0, -1) : target;
      // A last size that is not known may be 1.
      if (target.length === predicted.length && !isKnown(target.at(-1)!)) return 'fits';
      return sameSizes(classes, predicted.slice(0, -1)) ? 'fits' : 'refused';
    }
    case 'equal':
      return sameSizes(target, predicted) ? 'fits' : 'refused';
    case 'elementwise':
      return stretch(target, predicted, batch);
  }
}

/** `squeeze_or_expand_to_same_rank` of keras.src.losses.loss. */
function sameRank(labels: Shape, output: Shape): readonly [Shape, Shape] {
  if (output.length === labels.length + 1 && output.at(-1) === 1)
    return labels.length === 1 ? [[...labels, 1], output] : [labels, output.slice(0, -1)];
  if (labels.length === output.length + 1 && labels.at(-1) === 1)
    return output.length === 1 ? [labels, [...output, 1]] : [labels.slice(0, -1), output];
  return [labels, output];
}

function sameSizes(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, axis) => axis === 0 || compatible(dim, b[axis]!));
}

/** Last axes are laid over each other, and the batch may come to lie over another axis. */
function stretch(labels: Shape, output: Shape, batch: number): LabelFit {
  if (sameSizes(labels, output)) return 'fits';
  const rank = Math.max(labels.length, output.length);
  const aligned = (shape: Shape): readonly Dim[] => [
    ...new Array<Dim>(rank - shape.length).fill(1),
    batch,
    ...shape.slice(1),
  ];
  const [left, right] = [aligned(labels), aligned(output)];
  const stretches = left.every((dim, axis) => dim === 1 || right[axis] === 1 || compatible(dim, right[axis]!));
  return stretches ? 'stretched' : 'refused';
}
