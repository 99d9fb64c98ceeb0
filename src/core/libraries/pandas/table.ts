/** Tables of pandas: how many rows, and which columns where the program says so. */
import {
  type ArrayValue,
  dimValue,
  list,
  type ObjectType,
  type ObjectValue,
  string,
  type Value,
} from '../../eval/value';
import { type Dim, type Shape, unknownDim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { array } from '../numpy/arrays';
import { columnAttribute, setColumn, tableAttribute, tableIndex } from './access';

/** A data frame. `columns` null: not even their number is known. */
export interface Table {
  readonly rows: Dim;
  readonly columns: readonly string[] | null;
  /** Their number, also where they have no names that are known. */
  readonly width: Dim;
}

/** Rows are numbered from 0, as those of a table that was just made. */
const NUMBERED = 'numbered';
let indices = 0;

/** The labels of rows that were taken from others, which no other table has. */
export function otherIndex(): string {
  return `rows ${indices++}`;
}

const INDEX = '(index)';
const ROWS = '(rows)';
const COLUMNS = '(columns)';
const WIDTH = '(width)';

/** `index` tells tables apart whose rows have other labels. */
export function tableValue({ rows, columns, width }: Table, index = NUMBERED): Value {
  const data = new Map<string, Value>([
    [INDEX, string(index)],
    [ROWS, sized(rows)],
    [WIDTH, sized(columns ? columns.length : width)],
  ]);
  if (columns) data.set(COLUMNS, list(columns.map((column) => string(column))));
  return { kind: 'object', class: 'pandas.DataFrame', type: tableType, data };
}

/** One column, as a series. */
export function columnValue(rows: Dim, index = NUMBERED): Value {
  const data = new Map<string, Value>([
    [INDEX, string(index)],
    [ROWS, sized(rows)],
  ]);
  return { kind: 'object', class: 'pandas.Series', type: columnType, data };
}

/** What tells which rows of other tables are the same. */
export function indexOf({ data }: ObjectValue): string {
  const index = data.get(INDEX);
  return index?.kind === 'string' ? index.value : otherIndex();
}

function sized(dim: Dim): Value {
  return dimValue(dim);
}

function dimIn(value: Value | undefined): Dim {
  if (value?.kind === 'number') return value.value;
  return value?.kind === 'symbolic' ? value.value : unknownDim();
}

export function tableIn(value: Value | undefined): Table | null {
  if (value?.kind !== 'object' || value.type !== tableType) return null;
  const columns = value.data.get(COLUMNS);
  return {
    rows: dimIn(value.data.get(ROWS)),
    columns:
      columns?.kind === 'sequence'
        ? columns.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
        : null,
    width: dimIn(value.data.get(WIDTH)),
  };
}

/** Rows of a series; null for other values. */
export function columnRows(value: Value | undefined): Dim | null {
  return value?.kind === 'object' && value.type === columnType ? dimIn(value.data.get(ROWS)) : null;
}

/** Rows of a table or a column; null for other values. */
export function rowsOfTable(value: Value): Dim | null {
  return tableIn(value)?.rows ?? columnRows(value);
}

export function tableWithRows(value: Value, rows: Dim): Value {
  const table = tableIn(value);
  const index = otherIndex();
  return table ? tableValue({ ...table, rows }, index) : columnValue(rows, index);
}

/** The array that `values` gives; null for other values. */
export function tableArray(value: Value, span: Span, dtype: string | null = null): ArrayValue | null {
  const shape = tableShape(value);
  return shape && array(shape, dtype, span, 'the values of a table');
}

export function tableShape(value: Value): Shape | null {
  const table = tableIn(value);
  if (table) return [table.rows, table.width];
  const rows = columnRows(value);
  return rows === null ? null : [rows];
}

/** Changes a table in place: what `frame['name'] = …`, `pop` and `inplace=True` do. */
export const CHANGED = { columns: COLUMNS, width: WIDTH, rows: ROWS, index: INDEX } as const;

const tableType: ObjectType = { attribute: tableAttribute, index: tableIndex, setIndex: setColumn };
const columnType: ObjectType = { attribute: columnAttribute, index: tableIndex };
