/** input-shape-ignored: a layer inside a model is told an input shape, which nothing looks at. */
import type { Application, Layer, Model } from '../graph/graph';
import type { Expr } from '../lang/program';
import { compatibleShapes, formatShape } from '../shape/dim';
import { defineRule, type Finding } from './rule';

export const inputShapeIgnored = defineRule({
  name: 'input-shape-ignored',
  severity: 'warning',
  summary: 'A layer that is not the first is given an input shape that differs from what it gets.',
  why: `The input shape of a layer only counts where the layer begins a model. Further in, the framework takes the shape of what comes
out of the layer before and says nothing about the one that was written, so a wrong number there misleads whoever reads it.`,
  examples: [
    {
      languageId: 'typescript',
      bad: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [4], units: 16, activation: 'relu' }));
model.add(tf.layers.dense({ inputShape: [8], units: 3 }));
`,
      good: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [4], units: 16, activation: 'relu' }));
model.add(tf.layers.dense({ units: 3 }));
`,
    },
  ],
  check: ({ models }) => models.flatMap(findings),
});

function findings({ applications }: Model): Finding[] {
  return applications.flatMap((application) => finding(application));
}

function finding({ layer, inputs }: Application): Finding[] {
  const { inputShape, inputShapeArg } = layer;
  const [input] = inputs;
  if (layer.model || !inputShape || !inputShapeArg?.span || !input?.shape || !input.producer) return [];
  if (compatibleShapes(inputShape, input.shape)) return [];
  return [
    {
      span: inputShapeArg.span,
      message: `${layer.className} is not the first layer, so its input shape is ignored: it gets ${formatShape(input.shape)}, not ${formatShape(inputShape)}`,
      fixes: fixes(layer),
    },
  ];
}

/** Takes the argument out where it is an argument; an entry of an object is written over with what comes in. */
function fixes({ call, inputShapeArg }: Layer): Finding['fixes'] {
  const argument = inputShapeArg?.source;
  const written: Expr | undefined = argument?.value;
  if (!call || !argument || !written) return [];
  return [{ title: 'Remove the input shape', edits: [{ kind: 'remove-argument', call, argument }], preferred: true }];
}
