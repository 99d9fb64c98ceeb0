/** pandas for the evaluator: tables with known rows or columns where the program says so. */
import type { EvalContext } from '../../eval/context';
import type { Library } from '../../eval/library';
import {
  type BuiltinValue,
  builtin,
  type CallArguments,
  type ModuleValue,
  none,
  unknown,
  type Value,
} from '../../eval/value';
import { type Dim, unknownDim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { toArray } from '../numpy/arrays';
import { namesIn } from './access';
import { concat, tableBinary } from './arithmetic';
import { columnRows, columnValue, rowsOfTable, tableIn, tableValue } from './table';

/** `DataFrame(data, columns=…)`: from a dictionary of columns, or from rows. */
function frame(args: CallArguments, span: Span, context: EvalContext): Value {
  const data = argument(args, 0, 'data')?.value;
  const columns = namesIn(argument(args, 2, 'columns')?.value);
  if (data?.kind === 'mapping' && !data.open && !columns) {
    const names = [...data.entries.values()].map(({ key }) => (key.kind === 'string' ? key.value : String(key.kind)));
    const lengths = [...data.entries.values()].map(({ value }) => rowsIn(value, span, context));
    return tableValue({
      rows: lengths.find((rows) => typeof rows === 'number') ?? unknownDim(),
      columns: names,
      width: names.length,
    });
  }
  const made = data ? (tableIn(data) ?? toArray(data, context, span)) : null;
  if (made && 'rows' in made) return tableValue(columns ? { rows: made.rows, columns, width: columns.length } : made);
  const shape = made?.shape;
  const width: Dim = columns
    ? columns.length
    : shape?.length === 2
      ? shape[1]!
      : shape?.length === 1
        ? 1
        : unknownDim();
  return tableValue({ rows: shape?.[0] ?? unknownDim(), columns, width });
}

function rowsIn(value: Value, span: Span, context: EvalContext): Dim {
  return (
    columnRows(value) ??
    (value.kind === 'sequence' && !value.open ? value.items.length : toArray(value, context, span)?.shape?.[0]) ??
    unknownDim()
  );
}

/** Rows of a file are not known; its columns are where the program names them. */
const fromFile: Body = (args) => {
  const columns = namesIn(argument(args, null, 'usecols')?.value) ?? namesIn(argument(args, null, 'names')?.value);
  const index = argument(args, null, 'index_col')?.value;
  const asIndex = index !== undefined && index.kind !== 'none';
  return tableValue({
    rows: unknownDim(),
    columns: asIndex ? null : columns,
    width: columns && !asIndex ? columns.length : unknownDim(),
  });
};

type Body = (args: CallArguments, span: Span, context: EvalContext) => Value;

function define(name: string, body: Body): [string, BuiltinValue] {
  return [name, builtin(`pandas.${name}`, (args, site, context) => body(args, site.span, context))];
}

const members: ReadonlyMap<string, Value> = new Map<string, Value>([
  define('DataFrame', frame),
  define('Series', (args, span, context) => {
    const data = argument(args, 0, 'data')?.value;
    return columnValue(data ? rowsIn(data, span, context) : unknownDim());
  }),
  ...['read_csv', 'read_table', 'read_excel', 'read_parquet', 'read_json', 'read_pickle', 'read_hdf', 'read_sql'].map(
    (name) => define(name, fromFile),
  ),
  define('get_dummies', (args) => {
    const given = argument(args, 0, 'data')?.value;
    const rows = tableIn(given)?.rows ?? columnRows(given) ?? unknownDim();
    return tableValue({ rows, columns: null, width: unknownDim() });
  }),
  define('concat', concat),
  define('set_option', () => none),
]);

const pandas: ModuleValue = {
  kind: 'module',
  name: 'pandas',
  get: (name) =>
    members.get(name) ?? builtin(`pandas.${name}`, (_, site) => unknown(`pandas.${name} is not followed`, site.span)),
  names: [...members.keys()],
};

export const pandasLibrary: Library = {
  module: (name) => (name === 'pandas' ? pandas : null),
  binary: tableBinary,
  unary: (operator, operand) =>
    (operator === '~' || operator === '-') && rowsOfTable(operand) !== null ? operand : null,
};
