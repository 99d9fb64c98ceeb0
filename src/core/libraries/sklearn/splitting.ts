/** `train_test_split` and `shuffle`: rows of several arrays, taken apart alike. */
import type { EvalContext } from '../../eval/context';
import { openList } from '../../eval/open-list';
import {
  type BuiltinValue,
  builtin,
  type CallArgument,
  list,
  number,
  type ObjectType,
  tuple,
  unknown,
  type Value,
} from '../../eval/value';
import { type Dim, isKnown, unknownDim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { array, derived, toArray } from '../numpy/arrays';
import { rowsOfTable, tableWithRows } from '../pandas/table';

/** `train_test_split(*arrays, test_size=None, train_size=None, …)`: both parts of each array in turn. */
const trainTestSplit: BuiltinValue = builtin('sklearn.model_selection.train_test_split', (args, { span }, context) => {
  if (args.open) return unknown(args.open.reason, span);
  const arrays = args.positions.map(({ value }) => rowsIn(value, span, context));
  const rows = arrays.find((each) => each !== null)?.rows ?? unknownDim();
  const [train, test] = sizes(rows, argument(args, null, 'train_size'), argument(args, null, 'test_size'));
  return list(
    arrays.flatMap((each) =>
      each
        ? [each.withRows(train, 'the part for training'), each.withRows(test, 'the part for testing')]
        : [unknown('the data are not followed', span), unknown('the data are not followed', span)],
    ),
  );
});

/** `_validate_shuffle_split` of scikit-learn: the test part is rounded up, the training part down. */
function sizes(rows: Dim, train: CallArgument | undefined, test: CallArgument | undefined): readonly [Dim, Dim] {
  const trainShare = shareIn(train);
  const testShare = shareIn(test) ?? (trainShare === null ? { value: 0.25, float: true } : null);
  if (!isKnown(rows) || trainShare === undefined || testShare === undefined) return [unknownDim(), unknownDim()];
  const count = (share: Share, round: (size: number) => number): number =>
    share.float ? round(share.value * rows) : share.value;
  const tested = testShare ? count(testShare, Math.ceil) : rows - count(trainShare!, Math.floor);
  return [trainShare ? count(trainShare, Math.floor) : rows - tested, tested];
}

interface Share {
  readonly value: number;
  readonly float: boolean;
}

/** Null if it is not given; undefined if it is not known. */
function shareIn(given: CallArgument | undefined): Share | null | undefined {
  if (!given || given.value.kind === 'none') return null;
  return given.value.kind === 'number' ? given.value : undefined;
}

interface Rows {
  readonly rows: Dim;
  readonly withRows: (rows: Dim, text: string) => Value;
}

function rowsIn(value: Value, span: Span, context: EvalContext): Rows | null {
  const table = rowsOfTable(value);
  if (table !== null) return { rows: table, withRows: (rows) => tableWithRows(value, rows) };
  const made = toArray(value, context, span);
  if (!made?.shape?.length) return null;
  const { shape } = made;
  return {
    rows: shape[0]!,
    withRows: (rows, text) => ({ ...derived(made, [rows, ...shape.slice(1)], span, text), facts: made.facts }),
  };
}

/** `shuffle(*arrays)`: a single array is given back as it is, several as a list. */
const shuffle: BuiltinValue = builtin('sklearn.utils.shuffle', ({ positions }, { span }) => {
  const values = positions.map(({ value }) => value);
  return values.length === 1 ? values[0]! : values.length ? list(values) : unknown('no data are given', span);
});

/** Folds beyond this are not spelt out. */
const MOST_FOLDS = 64;

/** `KFold(n_splits=5)` and its like: `split(X)` gives the places of the rows for training and testing, once for each fold. */
function folds(name: string, isEven: boolean): [string, BuiltinValue] {
  const path = `sklearn.model_selection.${name}`;
  return [
    name,
    builtin(path, (args) => {
      const given = argument(args, 0, 'n_splits');
      const count = given ? (given.value.kind === 'number' ? given.value.value : null) : 5;
      const attribute: ObjectType['attribute'] = (_, member, span) => {
        if (member === 'get_n_splits' && count !== null) return builtin(`${path}.${member}`, () => number(count));
        if (member !== 'split') return unknown(`${path} computes it`, span);
        return builtin(`${path}.split`, (of, site, context) => {
          const rows = of.positions[0] && rowsIn(of.positions[0].value, site.span, context)?.rows;
          const places = (size: Dim): Value => array([size], 'int64', site.span, 'places of rows');
          const fold = (i: number): Value => {
            const tested = isEven && isKnown(rows!) ? Math.floor(rows / count!) + (i < rows % count! ? 1 : 0) : null;
            return tuple([
              places(tested === null ? unknownDim() : (rows as number) - tested),
              places(tested ?? unknownDim()),
            ]);
          };
          return count !== null && count <= MOST_FOLDS
            ? list(Array.from({ length: count }, (_unused, i) => fold(i)))
            : openList(
                unknown('the number of folds is not known', site.span),
                tuple([places(unknownDim()), places(unknownDim())]),
              );
        });
      };
      return { kind: 'object', class: path, type: { attribute }, data: new Map() };
    }),
  ];
}

export const splitting: ReadonlyMap<string, Value> = new Map<string, Value>([
  folds('KFold', true),
  folds('StratifiedKFold', false),
  folds('GroupKFold', false),
  ['train_test_split', trainTestSplit],
  ['shuffle', shuffle],
]);
