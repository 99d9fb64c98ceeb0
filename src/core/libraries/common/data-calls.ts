/** Where data meet a model: `fit`, `evaluate`, `predict` and calls on data, in the form that the rules read. */
import type { EvalContext } from '../../eval/context';
import { type CallArgument, type CallSite, unknown, type Value } from '../../eval/value';
import type { DataCall, DataPart, Model } from '../../graph/graph';
import { batchesOf, givesBatches } from './batches';
import { batchOf, inputsAndLabels } from './data-element';

export interface DataCallParts {
  readonly kind: DataCall['kind'];
  readonly x: CallArgument | undefined;
  readonly y: CallArgument | undefined;
  readonly validation?: { readonly x: CallArgument | undefined; readonly y: CallArgument | undefined } | null;
  readonly sampleWeight?: CallArgument | undefined;
  readonly settings?: Partial<DataCall['settings']>;
}

/** Tells a Sequential model its input shape if the data show it first, and records the call. */
export function recordDataCall(model: Model, parts: DataCallParts, site: CallSite, context: EvalContext): void {
  const [givenX, givenY] = takenApart(parts.x, parts.y, context).map((given) => given && arrayGiven(given, context));
  const x = dataParts(givenX);
  const validation = parts.validation && takenApart(parts.validation.x, parts.validation.y, context);
  const first = x?.[0];
  if (first?.shape) context.graph.buildSequential(model, first.shape, first.dtype ?? 'float32', first.span);
  context.graph.dataCall({
    kind: parts.kind,
    model,
    span: site.span,
    call: site.expr,
    x,
    y: dataParts(givenY),
    validation: validation ? { x: dataParts(validation[0]), y: dataParts(validation[1]) } : null,
    sampleWeight: dataParts(parts.sampleWeight),
    certain: !context.speculative && !context.graph.hasEscaped(model),
    compile: model.compile,
    settings: {
      epochs: null,
      shuffle: null,
      validationSplit: null,
      classWeight: null,
      ...parts.settings,
      batchSize: batchOf(parts.x?.value) ?? parts.settings?.batchSize ?? null,
    },
  });
}

/** A table is taken as its values. */
function arrayGiven(given: CallArgument, context: EvalContext): CallArgument {
  const { value, span } = given;
  const values = value.kind === 'object' ? value.type.attribute?.(value, '__array__', span, context) : null;
  return values?.kind === 'array' ? { ...given, value: values } : given;
}

/** A data set gives inputs and labels together. */
function takenApart(
  x: CallArgument | undefined,
  y: CallArgument | undefined,
  context: EvalContext,
): readonly [CallArgument | undefined, CallArgument | undefined] {
  const element = x ? batchesOf(x.value, x.span, context) : null;
  if (!x || !element) return [x, y];
  const [inputs, labels] = inputsAndLabels(element);
  return [inputs && { ...x, value: inputs }, labels && { ...x, value: labels }];
}

/** One part per array of an argument: an array, or a list, tuple or mapping of arrays. */
export function dataParts(argument: CallArgument | undefined): readonly DataPart[] | null {
  if (!argument || argument.value.kind === 'none') return null;
  return partsOf(argument.value, argument);
}

/** Dictionaries within dictionaries beyond this are no data. */
const MAX_DEPTH = 4;

function partsOf(value: Value, argument: CallArgument, key: string | null = null, depth = 0): readonly DataPart[] {
  const { span } = argument.source?.value ?? argument;
  if (value.kind === 'array') {
    const { shape, dtype, facts, history, reason = 'the shape of the data is not known' } = value;
    return [{ key, shape, dtype, facts, history, span, unknown: shape ? null : reason }];
  }
  if (
    value.kind === 'sequence' &&
    !value.open &&
    value.items.length &&
    value.items.every(({ kind }) => kind === 'array')
  ) {
    return value.items.flatMap((item) => partsOf(item, argument));
  }
  if (value.kind === 'mapping' && !value.open && depth < MAX_DEPTH)
    return [...value.entries.values()].flatMap(({ key: name, value: part }) =>
      partsOf(part, argument, name.kind === 'string' ? name.value : null, depth + 1),
    );
  const reason = value.kind === 'unknown' ? value.reason : 'what the model is given is not followed';
  return [{ key, shape: null, dtype: null, facts: {}, history: [], span, unknown: reason }];
}

/** The argument by position or by one of its names. */
export function argument(
  args: { readonly positions: readonly CallArgument[]; readonly names: ReadonlyMap<string, CallArgument> },
  at: number | null,
  ...names: readonly string[]
): CallArgument | undefined {
  for (const name of names) {
    const named = args.names.get(name);
    if (named) return named;
  }
  return at === null ? undefined : args.positions[at];
}

export function numberIn(given: CallArgument | undefined): number | null {
  return given?.value.kind === 'number' ? given.value.value : null;
}

export function booleanIn(given: CallArgument | undefined): boolean | null {
  return given?.value.kind === 'boolean' ? given.value.value : null;
}

/** The two halves of `validation_data=(x, y)`. */
export function pairIn(given: CallArgument | undefined): DataCallParts['validation'] {
  if (!given || given.value.kind === 'none') return null;
  if (givesBatches(given.value)) return { x: given, y: undefined };
  const half = (at: number): CallArgument => {
    const items = given.value.kind === 'sequence' ? given.value.items : [];
    const exprs = given.source?.value.kind === 'sequence' ? given.source.value.items : [];
    const expr = exprs.length === items.length && !exprs[at]?.spread ? exprs[at]?.value : undefined;
    const value = items[at] ?? unknown('the validation data are not followed', given.span);
    return expr
      ? { value, source: { value: expr, name: null, nameSpan: null, spread: null, span: expr.span }, span: expr.span }
      : { value, source: given.source, span: given.span };
  };
  return { x: half(0), y: half(1) };
}
