/** unknown-word: `compile` is given a word that names no loss, metric or optimizer. */
import type { CompileCall, LayerGraph, UnknownWord } from '../graph/graph';
import { fixOf, stringValue } from './change';
import { defineRule, type Finding } from './rule';

export const unknownWord = defineRule({
  name: 'unknown-word',
  severity: 'error',
  summary: 'A loss, metric or optimizer is named by a word that the framework does not have.',
  why: `\`compile\` takes words for losses, metrics and optimizers. Keras looks an optimizer up at once, and losses and metrics when
the model is trained; it stops with *Could not interpret loss identifier*. A word that is never looked up, since the model is not
trained here, is a warning.`,
  examples: [
    {
      languageId: 'python',
      bad: `import numpy as np
from keras import Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(3, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_cross_entropy')
model.fit(np.zeros((32, 4)), np.zeros((32,)))
`,
      good: `import numpy as np
from keras import Sequential, layers
model = Sequential([layers.Input((4,)), layers.Dense(3, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit(np.zeros((32, 4)), np.zeros((32,)))
`,
    },
  ],
  check: (graph) =>
    compilesOf(graph).flatMap((compile) => compile.unknownWords.map((word) => finding(word, compile, graph))),
});

function compilesOf({ models, dataCalls }: LayerGraph): readonly CompileCall[] {
  const all = [...models, ...dataCalls].flatMap(({ compile }) => compile ?? []);
  return [...new Set(all)];
}

function finding({ what, word, near, span, origin }: UnknownWord, compile: CompileCall, graph: LayerGraph): Finding {
  const trained = graph.dataCalls.find(
    (call) => call.compile === compile && call.kind !== 'predict' && call.kind !== 'call',
  );
  const hint = near ? `; did you mean '${near}'?` : '';
  return {
    span,
    message: `Keras knows no ${what} '${word}'${hint}`,
    related: trained ? [{ span: trained.span, message: `${trained.kind} looks it up` }] : [],
    ...(trained || what === 'optimizer' ? {} : { severity: 'warning' as const }),
    fixes:
      near && origin
        ? fixOf(`Write '${near}'`, [{ kind: 'replace-value', target: origin, value: stringValue(near) }], {
            preferred: true,
          })
        : [],
  };
}
