/** missing-flatten: a dense layer is applied to an image, place by place. */
import type { Application, LayerGraph, Model } from '../graph/graph';
import { formatShape } from '../shape/dim';
import { shapeChain } from './chain';
import { fixOf, insertBefore } from './change';
import { defineRule, type Finding } from './rule';
import { sizesText } from './wording';

export const missingFlatten = defineRule({
  name: 'missing-flatten',
  severity: 'warning',
  summary: 'A dense layer is applied to every place of an image, though the labels are one per image.',
  why: `\`Dense\` changes the last axis only. On the output of a convolution, \`(None, 13, 13, 32)\`, it computes its outputs at each of the
13 × 13 places and gives \`(None, 13, 13, 10)\`; both frameworks accept that. It is right for labels per pixel. For one label per
image, \`Flatten\` or \`GlobalAveragePooling2D\` comes before it. It is reported only where the labels show which is meant.`,
  examples: [
    {
      languageId: 'python',
      bad: `import numpy as np
from keras import Sequential, layers
model = Sequential([layers.Input((28, 28, 1)), layers.Conv2D(8, 3, activation='relu'), layers.Dense(10, activation='softmax')])
model.compile(optimizer='adam', loss='categorical_crossentropy')
model.fit(np.zeros((100, 28, 28, 1)), np.zeros((100, 10)))
`,
      good: `import numpy as np
from keras import Sequential, layers
model = Sequential([layers.Input((28, 28, 1)), layers.Conv2D(8, 3, activation='relu'), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile(optimizer='adam', loss='categorical_crossentropy')
model.fit(np.zeros((100, 28, 28, 1)), np.zeros((100, 10)))
`,
    },
  ],
  check: ({ dataCalls }: LayerGraph) =>
    dataCalls.flatMap(({ model, y }) =>
      y?.length === 1 && y[0]!.shape && y[0]!.shape.length <= 2 ? findings(model) : [],
    ),
});

/** The first dense layer on the way from a window to an output that still has the places of the image. */
function findings({ outputs, applications }: Model): Finding[] {
  if (outputs.length !== 1 || (outputs[0]!.shape?.length ?? 0) < 4) return [];
  const first = applications.find(({ layer, inputs, windows }) => {
    const rank = inputs[0]?.shape?.length ?? 0;
    return layer.args.has('units') && layer.definition?.linear === true && windows.length === 0 && rank >= 4;
  });
  return first ? [finding(first)] : [];
}

function finding({ layer, inputs, site }: Application): Finding {
  const shape = inputs[0]!.shape!;
  return {
    span: layer.call?.callee.span ?? layer.span,
    message: `${layer.className} is applied at each of ${sizesText(shape.slice(1, -1))} places of ${formatShape(shape)}, but there is one label for each sample`,
    related: shapeChain(inputs[0]),
    fixes: [
      ...fixOf('Flatten first', [insertBefore(site, 'Flatten')], { preferred: true }),
      ...fixOf('Average over all places first', [insertBefore(site, `GlobalAveragePooling${shape.length - 2}D`)]),
    ],
  };
}
