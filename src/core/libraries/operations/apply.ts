/** Applies operations to values of the program: symbolic tensors become rows of the graph, arrays stay arrays. */
import type { EvalContext } from '../../eval/context';
import {
  type ArrayValue,
  type BuiltinValue,
  builtin,
  type CallArguments,
  list,
  unknown,
  type Value,
} from '../../eval/value';
import type { Layer, Tensor } from '../../graph/graph';
import { formatShape, type Shape } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { toArray } from '../numpy/arrays';
import { callOf, type Part } from './call-arguments';
import { standard } from './dtypes';
import { NOT_FOLLOWED, type Operation, type Outcome } from './operation';

/** The function of a library for an operation. */
export function operationFunction(path: string, operation: Operation): BuiltinValue {
  return builtin(path, (args, site, context) =>
    applyOperation(operation, operandsIn(operation, args, context, site.span), args, site.span, context),
  );
}

/** Names under which functions take their first tensor. */
const firstNames: readonly string[] = [
  'x',
  'inputs',
  'input',
  'tensor',
  'images',
  'image',
  'a',
  'x1',
  'value',
  'values',
  'xs',
  'arrays',
  'array',
  'tensors',
  'input_tensor',
  'features',
  'logits',
  'condition',
  'data',
  'y',
];
const secondNames: readonly string[] = ['y', 'b', 'x2', 'weights'];

/** The values that take part as tensors. */
function operandsIn({ operands }: Operation, args: CallArguments, context: EvalContext, span: Span): readonly Value[] {
  const items = (value: Value): readonly Value[] => {
    const found = context.iterate(value, span);
    return 'kind' in found ? [found] : found;
  };
  if (operands === 'each') return args.positions.map(({ value }) => value);
  if (operands === 'rest') return args.positions.slice(1).map(({ value }) => value);
  if (typeof operands === 'object')
    return operands.flatMap((names, at) => {
      const value = argument(args, at, ...names)?.value;
      return value && value.kind !== 'none' ? [value] : [];
    });
  const first = argument(args, 0, ...(operands === 'lists' ? ['condlist'] : firstNames))?.value;
  if (!first) return [];
  if (operands === 'one') return [first];
  if (operands === 'list') return items(first);
  const second = argument(args, 1, ...(operands === 'lists' ? ['choicelist'] : secondNames))?.value;
  if (operands === 'lists') return [...items(first), ...(second ? items(second) : [])];
  return second ? [first, second] : [first];
}

/** The result of an operation on values, of which at least one is a tensor or an array. */
export function applyOperation(
  operation: Operation,
  operands: readonly Value[],
  args: CallArguments,
  span: Span,
  context: EvalContext,
): Value {
  const symbolic = operands.some(({ kind }) => kind === 'tensor');
  const parts = operands.map((value) => partOf(value, span, context));
  const missing = parts.find((part) => typeof part === 'string');
  const tensors = operands.flatMap((value) => (value.kind === 'tensor' ? [value.tensor] : []));
  if (parts.length === 0) return unknown(NOT_FOLLOWED, span);
  const notKnown = (reason: string, dtype: string): Value =>
    symbolic ? record(operation, tensors, [null], [dtype], reason, span, context) : unknown(reason, span);
  if (typeof missing === 'string') return notKnown(missing, 'float32');
  const known = parts as readonly Part[];
  const own = standard(known[0]!.dtype);
  const call = callOf(known, args, span, context);
  const outcome = operation.result(call);
  if (call.hasGap()) return notKnown(NOT_FOLLOWED, own);
  if (typeof outcome === 'string') return notKnown(outcome, own);
  if (outcome === null) {
    const message = `${operation.className}: ${known.map(({ shape }) => formatShape(shape)).join(' and ')} do not fit`;
    context.fault('operation-shape-mismatch', message, span);
    return notKnown(message, own);
  }
  const { shapes, dtypes } = results(outcome, own);
  if (symbolic) {
    const computes = (inputs: readonly Shape[]): readonly Shape[] | null => {
      const given = inputs.values();
      const others = known.map((part, i) =>
        operands[i]!.kind === 'tensor' ? { ...part, shape: given.next().value ?? part.shape } : part,
      );
      const again = operation.result(callOf(others, args, span, context));
      return again === null || typeof again === 'string' ? null : results(again, own).shapes;
    };
    return record(operation, tensors, shapes, dtypes, null, span, context, computes);
  }
  const arrays = shapes.map(
    (shape, i): ArrayValue => ({
      kind: 'array',
      shape,
      dtype: dtypes[i]!,
      library: 'tensorflow',
      facts: {},
      history: [{ span, text: `${operation.className} is applied` }],
    }),
  );
  return arrays.length === 1 ? arrays[0]! : list(arrays);
}

/** The shape of an operand, or the reason why it is not known. */
function partOf(value: Value, span: Span, context: EvalContext): Part | string {
  if (value.kind === 'tensor')
    return value.tensor.shape
      ? { shape: value.tensor.shape, dtype: value.tensor.dtype }
      : (value.tensor.unknown ?? NOT_FOLLOWED);
  if (value.kind === 'unknown') return value.reason;
  if (value.kind === 'number') return { shape: [], dtype: value.float ? 'float' : 'int' };
  if (value.kind === 'symbolic') return { shape: [], dtype: 'int' };
  const array = toArray(value, context, span);
  return array?.shape ? { shape: array.shape, dtype: array.dtype ?? 'float32' } : NOT_FOLLOWED;
}

function results(
  outcome: Exclude<Outcome, string | null>,
  dtype: string,
): { readonly shapes: readonly Shape[]; readonly dtypes: readonly string[] } {
  if (Array.isArray(outcome)) return { shapes: [outcome as Shape], dtypes: [dtype] };
  if ('many' in outcome) return { shapes: outcome.many, dtypes: outcome.dtypes ?? outcome.many.map(() => dtype) };
  const { shape, dtype: own } = outcome as { readonly shape: Shape; readonly dtype?: string };
  return { shapes: [shape], dtypes: [own ?? dtype] };
}

function record(
  operation: Operation,
  tensors: readonly Tensor[],
  shapes: readonly (Shape | null)[],
  dtypes: readonly string[],
  reason: string | null,
  span: Span,
  context: EvalContext,
  computes: Layer['computes'] = null,
): Value {
  const { outputs } = context.graph.operation(operation.className, tensors, shapes, dtypes, span, reason, computes);
  const values = outputs.map((tensor): Value => ({ kind: 'tensor', tensor }));
  return values.length === 1 ? values[0]! : list(values);
}
