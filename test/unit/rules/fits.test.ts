/** Which labels fit which outputs and which data models take, compared with what real Keras took (`npm run record:rules`). */
import { expect, test } from 'vitest';
import type { Shape } from '../../../src/core';
import { type LossFamily, labelFit, lossFamily } from '../../../src/core/rules/label-fit';
import recorded from './fits-keras.json';
import { problemsIn } from './marked';

type LabelRow = readonly [loss: string, output: Shape, labels: Shape, taken: boolean];
type InputRow = readonly [kind: string, layers: string, input: Shape, data: Shape, taken: boolean];

const labelRows = recorded.labels as unknown as readonly LabelRow[];
const inputRows = recorded.inputs as unknown as readonly InputRow[];

test('labels fit an output where the loss can be computed', () => {
  const wrong = labelRows.filter(([loss, output, labels, taken]) => {
    const fit = labelFit(lossFamily(loss) as LossFamily, labels, output, 'keras', 8);
    return (fit !== 'refused') !== taken;
  });
  expect(wrong).toEqual([]);
});

test('data are a problem where Keras stops', () => {
  const wrong = inputRows.filter(([kind, layers, input, data, taken]) => {
    const problems = problemsIn(program(kind, layers, input, data)).filter(({ severity }) => severity === 'error');
    return (problems.length === 0) !== taken;
  });
  expect(wrong).toEqual([]);
});

function program(kind: string, layers: string, input: Shape, data: Shape): string {
  const tuple = (shape: Shape): string =>
    `(${shape.map((dim) => dim ?? 'None').join(', ')}${shape.length === 1 ? ',' : ''})`;
  const model =
    kind === 'Sequential'
      ? `model = Sequential([Input(${tuple(input)}), ${layers}])`
      : `x = first = Input(${tuple(input)})\nfor layer in [${layers}]:\n    x = layer(x)\nmodel = Model(first, x)`;
  return `import numpy as np
from keras import Input, Model, Sequential, layers
${model}
model.compile(loss="mse")
model.predict_on_batch(np.zeros(${tuple(data)}, 'float32'))
`.replace('predict_on_batch', 'predict');
}
