/** `tf.data` and `tf.TensorSpec`: where data sets come from. */
import type { EvalContext } from '../../../eval/context';
import {
  type BuiltinValue,
  builtin,
  type CallArguments,
  type ModuleValue,
  number,
  unknown,
  type Value,
} from '../../../eval/value';
import { isKnown, type Shape } from '../../../shape/dim';
import type { Span } from '../../../text/span';
import { argument } from '../../common/data-calls';
import { firstLeaf, mapLeaves } from '../../common/data-element';
import { array, dimOf, dtypeName } from '../../numpy/arrays';
import { dataset, zipped } from './dataset';
import { rowOf, tensorsIn } from './element';

function source(
  name: string,
  make: (args: CallArguments, span: Span, context: EvalContext) => Value,
): [string, BuiltinValue] {
  return [name, builtin(`tf.data.Dataset.${name}`, (args, site, context) => make(args, site.span, context))];
}

/** One element for each row of the first axis. */
function fromTensorSlices(args: CallArguments, span: Span, context: EvalContext): Value {
  const given = argument(args, 0, 'tensors')?.value;
  const whole = given ? tensorsIn(given, span, context) : unknown('no data are given', span);
  const rows = firstLeaf(whole)?.shape?.[0];
  const text = 'from_tensor_slices gives one row after the other';
  const element = mapLeaves(whole, (leaf) => rowOf(leaf, span, text), context, span);
  return dataset(element, rows !== undefined && isKnown(rows) ? rows : null);
}

/** `from_generator(generator, output_signature=…)`, or `output_types` and `output_shapes`. */
function fromGenerator(args: CallArguments, span: Span, context: EvalContext): Value {
  const signature = argument(args, 4, 'output_signature')?.value;
  if (signature && signature.kind !== 'none') return dataset(tensorsIn(signature, span, context), null);
  const types = argument(args, 1, 'output_types')?.value;
  const shapes = argument(args, 2, 'output_shapes')?.value;
  return types && shapes
    ? dataset(typed(types, shapes, span), null)
    : unknown('the data set does not say which shapes its generator gives', span);
}

function typed(types: Value, shapes: Value, span: Span): Value {
  if (types.kind === 'sequence' && shapes.kind === 'sequence' && types.items.length === shapes.items.length) {
    return {
      ...types,
      type: 'tuple',
      items: types.items.map((item, i) => typed(item, shapes.items[i]!, span)),
      origin: null,
    };
  }
  const shape = specShape(shapes);
  return shape
    ? array(shape, dtypeName(types), span, 'the generator gives it', 'tensorflow')
    : unknown('the shape that the generator gives is not known', span);
}

function specShape(value: Value | undefined): Shape | null {
  if (value?.kind !== 'sequence' || value.open) return null;
  return value.items.map((item) => (item.kind === 'none' ? null : dimOf(item)));
}

/** `tf.TensorSpec(shape, dtype=tf.float32)`: like the tensors that it describes. */
export const tensorSpec: BuiltinValue = builtin('tf.TensorSpec', (args, site) => {
  const shape = specShape(argument(args, 0, 'shape')?.value);
  const dtype = dtypeName(argument(args, 1, 'dtype')?.value) ?? 'float32';
  return shape
    ? array(shape, dtype, site.span, 'its spec says so', 'tensorflow')
    : unknown('the shape of the spec is not known', site.span);
});

/** `tf.TensorShape([…])`: as a tuple. */
export const tensorShape: BuiltinValue = builtin('tf.TensorShape', (args, site) => {
  const dims = argument(args, 0, 'dims')?.value;
  return dims?.kind === 'sequence' && !dims.open
    ? { ...dims, type: 'tuple', origin: null }
    : unknown('the shape is not known', site.span);
});

function range(args: CallArguments, span: Span): Value {
  const given = args.positions.map(({ value }) => (value.kind === 'number' ? value.value : null));
  const [start, stop, step] =
    given.length === 1 ? [0, given[0]!, 1] : [given[0] ?? null, given[1] ?? null, given[2] ?? 1];
  const count = start === null || stop === null || !step ? null : Math.max(0, Math.ceil((stop - start) / step));
  return dataset(array([], 'int64', span, 'a number', 'tensorflow'), count);
}

/** Lines or records of files. */
const texts = (path: string): BuiltinValue =>
  builtin(path, (_, site) => dataset(array([], 'string', site.span, 'it is read from files', 'tensorflow'), null));

const sources: ReadonlyMap<string, Value> = new Map<string, Value>([
  source('from_tensor_slices', fromTensorSlices),
  source('from_tensors', (args, span, context) => {
    const given = argument(args, 0, 'tensors')?.value;
    return dataset(given ? tensorsIn(given, span, context) : unknown('no data are given', span), 1);
  }),
  source('from_generator', fromGenerator),
  source('zip', (args, span) =>
    zipped(
      args.names.has('datasets') ? [args.names.get('datasets')!.value] : args.positions.map(({ value }) => value),
      span,
    ),
  ),
  source('range', range),
  ['list_files', texts('tf.data.Dataset.list_files')],
  source('load', (_, span) => unknown('the data set is read from files when the program runs', span)),
  source('random', (_, span) => dataset(array([], 'int64', span, 'a number', 'tensorflow'), null)),
]);

const datasetClass: BuiltinValue = builtin(
  'tf.data.Dataset',
  (_, site) => unknown('tf.data.Dataset is not made by a call', site.span),
  (name) => sources.get(name) ?? null,
);

const members: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['Dataset', datasetClass],
  ['AUTOTUNE', number(-1)],
  ['INFINITE_CARDINALITY', number(-1)],
  ['UNKNOWN_CARDINALITY', number(-2)],
  ['TFRecordDataset', texts('tf.data.TFRecordDataset')],
  ['TextLineDataset', texts('tf.data.TextLineDataset')],
  [
    'Options',
    builtin('tf.data.Options', () => ({ kind: 'object', class: 'tf.data.Options', type: {}, data: new Map() })),
  ],
]);

const experimental: ModuleValue = {
  kind: 'module',
  name: 'tensorflow.data.experimental',
  get: (name) =>
    name === 'cardinality'
      ? builtin('tf.data.experimental.cardinality', (args, site, context) => {
          const given = args.positions[0]?.value;
          return given
            ? context.call(
                context.attribute(given, 'cardinality', site.span),
                { positions: [], names: new Map(), open: null },
                { span: site.span, expr: null },
              )
            : unknown('no data set is given', site.span);
        })
      : (members.get(name) ?? null),
  names: null,
};

export const dataModule: ModuleValue = {
  kind: 'module',
  name: 'tensorflow.data',
  get: (name) => (name === 'experimental' ? experimental : (members.get(name) ?? null)),
  names: null,
};
