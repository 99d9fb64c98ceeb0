/** What operators, statistics and `concat` make of tables and columns. Rows that have the same index stand beside each other. */
import type { EvalContext } from '../../eval/context';
import { numberDtype, unknownNumber } from '../../eval/unknown-number';
import {
  type BuiltinValue,
  builtin,
  type CallArguments,
  type ObjectValue,
  unknown,
  type Value,
} from '../../eval/value';
import type { BinaryOperator } from '../../lang/program';
import { add, type Dim, sameDim, unknownDim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { columnRows, columnValue, indexOf, type Table, tableIn, tableValue } from './table';

const operators: ReadonlySet<BinaryOperator> = new Set([
  ...(['+', '-', '*', '/', '//', '%', '**', '&', '|', '^'] as const),
  ...(['==', '!=', '<', '<=', '>', '>='] as const),
]);

/** Null unless one of the two is a table or a column. */
export function tableBinary(operator: BinaryOperator, left: Value, right: Value, span: Span): Value | null {
  if (!operators.has(operator)) return null;
  const [one, other] = isOfPandas(left) ? [left, right] : [right, left];
  if (!isOfPandas(one)) return null;
  const isPlain =
    ['number', 'string', 'boolean', 'none', 'symbolic'].includes(other.kind) || numberDtype(other) !== null;
  if (isPlain) return one;
  const together = alike(one, other) ?? alike(other, one);
  return together ?? unknown('which rows and columns come together is not known', span);
}

/** The result where the second has a value for each of the first. */
function alike(one: Value, other: Value): Value | null {
  const [table, second] = [tableIn(one), tableIn(other)];
  const [rows, otherRows] = [columnRows(one), columnRows(other)];
  if (table && second) return sameIndex(one, other) && sameColumns(table, second) ? one : null;
  // A statistic of each column has the names of the columns as its index.
  if (table && otherRows !== null)
    return isOfPandas(other) && indexOf(other) === columnIndex(table) && sameDim(otherRows, table.width) ? one : null;
  if (rows !== null && otherRows !== null) return sameIndex(one, other) ? one : null;
  if (other.kind === 'array' && other.shape?.length === 1 && rows !== null) return one;
  return null;
}

function isOfPandas(value: Value): value is ObjectValue {
  return tableIn(value) !== null || columnRows(value) !== null;
}

function sameIndex(a: Value, b: Value): boolean {
  if (!isOfPandas(a) || !isOfPandas(b) || indexOf(a) !== indexOf(b)) return false;
  return sameDim(rowsOf(a), rowsOf(b));
}

function rowsOf(value: Value): Dim {
  return tableIn(value)?.rows ?? columnRows(value) ?? unknownDim();
}

function sameColumns(a: Table, b: Table): boolean {
  return a.columns && b.columns
    ? columnIndex(a) === columnIndex(b)
    : !a.columns && !b.columns && sameDim(a.width, b.width);
}

function columnIndex({ columns }: Table): string {
  return `columns ${columns?.join('\n') ?? ''}`;
}

const statistics: ReadonlySet<string> = new Set([
  'mean',
  'std',
  'min',
  'max',
  'sum',
  'median',
  'var',
  'count',
  'nunique',
]);

/** `mean()` and its like: one number for each column, or for each row. */
export function statistic(object: ObjectValue, name: string): BuiltinValue | null {
  if (!statistics.has(name)) return null;
  return builtin(`${object.class}.${name}`, (args, { span }) => {
    const table = tableIn(object);
    if (!table) return unknownNumber('it depends on the data', span, name === 'count' ? 'int64' : 'float64');
    const axis = argument(args, 0, 'axis')?.value;
    if (args.names.has('numeric_only')) return columnValue(unknownDim());
    if (!axis || (axis.kind === 'number' && axis.value === 0)) return columnValue(table.width, columnIndex(table));
    return axis.kind === 'number' ? columnValue(table.rows, indexOf(object)) : columnValue(unknownDim());
  });
}

/** `concat(objs, axis=0)`: below each other, or beside each other where they have the same index. */
export function concat(args: CallArguments, span: Span, context: EvalContext): Value {
  const given = argument(args, 0, 'objs')?.value;
  const axis = argument(args, 1, 'axis')?.value;
  const parts = given ? context.iterate(given, span) : [];
  const beside = axis?.kind === 'number' ? axis.value === 1 : axis?.kind === 'string' && axis.value === 'columns';
  if ('kind' in parts || parts.length === 0 || !parts.every(isOfPandas) || (axis && axis.kind === 'unknown'))
    return unknown('the parts of the table are not known', span);
  const tables = parts.map((part) => tableIn(part) ?? { rows: columnRows(part)!, columns: null, width: 1 });
  const sum = (sizes: readonly Dim[]): Dim => sizes.reduce(add, 0);
  if (beside) {
    const isAligned = parts.every((part) => sameIndex(part, parts[0]!));
    const columns = tables.every((table) => table.columns) ? tables.flatMap((table) => table.columns!) : null;
    const width = sum(tables.map((table) => table.width));
    const rows = isAligned ? tables[0]!.rows : unknownDim();
    return tableValue({ rows, columns, width }, isAligned ? indexOf(parts[0]!) : undefined);
  }
  const rows = sum(tables.map((table) => table.rows));
  if (parts.every((part) => columnRows(part) !== null)) return columnValue(rows);
  const [first] = tables;
  const isSame = parts.every((part) => tableIn(part)) && tables.every((table) => sameColumns(table, first!));
  return tableValue(isSame ? { ...first!, rows } : { rows, columns: null, width: unknownDim() });
}
