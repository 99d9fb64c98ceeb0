/** Attributes, methods and indexing of tables and columns. */
import type { EvalContext } from '../../eval/context';
import { openList } from '../../eval/open-list';
import { unknownNumber } from '../../eval/unknown-number';
import {
  builtin,
  type CallArguments,
  list,
  none,
  type ObjectValue,
  shapeValue,
  string,
  tuple,
  unknown,
  type Value,
} from '../../eval/value';
import { add, type Dim, unknownDim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument, booleanIn, numberIn } from '../common/data-calls';
import { array, dtypeName, sizeValue } from '../numpy/arrays';
import { indexShape } from '../numpy/indexing';
import { arrayAttribute } from '../numpy/methods';
import { statistic } from './arithmetic';
import {
  CHANGED,
  columnRows,
  columnValue,
  indexOf,
  otherIndex,
  type Table,
  tableArray,
  tableIn,
  tableShape,
  tableValue,
  tableWithRows,
} from './table';

const unknownRows = (value: Value): Value => tableWithRows(value, unknownDim());

/** What a table and a column have alike; null where there is none. */
function common(object: ObjectValue, name: string, span: Span, context: EvalContext): Value | null {
  const shape = tableShape(object)!;
  const method = (make: (args: CallArguments, at: Span) => Value): Value =>
    builtin(`${object.class}.${name}`, (args, site) => make(args, site.span));
  switch (name) {
    case 'shape':
      return shapeValue(shape);
    case 'ndim':
      return { kind: 'number', value: shape.length, float: false, origin: null };
    case 'values':
    case '__array__':
      return tableArray(object, span);
    case 'to_numpy':
      return method((args, at) => tableArray(object, at, dtypeName(argument(args, 0, 'dtype')?.value)) ?? none);
    case '__len__':
      return method((_, at) => sizeValue(shape[0]!, at));
    case 'copy':
    case 'astype':
    case 'fillna':
    case 'replace':
    case 'round':
    case 'abs':
    case 'clip':
    case 'diff':
    case 'shift':
    case 'cumsum':
    case 'pct_change':
    case 'isnull':
    case 'isna':
    case 'notnull':
    case 'notna':
    case 'isin':
    case 'between':
    case 'sort_index':
    case 'sort_values':
    case 'ffill':
    case 'bfill':
    case 'apply':
    case 'map':
    case 'interpolate':
      // A function of each row may give anything.
      if (name === 'apply' && shape.length === 2)
        return method((_, at) => unknown('what the function gives is not followed', at));
      return method((args) => (booleanIn(argument(args, null, 'inplace')) ? none : object));
    case 'reset_index':
      return method((args) => {
        // The old labels become a column unless they are dropped.
        const drops = booleanIn(argument(args, null, 'drop')) === true;
        if (booleanIn(argument(args, null, 'inplace'))) return none;
        const table = tableIn(object);
        if (!table) return drops ? columnValue(shape[0]!) : tableValue({ rows: shape[0]!, columns: null, width: 2 });
        return tableValue(drops ? table : { rows: table.rows, columns: null, width: add(table.width, 1) });
      });
    case 'iterrows':
      return method((_, at) => {
        const each = columnValue(shape[1] ?? 1);
        const number = unknownNumber('it counts the rows', at, 'int64');
        return openList(unknown('the rows are those of the running program', at), tuple([number, each]));
      });
    case 'tolist':
    case 'to_list':
      return method((_, at) => openList(unknown('it depends on the data', at)));
    case 'head':
    case 'tail':
      return method((args) => {
        const most = numberIn(argument(args, 0, 'n')) ?? 5;
        const [rows] = shape;
        return tableWithRows(object, typeof rows === 'number' && most >= 0 ? Math.min(rows, most) : unknownDim());
      });
    case 'sample':
      return method((args) => {
        const count = argument(args, 0, 'n')?.value;
        const share = argument(args, null, 'frac')?.value;
        if (share?.kind === 'number' && share.value === 1) return object;
        return tableWithRows(object, count?.kind === 'number' ? count.value : unknownDim());
      });
    case 'dropna':
    case 'drop_duplicates':
    case 'query':
      return method((args) => {
        if (!booleanIn(argument(args, null, 'inplace'))) {
          const axis = argument(args, null, 'axis')?.value;
          return axis && !(axis.kind === 'number' && axis.value === 0)
            ? unknown('which columns are left is not known', span)
            : unknownRows(object);
        }
        dropRows(object, 'rows are dropped', span, context);
        return none;
      });
    case 'iloc':
      return indexer(object, (index, at) => positioned(object, index, at));
    case 'loc':
      return indexer(object, (index, at) => labelled(object, index, at));
    default:
      return null;
  }
}

