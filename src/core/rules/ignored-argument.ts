/** ignored-argument: TensorFlow.js is given a setting that the layer does not have, and passes over it. */
import type { Layer } from '../graph/graph';
import { nearest } from '../graph/layer-args';
import { argSpecs } from '../layers/bind';
import { commonArgs } from '../layers/common-args';
import type { LayerDefinition, Target } from '../layers/definition';
import { defineRule, type Finding } from './rule';

export const ignoredArgument = defineRule({
  name: 'ignored-argument',
  severity: 'warning',
  summary: 'A setting of a TensorFlow.js layer is misspelt and has no effect.',
  why: `TensorFlow.js reads the settings that it knows from the object it is given and passes over all others, without a word. In
JavaScript nothing tells that \`activaton: 'relu'\` left the layer linear; in TypeScript the compiler does, unless the object went
through a variable. Only names that are close to a real one are reported.`,
  examples: [
    {
      languageId: 'typescript',
      bad: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.dense({ units: 10, activaton: 'relu' });
`,
      good: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.dense({ units: 10, activation: 'relu' });
`,
    },
  ],
  check: ({ layers }, target) =>
    target.framework === 'tfjs' ? layers.flatMap((layer) => findings(layer, target)) : [],
});

function findings({ call, definition }: Layer, target: Target): Finding[] {
  const config = call?.args[0]?.value;
  if (!definition || config?.kind !== 'mapping') return [];
  const names = namesOf(definition, target);
  return config.entries.flatMap(({ key }): Finding[] => {
    if (key?.kind !== 'string' || names.includes(key.value)) return [];
    const near = nearest(key.value, names);
    if (!near) return [];
    return [
      {
        span: key.span,
        message: `${definition.name} has no ${key.value}, and TensorFlow.js passes over it; did you mean ${near}?`,
      },
    ];
  });
}

function namesOf(definition: LayerDefinition, target: Target): string[] {
  return [
    ...argSpecs(definition, target).flatMap(([name, { aliases }]) => [name, ...(aliases ?? [])]),
    ...commonArgs('tfjs'),
  ];
}
