/** batch-in-input-shape: the number of samples stands in the shape of an input. */
import type { DataCall, Layer, LayerGraph } from '../graph/graph';
import { givesInput } from '../graph/input-layer';
import { compatibleShapes, formatShape, type Shape } from '../shape/dim';
import { fixOf, shapeValue } from './change';
import { inputParts } from './data-parts';
import { defineRule, type Finding } from './rule';

export const batchInInputShape = defineRule({
  name: 'batch-in-input-shape',
  severity: 'error',
  summary: 'The number of samples is part of the shape of an input.',
  why: `\`shape\` and \`input_shape\` describe one sample; the framework adds the axis of samples itself. \`Input((60000, 28, 28, 1))\` makes a
model for samples with four axes, and the layers behind it complain: *expected ndim=4, found ndim=5*.
Where a fixed batch is wanted, there is \`batch_size\`.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Sequential, datasets, layers
(x_train, y_train), _ = datasets.mnist.load_data()
model = Sequential([layers.Input(x_train.shape), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit(x_train, y_train)
`,
      good: `from keras import Sequential, datasets, layers
(x_train, y_train), _ = datasets.mnist.load_data()
model = Sequential([layers.Input(x_train.shape[1:]), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit(x_train, y_train)
`,
    },
  ],
  check: (graph) => graph.dataCalls.flatMap((call) => findings(call, graph)),
});

/** The data that meet the model have the very axes that its input repeats behind the batch. */
function findings({ model, x, y }: DataCall, graph: LayerGraph): Finding[] {
  // Without labels, one for each sample, the data may be a single sample.
  const samples = y?.[0]?.shape?.[0] ?? null;
  return (inputParts(model, x ?? []) ?? []).flatMap(({ part, input }): Finding[] => {
    const shape = input.shape?.slice(1);
    const layer = givesInput(input, graph.layers);
    if (!shape || !part.shape || !layer || shape.length !== part.shape.length || shape.length < 2) return [];
    if (samples === null || part.shape[0] !== samples || !compatibleShapes(shape.slice(1), part.shape.slice(1)))
      return [];
    const arg = layer.args.get('shape')?.source ? layer.args.get('shape') : layer.inputShapeArg;
    return [
      {
        span: arg?.span ?? layer.span,
        message: `the shape of an input is that of one sample, ${formatShape(shape.slice(1))}, but ${formatShape(shape)} counts the samples too`,
        related: [{ span: part.span, message: `the data have shape ${formatShape(part.shape)}` }],
        fixes: writeSample(layer, shape.slice(1)),
      },
    ];
  });
}

function writeSample(layer: Layer, sample: Shape): Finding['fixes'] {
  const arg = layer.args.get('shape')?.source ?? layer.inputShapeArg?.source;
  const value = shapeValue(sample);
  return arg && value
    ? fixOf('Leave the number of samples out', [{ kind: 'replace-value', target: arg.value, value }], {
        preferred: true,
      })
    : [];
}
