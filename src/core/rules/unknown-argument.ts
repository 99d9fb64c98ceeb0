/** unknown-argument: a layer is given an argument that it does not have. */
import { nearest } from '../graph/layer-args';
import { argSpecs } from '../layers/bind';
import type { Target } from '../layers/definition';
import { toSnakeCase } from '../layers/names';
import { type Refused, refusalsOf } from './refused';
import { defineRule, type FixCandidate } from './rule';

export const unknownArgument = defineRule({
  name: 'unknown-argument',
  severity: 'error',
  summary: 'A layer is given an argument that it does not have.',
  why: `Keras stops where the layer is made: *Unrecognized keyword arguments passed to Conv2D*. Mostly a name is misspelt, or it is
the name of another version or another framework: \`nb_filter\` became \`filters\`, \`border_mode\` became \`padding\`,
\`stride\` is \`strides\`.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import layers
layer = layers.Conv2D(32, 3, actvation='relu')
`,
      good: `from keras import layers
layer = layers.Conv2D(32, 3, activation='relu')
`,
    },
  ],
  check: (graph, target) =>
    refusalsOf(graph, 'unknown-argument').map((refused) => ({
      span: refused.source?.nameSpan ?? refused.span,
      message: refused.message,
      fixes: fixes(refused, target),
    })),
});

function fixes({ source, layer: { call, definition } }: Refused, target: Target): FixCandidate[] {
  if (!source?.name || !definition || !call) return [];
  const taken = new Set(call.args.map(({ name }) => name));
  const names = argSpecs(definition, target).map(([name]) => toSnakeCase(name));
  const near =
    olderNames.get(source.name) ??
    nearest(
      source.name,
      names.filter((name) => !taken.has(name)),
    );
  const remove: FixCandidate = {
    title: `Remove ${source.name}`,
    edits: [{ kind: 'remove-argument', call, argument: source }],
  };
  if (!near || !names.includes(near)) return [remove];
  return [
    {
      title: `Rename it to ${near}`,
      edits: [{ kind: 'rename-argument', argument: source, name: near }],
      preferred: true,
    },
    remove,
  ];
}

/** Names of Keras 1 and of other frameworks. */
const olderNames: ReadonlyMap<string, string> = new Map([
  ['nb_filter', 'filters'],
  ['nb_filters', 'filters'],
  ['out_channels', 'filters'],
  ['border_mode', 'padding'],
  ['subsample', 'strides'],
  ['output_dim', 'units'],
  ['init', 'kernel_initializer'],
  ['bias', 'use_bias'],
  ['p', 'rate'],
  ['dilation', 'dilation_rate'],
  ['dim_ordering', 'data_format'],
]);
