/** From values of the program to the tensors that layers are applied to, and back. Shared by the libraries that have layers. */
import type { EvalContext } from '../../eval/context';
import { describe } from '../../eval/helpers';
import { type CallArgument, type CallSite, list, type MappingValue, type Value } from '../../eval/value';
import type { Application, Layer, Tensor } from '../../graph/graph';
import type { ApplicationSite } from '../../lang/edit';

/** Structures within structures beyond this are not followed. */
const MAX_DEPTH = 8;

/** The tensors in a value: one, or those of a list, tuple or mapping. Values that are no tensors become unknown ones. */
export function tensorsOf(value: Value, context: EvalContext, depth = 0): Tensor[] {
  if (depth > MAX_DEPTH) return [context.graph.tensor(null, 'float32', 'the tensors are nested too deep')];
  switch (value.kind) {
    case 'tensor':
      return [value.tensor];
    case 'array':
      return [
        context.graph.tensor(
          value.shape,
          value.dtype ?? 'float32',
          value.shape ? null : 'the shape of the data is not known',
        ),
      ];
    case 'sequence':
      return value.open
        ? [context.graph.tensor(null, 'float32', value.open.reason)]
        : value.items.flatMap((item) => tensorsOf(item, context, depth + 1));
    case 'mapping':
      return value.open
        ? [context.graph.tensor(null, 'float32', value.open.reason)]
        : inKeyOrder(value).flatMap((entry) => tensorsOf(entry.value, context, depth + 1));
    case 'unknown':
      return [context.graph.tensor(null, 'float32', value.reason)];
    default:
      return [context.graph.tensor(null, 'float32', `${describe(value)} is not a tensor`)];
  }
}

/** The symbolic tensors in a value, other values left out: those in lists, dictionaries and slices. */
export function tensorsIn(value: Value, depth = 0): readonly Tensor[] {
  if (depth > MAX_DEPTH) return [];
  const inner = (values: Iterable<Value>): Tensor[] => [...values].flatMap((each) => tensorsIn(each, depth + 1));
  switch (value.kind) {
    case 'tensor':
      return [value.tensor];
    case 'sequence':
      return inner(value.items);
    case 'mapping':
      return inner([...value.entries.values()].map((entry) => entry.value));
    case 'object':
      return value.class === 'slice' ? inner(value.data.values()) : [];
    default:
      return [];
  }
}

/** The entries of a dictionary in the order in which Keras takes tensors out of it: by key. */
export function inKeyOrder({ entries }: MappingValue): readonly { readonly key: Value; readonly value: Value }[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, entry]) => entry);
}

/** What an application gives to the program: its tensor, or the list of them. */
export function outputValue({ outputs, layer }: Application): Value {
  const tensors = outputs.map((tensor): Value => ({ kind: 'tensor', tensor }));
  const values = grouped(tensors, layer);
  return values.length === 1 ? values[0]! : list(values);
}

/** The outputs of cells and of stacked ones come in lists of their own. */
function grouped(tensors: readonly Value[], { definition, values }: Layer): readonly Value[] {
  const groups = (values && definition?.grouped?.(values as never)) ?? null;
  const count = groups?.reduce<number>((sum, size) => sum + (size ?? 1), 0);
  if (!groups || count !== tensors.length) return tensors;
  let next = 0;
  return groups.map((size) => {
    const taken = tensors.slice(next, next + (size ?? 1));
    next += taken.length;
    return size === null ? taken[0]! : list(taken);
  });
}

/** Applies a layer to the tensors in the first argument of a call. */
export function applyToArgument(
  layer: Layer,
  input: CallArgument | undefined,
  site: CallSite,
  context: EvalContext,
  besides: readonly Tensor[] = [],
  flags?: Application['flags'],
): Value {
  const tensors = input
    ? tensorsOf(input.value, context)
    : [context.graph.tensor(null, 'float32', 'the layer is called without input')];
  return outputValue(context.graph.applyLayer(layer, tensors, site.span, callApplication(input), flags, besides));
}

export function callApplication(input: CallArgument | undefined): ApplicationSite | null {
  return input?.source ? { kind: 'call', input: input.source.value } : null;
}

/** The layer in a value: a layer, or a model used as one. */
export function layerOf(value: Value, context: EvalContext): Layer | null {
  if (value.kind === 'layer') return value.layer;
  if (value.kind === 'model') return context.graph.modelAsLayer(value.model);
  if (value.kind === 'instance' && value.native)
    return 'layers' in value.native ? context.graph.modelAsLayer(value.native) : value.native;
  return null;
}
