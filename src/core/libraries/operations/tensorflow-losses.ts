/** Losses and activations of `tf.nn` and of the Keras backend that change the shape. */
import { multiply, type Shape } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { NOT_FOLLOWED, type Operation, operation } from './operation';
import { metType } from './tensorflow-elementwise';

/** One number for each element, or for each row of classes. */
function loss(className: string, shapeOf: (labels: Shape, logits: Shape) => Shape | null): Operation {
  return operation(
    className,
    ({ shapes: [labels, logits], dtypes }) => {
      if (!labels || !logits) return NOT_FOLLOWED;
      const shape = shapeOf(labels, logits);
      return shape && { shape, dtype: metType(dtypes.slice(1)) };
    },
    [
      ['labels', 'targets', 'target'],
      ['logits', 'log_input', 'output'],
    ],
  );
}

const perElement = (labels: Shape, logits: Shape): Shape | null =>
  labels.length === logits.length ? transform.broadcast(labels, logits) : null;

/** TensorFlow compares the two when it runs. */
const perRow = (_: Shape, logits: Shape): Shape => logits.slice(0, -1);

/** Both signs side by side. */
const crelu = operation('Crelu', (call) => {
  const axis = call.number(1, 'axis');
  const [shape] = call.shapes;
  if (axis === undefined) return NOT_FOLLOWED;
  const at = transform.axisIndex(axis ?? -1, shape!.length);
  return at === null ? null : shape!.map((dim, i) => (i === at ? multiply(dim, 2) : dim));
});

/** The losses of the Keras backend, whose target comes first. */
export const backendLosses: readonly (readonly [name: string, operation: Operation])[] = [
  ...['binary_crossentropy', 'binary_focal_crossentropy'].map(
    (name) => [name, loss('BinaryCrossentropy', transform.broadcast)] as const,
  ),
  ['categorical_focal_crossentropy', loss('CategoricalFocalCrossentropy', perRow)],
  // A single row is taken for a batch of one.
  [
    'sparse_categorical_crossentropy',
    loss('SparseCategoricalCrossentropy', (_, output) => (output.length > 1 ? output.slice(0, -1) : [1])),
  ],
  ['ctc_decode', operation('CtcDecode', () => 'the data decide how long the decoded sequences are')],
];

export const tensorflowLosses: readonly (readonly [name: string, operation: Operation])[] = [
  ['crelu', crelu],
  ['sigmoid_cross_entropy_with_logits', loss('SigmoidCrossEntropy', perElement)],
  ['weighted_cross_entropy_with_logits', loss('WeightedCrossEntropy', perElement)],
  ['log_poisson_loss', loss('LogPoissonLoss', perElement)],
  ['softmax_cross_entropy_with_logits', loss('SoftmaxCrossEntropy', perRow)],
  ['softmax_cross_entropy_with_logits_v2', loss('SoftmaxCrossEntropy', perRow)],
  ['sparse_softmax_cross_entropy_with_logits', loss('SparseSoftmaxCrossEntropy', (labels) => labels)],
];
