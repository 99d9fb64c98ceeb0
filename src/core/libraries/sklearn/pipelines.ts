/** Transformers made of others: `Pipeline`, one after the other, and `ColumnTransformer`, side by side. */
import type { EvalContext } from '../../eval/context';
import { positional, sliceValue } from '../../eval/helpers';
import { builtin, none, type ObjectType, string, tuple, unknown, type Value } from '../../eval/value';
import { add, type Dim, unknownDim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { array, toArray } from '../numpy/arrays';
import { tableArray } from '../pandas/table';

/** What a transformer makes of data; `method` is `transform` or `fit_transform`. */
type Apply = (data: Value, method: string, span: Span, context: EvalContext) => Value;

function combined(path: string, apply: Apply): Value {
  const type: ObjectType = {
    attribute: (object, name) => {
      switch (name) {
        case 'fit':
        case 'set_output':
        case 'set_params':
          return builtin(`${path}.${name}`, () => object);
        case 'transform':
        case 'fit_transform':
          return builtin(`${path}.${name}`, (args, { span }, context) => {
            const data = argument(args, 0, 'X')?.value;
            return data ? apply(data, name, span, context) : unknown('the data are not known', span);
          });
        default:
          return builtin(`${path}.${name}`, (_, { span }) => unknown('it depends on the data', span));
      }
    },
  };
  return { kind: 'object', class: path, type, data: new Map() };
}

/** `'passthrough'` leaves the data as they are. */
function transformed(by: Value, data: Value, method: string, span: Span, context: EvalContext): Value {
  if (by.kind === 'string' && by.value === 'passthrough') return data;
  return context.call(context.attribute(by, method, span), positional([data], span), { span, expr: null });
}

function chain(path: string, steps: readonly Value[]): Value {
  return combined(path, (data, method, span, context) =>
    steps.reduce((value, step) => transformed(step, value, method, span, context), data),
  );
}

interface Part {
  readonly by: Value;
  readonly columns: Value;
}

function sideBySide(path: string, parts: readonly Part[], remainder: Value): Value {
  return combined(path, (data, method, span, context) => {
    const shape = arrayOf(data, span, context)?.shape;
    if (shape?.length !== 2) return unknown('the data are not known', span);
    let [taken, width]: Dim[] = [0, 0];
    for (const { by, columns } of parts) {
      const own = selected(data, columns, span, context);
      taken = add(taken!, widthOf(own, span, context));
      if (by.kind === 'string' && by.value === 'drop') continue;
      width = add(width!, widthOf(transformed(by, own, method, span, context), span, context));
    }
    const left = add(shape[1]!, taken === null ? null : negative(taken!));
    if (!(remainder.kind === 'string' && remainder.value === 'drop')) width = add(width!, left);
    return array([shape[0]!, width ?? unknownDim()], 'float64', span, 'the columns are transformed');
  });
}

function negative(dim: Exclude<Dim, null>): Dim {
  return typeof dim === 'number' ? -dim : unknownDim();
}

/** Columns by name of a table, or by place of an array. */
function selected(data: Value, columns: Value, span: Span, context: EvalContext): Value {
  const list = columns.kind === 'sequence' ? { ...columns, type: 'list' as const } : columns;
  if (data.kind !== 'array') return context.index(data, list, span);
  return context.index(data, tuple([sliceValue(none, none, none), list]), span);
}

function arrayOf(value: Value, span: Span, context: EvalContext) {
  return tableArray(value, span) ?? toArray(value, context, span);
}

function widthOf(value: Value, span: Span, context: EvalContext): Dim {
  const shape = value.kind === 'unknown' ? null : arrayOf(value, span, context)?.shape;
  return shape?.length === 2 ? shape[1]! : unknownDim();
}

function itemsOf(value: Value | undefined): readonly Value[] | null {
  return value?.kind === 'sequence' && !value.open ? value.items : null;
}

const NOT_LISTED = 'the transformers are not listed';
const drop = string('drop');

export const pipelines: ReadonlyMap<string, Value> = new Map<string, Value>([
  [
    'Pipeline',
    builtin('sklearn.pipeline.Pipeline', (args, { span }) => {
      const steps = itemsOf(argument(args, 0, 'steps')?.value)?.map((step) => itemsOf(step)?.[1]);
      return steps?.every((step) => step !== undefined)
        ? chain('sklearn.pipeline.Pipeline', steps)
        : unknown(NOT_LISTED, span);
    }),
  ],
  [
    'make_pipeline',
    builtin('sklearn.pipeline.make_pipeline', (args) =>
      chain(
        'sklearn.pipeline.Pipeline',
        args.positions.map(({ value }) => value),
      ),
    ),
  ],
  [
    'ColumnTransformer',
    builtin('sklearn.compose.ColumnTransformer', (args, { span }) => {
      const parts = itemsOf(argument(args, 0, 'transformers')?.value)?.map((part) => {
        const [, by, columns] = itemsOf(part) ?? [];
        return by && columns ? { by, columns } : null;
      });
      return parts?.every((part) => part !== null)
        ? sideBySide('sklearn.compose.ColumnTransformer', parts, argument(args, null, 'remainder')?.value ?? drop)
        : unknown(NOT_LISTED, span);
    }),
  ],
  [
    'make_column_transformer',
    builtin('sklearn.compose.make_column_transformer', (args, { span }) => {
      const parts = args.positions.map(({ value }) => {
        const [by, columns] = itemsOf(value) ?? [];
        return by && columns ? { by, columns } : null;
      });
      return parts.every((part) => part !== null)
        ? sideBySide('sklearn.compose.ColumnTransformer', parts, argument(args, null, 'remainder')?.value ?? drop)
        : unknown(NOT_LISTED, span);
    }),
  ],
]);
