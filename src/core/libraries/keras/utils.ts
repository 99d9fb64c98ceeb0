/** `keras.utils`: helpers that model code uses on labels and names. */
import { builtin, none, unknown, type Value } from '../../eval/value';
import { unknownDim } from '../../shape/dim';
import { dataObjectBase } from '../common/batches';
import { argument, numberIn } from '../common/data-calls';
import { toArray } from '../numpy/arrays';
import { getSourceInputs } from './backend';
import { preparation } from './data/preparation';

export function utilsMember(name: string): Value | null {
  return members.get(name) ?? preparation.get(name) ?? null;
}

/** `to_categorical(x, num_classes)`: one row of `num_classes` per label; a last axis of 1 goes away. */
const toCategorical = builtin('keras.utils.to_categorical', (args, site, context) => {
  const first = argument(args, 0, 'x', 'y')?.value;
  const labels = first && toArray(first, context, site.span);
  if (!labels?.shape) return unknown('the labels are not known', site.span);
  const given = argument(args, 1, 'num_classes');
  const classes =
    numberIn(given) ?? (given && given.value.kind !== 'none' ? unknownDim() : (labels.facts.classes ?? unknownDim()));
  const axes = labels.shape.length > 1 && labels.shape.at(-1) === 1 ? labels.shape.slice(0, -1) : labels.shape;
  return {
    ...labels,
    shape: [...axes, classes],
    dtype: 'float64',
    facts: { ...labels.facts, oneHot: true },
    history: [...labels.history, { span: site.span, text: 'to_categorical makes one column per class' }],
  };
});

/** After it words may mean what the program gives them. */
const ownWords = (name: string): readonly [string, Value] => [
  name,
  builtin(`keras.utils.${name}`, (_, site, context) => {
    context.graph.hasOwnWords = true;
    return unknown('what the program registers is not followed', site.span);
  }),
];

/** Classes of the program derive from it; Keras 2 called it Sequence. */
const dataObject: Value = {
  kind: 'builtin',
  name: 'keras.utils.PyDataset',
  call: (_, site) => unknown('a bare PyDataset has no batches', site.span),
  base: dataObjectBase,
};

const members: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['PyDataset', dataObject],
  ['Sequence', dataObject],
  ['to_categorical', toCategorical],
  ['get_source_inputs', getSourceInputs],
  ['plot_model', builtin('keras.utils.plot_model', () => none)],
  ownWords('get_custom_objects'),
  ownWords('custom_object_scope'),
  ownWords('CustomObjectScope'),
  ['set_random_seed', builtin('keras.utils.set_random_seed', () => none)],
  [
    'np_utils',
    {
      kind: 'module',
      name: 'keras.utils.np_utils',
      get: (name) => (name === 'to_categorical' ? toCategorical : null),
      names: ['to_categorical'],
    },
  ],
]);
