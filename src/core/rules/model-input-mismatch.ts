/** model-input-mismatch: a model used as a layer is given a tensor of another shape than its input. */
import { shapeChain } from './chain';
import { refusedApplications } from './refused';
import { defineRule } from './rule';

export const modelInputMismatch = defineRule({
  name: 'model-input-mismatch',
  severity: 'error',
  summary: 'A model inside another model is given a tensor that does not have the shape of its input.',
  why: `A model can be called like a layer. Its weights were made for one input shape, so what it is called with must have the same
sizes; only sizes that are \`None\` are open. Keras stops with *Input 0 of layer "functional" is incompatible with the layer:
expected shape=…, found shape=…*.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Input, Model, layers
inner_input = Input((32, 32, 3))
inner = Model(inner_input, layers.Flatten()(inner_input))
outer = inner(Input((64, 64, 3)))
`,
      good: `from keras import Input, Model, layers
inner_input = Input((32, 32, 3))
inner = Model(inner_input, layers.Flatten()(inner_input))
outer = inner(Input((32, 32, 3)))
`,
    },
  ],
  check: (graph) =>
    refusedApplications(graph, 'model-input-mismatch').map(([{ inputs }, { span, message }]) => ({
      span,
      message,
      related: shapeChain(inputs[0]),
    })),
});