export function tableAttribute(object: ObjectValue, name: string, span: Span, context: EvalContext): Value | null {
  const table = tableIn(object)!;
  const method = (make: (args: CallArguments, at: Span) => Value): Value =>
    builtin(`DataFrame.${name}`, (args, site) => make(args, site.span));
  switch (name) {
    case 'columns':
      return table.columns
        ? list(table.columns.map((column) => string(column)))
        : unknown('the columns are not known', span);
    case 'T':
      return tableValue({ rows: table.width, columns: null, width: table.rows });
    case 'drop':
      return method((args, at) => dropped(object, table, args, at, context));
    case 'set_index':
      return method((args) => {
        // The columns become the labels of the rows.
        const keeps = argument(args, 1, 'drop')?.value;
        const names = keeps?.kind === 'boolean' && !keeps.value ? [] : namesIn(argument(args, 0, 'keys')?.value);
        if (!booleanIn(argument(args, null, 'inplace'))) return tableValue({ ...table, ...without(table, names) });
        removeColumns(object, table, names, context);
        return none;
      });
    case 'filter':
      return method((args, at) => {
        const given = namesIn(argument(args, 0, 'items')?.value);
        // Names that are not among the columns are passed over.
        const names = given?.filter((column) => table.columns?.includes(column) ?? true);
        return names
          ? tableValue({ ...table, columns: names, width: names.length }, indexOf(object))
          : unknown('which columns come out is not known', at);
      });
    case 'pop':
      return method((args) => {
        removeColumns(object, table, namesIn(argument(args, 0, 'item')?.value), context);
        return columnValue(table.rows, indexOf(object));
      });
    case 'rename':
      return method((args) =>
        booleanIn(argument(args, null, 'inplace')) ? none : tableValue({ ...table, columns: null, width: table.width }),
      );
    case 'select_dtypes':
    case 'join':
    case 'merge':
      return method((_, at) => unknown('which columns come out is not known', at));
    default:
      return (
        common(object, name, span, context) ??
        (table.columns?.includes(name) ? columnValue(table.rows, indexOf(object)) : null) ??
        statistic(object, name)
      );
  }
}

export function columnAttribute(object: ObjectValue, name: string, span: Span, context: EvalContext): Value | null {
  const own = common(object, name, span, context);
  if (own) return own;
  const number = statistic(object, name);
  if (number) return number;
  if (name === 'unique')
    return builtin('Series.unique', (_, site) => array([unknownDim()], null, site.span, 'values that occur'));
  if (name === 'value_counts')
    return builtin('Series.value_counts', () => columnValue(unknownDim(), 'values that occur'));
  const values = tableArray(object, span);
  return values && name === 'dtype' ? arrayAttribute(values, name, span, context) : null;
}

/** `frame['a']` is a column, `frame[['a', 'b']]` a table, `frame[condition]` and `frame[1:3]` other rows. */
export function tableIndex(object: ObjectValue, index: Value, span: Span): Value {
  const table = tableIn(object);
  if (!table) {
    const part = indexShape([columnRows(object)!], [index]);
    return part?.length === 1 ? tableWithRows(object, part[0]!) : unknown('it is a value of the running program', span);
  }
  if (index.kind === 'string') return columnValue(table.rows, indexOf(object));
  const names = namesIn(index);
  if (names) return tableValue({ rows: table.rows, columns: names, width: names.length }, indexOf(object));
  if (index.kind === 'sequence')
    return tableValue({ rows: table.rows, columns: null, width: unknownDim() }, indexOf(object));
  if (index.kind === 'unknown') return unknown(index.reason, span);
  // Rows between two places; between two labels there may be any number.
  const part = index.kind === 'object' && index.class === 'slice' ? indexShape([table.rows], [index]) : null;
  return tableWithRows(object, part?.[0] ?? unknownDim());
}

/** `iloc[rows, columns]`: by place. */
function positioned(object: ObjectValue, index: Value, span: Span): Value {
  const table = tableIn(object);
  const shape = tableShape(object)!;
  const parts = index.kind === 'sequence' && index.type === 'tuple' ? index.items : [index];
  const picked = indexShape(shape, parts);
  if (!picked || parts.length > shape.length) return unknown('the index is not followed', span);
  if (picked.length === 0) return unknown('it is a value of the running program', span);
  const labels = isAll(parts[0]!) ? indexOf(object) : otherIndex();
  // One row or one column is a series.
  if (picked.length === 1) return columnValue(picked[0]!, labels);
  const columns = parts.length === 1 ? (table?.columns ?? null) : null;
  return tableValue({ rows: picked[0]!, columns, width: picked[1]! }, labels);
}

