/** Scalers, encoders and projections: `fit`, `transform` and `fit_transform`. */
import type { EvalContext } from '../../eval/context';
import {
  type ArrayValue,
  type BuiltinValue,
  builtin,
  type CallArgument,
  type CallArguments,
  type ObjectType,
  unknown,
  type Value,
} from '../../eval/value';
import { type Dim, unknownDim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { array, derived, dimOf, toArray } from '../numpy/arrays';
import { tableArray } from '../pandas/table';

type Change = (from: ArrayValue, span: Span) => Value;

/** The array in an argument: arrays, lists and tables. */
function arrayIn(args: CallArguments, span: Span, context: EvalContext): ArrayValue | null {
  const given = argument(args, 0, 'X', 'y')?.value;
  return given ? (tableArray(given, span) ?? toArray(given, context, span)) : null;
}

function transformer(path: string, change: Change, back: Change = change): Value {
  const apply = (how: Change, args: CallArguments, span: Span, context: EvalContext): Value => {
    const from = arrayIn(args, span, context);
    return from?.shape ? how(from, span) : unknown('the data are not known', span);
  };
  const type: ObjectType = {
    attribute: (object, name, span) => {
      switch (name) {
        case 'fit':
        case 'partial_fit':
        case 'set_output':
          return builtin(`${path}.${name}`, () => object);
        case 'fit_transform':
        case 'transform':
          return builtin(`${path}.${name}`, (args, site, context) => apply(change, args, site.span, context));
        case 'inverse_transform':
          return builtin(`${path}.${name}`, (args, site, context) => apply(back, args, site.span, context));
        default:
          return unknown('it depends on the data', span);
      }
    },
  };
  return { kind: 'object', class: path, type, data: new Map() };
}

/** Numbers stay float32 where they are, and become float64 else. */
const scaled: Change = (from, span) =>
  derived(from, from.shape, span, 'it is scaled', from.dtype === 'float32' ? 'float32' : 'float64');

const encodedLabels: Change = (from, span) => derived(from, from.shape, span, 'classes become numbers', 'int64');

function withColumns(columns: Dim): Change {
  return (from, span) =>
    derived(
      from,
      [from.shape![0]!, columns],
      span,
      'other columns are made',
      from.dtype === 'float32' ? 'float32' : 'float64',
    );
}

function scaler(name: string): [string, BuiltinValue] {
  const path = `sklearn.preprocessing.${name}`;
  return [name, builtin(path, () => transformer(path, scaled))];
}

/** One column for each category that occurs. */
function encoder(name: string): [string, BuiltinValue] {
  const path = `sklearn.preprocessing.${name}`;
  return [
    name,
    builtin(path, (args) => {
      const isDense =
        name !== 'OneHotEncoder' || ['sparse_output', 'sparse'].some((key) => isFalse(args.names.get(key)));
      const columns: Change = (from, span) =>
        isDense
          ? array(
              [from.shape![0]!, unknownDim()],
              name === 'OneHotEncoder' ? 'float64' : 'int64',
              span,
              'a column for each category',
            )
          : unknown('a sparse matrix is not followed', span);
      return transformer(path, columns, withColumns(unknownDim()));
    }),
  ];
}

function isFalse(given: CallArgument | undefined): boolean {
  return given?.value.kind === 'boolean' && !given.value.value;
}

/** `scale(X)` and its like, as functions. */
function scaleFunction(name: string): [string, BuiltinValue] {
  return [
    name,
    builtin(`sklearn.preprocessing.${name}`, (args, { span }, context) => {
      const from = arrayIn(args, span, context);
      return from?.shape ? scaled(from, span) : unknown('the data are not known', span);
    }),
  ];
}

function projection(name: string, module: string): [string, BuiltinValue] {
  const path = `sklearn.${module}.${name}`;
  return [
    name,
    builtin(path, (args) => {
      const count = argument(args, 0, 'n_components')?.value;
      const columns =
        count?.kind === 'number' && Number.isInteger(count.value) && !count.float ? dimOf(count) : unknownDim();
      return transformer(path, withColumns(columns), withColumns(unknownDim()));
    }),
  ];
}

export const transformers: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...[
    'StandardScaler',
    'MinMaxScaler',
    'RobustScaler',
    'MaxAbsScaler',
    'Normalizer',
    'QuantileTransformer',
    'PowerTransformer',
    'SimpleImputer',
  ].map(scaler),
  ...['scale', 'minmax_scale', 'robust_scale', 'maxabs_scale', 'normalize'].map(scaleFunction),
  [
    'LabelEncoder',
    builtin('sklearn.preprocessing.LabelEncoder', () =>
      transformer('sklearn.preprocessing.LabelEncoder', encodedLabels),
    ),
  ],
  encoder('OneHotEncoder'),
  encoder('LabelBinarizer'),
  scaler('OrdinalEncoder'),
  projection('PCA', 'decomposition'),
  projection('TruncatedSVD', 'decomposition'),
]);
