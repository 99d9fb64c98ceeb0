/** Applies operations to values of the program: symbolic tensors become rows of the graph, arrays stay arrays. */
import type { EvalContext } from '../../eval/context';
import { numberDtype } from '../../eval/unknown-number';
import {
  type ArrayValue,
  type BuiltinValue,
  builtin,
  type CallArguments,
  list,
  unknown,
  type Value,
} from '../../eval/value';
import type { OperationParts } from '../../graph/application-parts';
import type { Application, Computed, Tensor } from '../../graph/graph';
import { sizesOf, withSizes } from '../../graph/tensor-sizes';
import { formatShape, type Shape } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { tensorsIn } from '../common/tensors';
import { toArray } from '../numpy/arrays';
import { callOf, type Part } from './call-arguments';
import { costOf } from './cost';
import { standard } from './dtypes';
import { NOT_FOLLOWED, type Operation, type Outcome } from './operation';
import { sizesAfter } from './sizes';

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
  // By position first: a name of the first may be that of the second in another library (`add(a, y=b)`).
  const first = (args.positions[0] ?? argument(args, null, ...(operands === 'lists' ? ['condlist'] : firstNames)))
    ?.value;
  if (!first) return [];
  if (operands === 'one') return [first];
  if (operands === 'list') return items(first);
  const second = argument(args, 1, ...(operands === 'lists' ? ['choicelist'] : secondNames))?.value;
  if (operands === 'lists') return [...items(first), ...(second ? items(second) : [])];
  return second ? [first, second] : [first];
}

/** The result of an operation on values, of which at least one is a tensor or an array; `further` tensors take part besides. */
export function applyOperation(
  operation: Operation,
  operands: readonly Value[],
  args: CallArguments,
  span: Span,
  context: EvalContext,
  further: readonly Tensor[] = [],
): Value {
  const parts = operands.map((value) => partOf(value, span, context));
  const missing = parts.find((part) => typeof part === 'string');
  const tensors = operands.flatMap((value) => (value.kind === 'tensor' ? [value.tensor] : []));
  const given = [...args.positions, ...args.names.values()].flatMap(({ value }) => tensorsIn(value));
  const besides = [...given, ...further].filter((tensor) => !tensors.includes(tensor));
  const symbolic = tensors.length > 0 || besides.length > 0;
  if (parts.length === 0 && !symbolic) return unknown(NOT_FOLLOWED, span);
  const notKnown = (reason: string, dtype: string): Value =>
    symbolic
      ? outputsOf(record(operation, tensors, [null], [dtype], reason, span, context, { besides }))
      : unknown(reason, span);
  const makes = operation.operands.length === 0;
  if (parts.length === 0 && !makes) return notKnown(NOT_FOLLOWED, 'float32');
  if (typeof missing === 'string') return notKnown(missing, 'float32');
  const known = parts as readonly Part[];
  const own = standard(known[0]?.dtype ?? 'float32');
  const call = callOf(known, args, span, context);
  const outcome = operation.result(call);
  if (call.hasGap()) return notKnown(NOT_FOLLOWED, own);
  if (typeof outcome === 'string') return notKnown(outcome, own);
  if (outcome === null) {
    const message = `${operation.className}: ${known.map(({ shape }) => formatShape(shape)).join(' and ')} do not fit`;
    if (symbolic) context.fault('operation-shape-mismatch', message, span);
    return notKnown(message, own);
  }
  const { shapes, dtypes } = results(outcome, own);
  if (symbolic) {
    const computes = (inputs: readonly Shape[]): Computed | null => {
      const given = inputs.values();
      const others = known.map((part, i) =>
        operands[i]!.kind === 'tensor' ? { ...part, shape: given.next().value ?? part.shape } : part,
      );
      const another = callOf(others, args, span, context);
      const again = operation.result(another);
      if (again === null || typeof again === 'string') return null;
      const made = results(again, own).shapes;
      return { shapes: made, macs: costOf(operation, another, made)(inputs[0]?.[0] ?? null) };
    };
    const parts = { computes, besides, cost: costOf(operation, call, shapes) };
    const application = record(operation, tensors, shapes, dtypes, null, span, context, parts);
    const sizes = sizesAfter(operation, known, call);
    if (sizes) noteSizes(application.outputs, sizes);
    return outputsOf(application);
  }
  if (operation.products && operands.some(isComputedLate)) context.graph.noteCost(costOf(operation, call, shapes));
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

/** What NumPy makes of its own arrays is computed once, when the program builds the model. */
function isComputedLate(value: Value): boolean {
  return value.kind === 'array' && value.library !== 'numpy';
}

/** The shape of an operand, or the reason why it is not known. */
function partOf(value: Value, span: Span, context: EvalContext): Part | string {
  if (value.kind === 'tensor')
    return value.tensor.shape
      ? { shape: value.tensor.shape, dtype: value.tensor.dtype, sizes: sizesOf(value.tensor) }
      : (value.tensor.unknown ?? NOT_FOLLOWED);
  if (value.kind === 'unknown') {
    const dtype = numberDtype(value);
    return dtype ? { shape: [], dtype: dtype === 'float64' ? 'float' : 'int', sizes: null } : value.reason;
  }
  if (value.kind === 'number')
    return { shape: [], dtype: value.float ? 'float' : 'int', sizes: value.float ? null : [value.value] };
  if (value.kind === 'symbolic') return { shape: [], dtype: 'int', sizes: [value.value] };
  if (value.kind === 'sequence') return partOfList(value.items, value.open !== undefined, span, context);
  const array = toArray(value, context, span);
  return array?.shape ? { shape: array.shape, dtype: array.dtype ?? 'float32', sizes: null } : NOT_FOLLOWED;
}

/** A list becomes a tensor of the dtype that it meets, as its numbers do; its elements may be tensors as well. */
function partOfList(items: readonly Value[], open: boolean, span: Span, context: EvalContext): Part | string {
  const parts = items.map((item) => partOf(item, span, context));
  const first = parts.find((part) => typeof part === 'object');
  const missing = parts.find((part) => typeof part === 'string');
  if (open || typeof missing === 'string') return missing ?? NOT_FOLLOWED;
  const known = parts as readonly Part[];
  const inner = first?.shape ?? [];
  if (known.some(({ shape }) => shape.length !== inner.length)) return NOT_FOLLOWED;
  const dtype = known.find((part) => part.dtype !== 'int')?.dtype ?? first?.dtype ?? 'float';
  const sizes = inner.length === 0 && known.every((part) => part.sizes);
  return { shape: [known.length, ...inner], dtype, sizes: sizes ? known.map((part) => part.sizes![0]!) : null };
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
  parts: OperationParts,
): Application {
  const { graph } = context;
  return graph.operation(operation.className, tensors, shapes, dtypes, span, reason, parts);
}

/** The numbers of one tensor, or one number for each of several. */
function noteSizes(outputs: readonly Tensor[], sizes: Shape): void {
  const [first] = outputs;
  if (outputs.length === 1 && (first!.shape?.length ?? 2) < 2) withSizes(first!, sizes);
  else if (outputs.length === sizes.length) for (const [i, tensor] of outputs.entries()) withSizes(tensor, [sizes[i]!]);
}

function outputsOf({ outputs }: Application): Value {
  const values = outputs.map((tensor): Value => ({ kind: 'tensor', tensor }));
  return values.length === 1 ? values[0]! : list(values);
}