/** `loc[rows, columns]`: by name. */
function labelled(object: ObjectValue, index: Value, span: Span): Value {
  const table = tableIn(object);
  if (!table || index.kind !== 'sequence' || index.type !== 'tuple' || index.items.length !== 2)
    return unknownRows(object);
  const [rowsIndex, columns] = index.items as [Value, Value];
  const rows: Dim = isAll(rowsIndex) ? table.rows : unknownDim();
  const labels = isAll(rowsIndex) ? indexOf(object) : otherIndex();
  if (columns.kind === 'string') return columnValue(rows, labels);
  const names = namesIn(columns);
  return names
    ? tableValue({ rows, columns: names, width: names.length }, labels)
    : unknown('which columns are taken is not known', span);
}

/** `:` alone. */
function isAll(index: Value): boolean {
  return (
    index.kind === 'object' && index.class === 'slice' && [...index.data.values()].every(({ kind }) => kind === 'none')
  );
}

function indexer(object: ObjectValue, take: (index: Value, span: Span) => Value): Value {
  return {
    kind: 'object',
    class: `${object.class}.indexer`,
    type: { index: (_, index, span) => take(index, span) },
    data: new Map(),
  };
}

/** `drop('a', axis=1)`, `drop(columns=[…])`; rows that are dropped change the number of rows. */
function dropped(object: ObjectValue, table: Table, args: CallArguments, span: Span, context: EvalContext): Value {
  const axis = argument(args, 1, 'axis')?.value;
  const byColumn =
    (axis?.kind === 'number' && axis.value === 1) || (axis?.kind === 'string' && axis.value === 'columns');
  const given = argument(args, null, 'columns')?.value ?? (byColumn ? argument(args, 0, 'labels')?.value : undefined);
  const inPlace = booleanIn(argument(args, null, 'inplace')) ?? false;
  if (!given) {
    if (inPlace) dropRows(object, 'rows are dropped', span, context);
    return inPlace ? none : unknownRows(object);
  }
  const names = namesIn(given) ?? (given.kind === 'string' ? [given.value] : null);
  if (inPlace) {
    removeColumns(object, table, names, context);
    return none;
  }
  return tableValue({ ...table, ...without(table, names) }, indexOf(object));
}

/** Some rows fewer, in place. */
function dropRows({ data }: ObjectValue, reason: string, span: Span, context: EvalContext): void {
  context.journal.setEntry(data as Map<string, Value>, CHANGED.rows, unknown(reason, span));
  context.journal.setEntry(data as Map<string, Value>, CHANGED.index, string(otherIndex()));
}

function without(table: Table, names: readonly string[] | null): Pick<Table, 'columns' | 'width'> {
  if (!names) return { columns: null, width: unknownDim() };
  const columns = table.columns?.filter((column) => !names.includes(column)) ?? null;
  // A name that is not among them would end the program, so each takes one away.
  const width = typeof table.width === 'number' ? table.width - new Set(names).size : unknownDim();
  return { columns, width: columns ? columns.length : width };
}

function removeColumns(object: ObjectValue, table: Table, names: readonly string[] | null, context: EvalContext): void {
  writeColumns(object, without(table, names), context);
}

function writeColumns(
  object: ObjectValue,
  { columns, width }: Pick<Table, 'columns' | 'width'>,
  context: EvalContext,
): void {
  const data = object.data as Map<string, Value>;
  if (columns) context.journal.setEntry(data, CHANGED.columns, list(columns.map((column) => string(column))));
  else context.journal.deleteEntry(data, CHANGED.columns);
  const written: Value =
    typeof width === 'number'
      ? { kind: 'number', value: width, float: false, origin: null }
      : unknown('the columns are not known', { start: 0, end: 0 });
  context.journal.setEntry(data, CHANGED.width, written);
}

/** `frame['name'] = values` adds a column. */
export function setColumn(object: ObjectValue, index: Value, _: Value, context: EvalContext): void {
  const table = tableIn(object);
  if (!table) return;
  if (index.kind === 'string' && table.columns) {
    if (table.columns.includes(index.value)) return;
    writeColumns(object, { columns: [...table.columns, index.value], width: table.columns.length + 1 }, context);
  } else writeColumns(object, { columns: null, width: unknownDim() }, context);
}

/** A list of names, or one name; null if they are not known. */
export function namesIn(value: Value | undefined): readonly string[] | null {
  if (value?.kind === 'string') return [value.value];
  if (value?.kind !== 'sequence' || value.open) return null;
  const names = value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  return names.length === value.items.length ? names : null;
}
