/** unusable-class-weights: `fit` is given weights of classes that Keras stops with. */
import type { DataCall } from '../graph/graph';
import { isBefore, type Target } from '../layers/definition';
import { defineRule, type Finding } from './rule';

export const unusableClassWeights = defineRule({
  name: 'unusable-class-weights',
  severity: 'error',
  summary: 'Keras stops with the class weights that `fit` is given.',
  why: `\`class_weight\` is a dictionary from class number to weight; a class that it does not name weighs 1. A list or an array,
as \`compute_class_weight\` of scikit-learn gives it, ends in *object has no attribute 'get'*: \`dict(enumerate(weights))\` makes
a dictionary of it. Keras takes weights of classes or of samples, not both at once, and weights of classes only for a model with
one output. Keras 2 wants the class numbers from 0 on without a gap.`,
  examples: [
    {
      languageId: 'python',
      bad: `import numpy as np
from keras import Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(3, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit(np.zeros((32, 4)), np.zeros((32,)), class_weight=[1.0, 2.0, 5.0])
`,
      good: `import numpy as np
from keras import Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(3, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit(np.zeros((32, 4)), np.zeros((32,)), class_weight=dict(enumerate([1.0, 2.0, 5.0])))
`,
    },
  ],
  check: ({ dataCalls }, target) =>
    target.framework === 'keras' ? dataCalls.flatMap((call) => findings(call, target)) : [],
});

function findings(call: DataCall, target: Target): Finding[] {
  const { classWeight } = call.settings;
  // What is not known may be None.
  if (!classWeight || classWeight.kind === 'unknown') return [];
  const { span } = classWeight;
  if (classWeight.kind === 'unusable')
    return [{ span, message: `class_weight takes a dictionary from class number to weight, not ${classWeight.what}` }];
  // Keras 2 takes an empty dictionary for none.
  if (isBefore(target, [3, 0]) && classWeight.weights.size + classWeight.strayKeys.length === 0) return [];
  const samples = call.sampleWeight?.[0];
  if (samples?.shape)
    return [
      {
        span,
        message: 'class_weight and sample_weight cannot be given together',
        related: [{ span: samples.span, message: 'sample_weight is given here' }],
      },
    ];
  if ((call.y?.length ?? 0) > 1)
    return [
      { span, message: `class_weight is for models with one output, but labels for ${call.y!.length} are given` },
    ];
  if (!isBefore(target, [3, 0])) return [];
  const numbers = [...classWeight.weights.keys()].sort((a, b) => a - b);
  const gap = numbers.findIndex((number, index) => number !== index);
  const stray = classWeight.strayKeys[0] ?? (gap >= 0 ? numbers[gap] : undefined);
  return stray === undefined
    ? []
    : [
        {
          span,
          message: `class_weight has the key ${stray}, but Keras 2 takes the class numbers from 0 on without a gap`,
        },
      ];
}
