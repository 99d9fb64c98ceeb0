/** Runs the `call` of a layer of the program on tensors that stand for its inputs, as Keras does to learn its outputs. */
import type { EvalContext } from '../../../eval/context';
import { classMember } from '../../../eval/helpers';
import {
  type CallArgument,
  type CallArguments,
  type CallSite,
  type InstanceValue,
  none,
  unknown,
  type Value,
} from '../../../eval/value';
import { bodyMacs } from '../../../graph/body';
import type { Application, Layer, Model } from '../../../graph/graph';
import type { ProgramResult } from '../../../graph/program-layer';
import { layerCounts } from '../../../graph/totals';
import { type Count, elementCount, sumCounts } from '../../../shape/count';
import { isUnknownDim, type Shape } from '../../../shape/dim';
import type { Span } from '../../../text/span';
import { shapeIn } from '../../common/shape-value';
import { argumentLeaves, buildOnce, parameterNames, shapesByName } from './build';
import { runInner } from './run-inner';
import type { OwnState } from './state';
import { leavesOf, mapLeaves } from './structure';
import { trackedLayers } from './tracked';

export interface Run {
  /** What `call` gives, with the tensors inside that it made. */
  readonly value: Value;
  readonly result: ProgramResult;
  readonly layers: readonly Layer[];
  readonly applications: readonly Application[];
}

/** Objects whose `call` runs at the moment: one that calls itself is not followed. */
const running = new Set<InstanceValue>();

export function runCall(
  instance: InstanceValue,
  state: OwnState,
  args: CallArguments,
  site: CallSite,
  context: EvalContext,
  listed = true,
): Run {
  const { span } = site;
  const given = standIns(args, context);
  const missing = argumentLeaves(given).find(
    (leaf) => leaf.kind === 'unknown' || (leaf.kind === 'tensor' && leaf.tensor.shape === null),
  );
  if (running.has(instance)) return nothing(unknown(`${instance.class.name} calls itself`, span));
  running.add(instance);
  try {
    const { result: value, body: done } = context.graph.inside(() => {
      if (!missing) buildOnce(instance, state, given, span, context);
      return body(instance, state, given, span, context);
    }, listed);
    const layers = trackedLayers(instance, state, context);
    const [first] = argumentLeaves(given).map((leaf) =>
      leaf.kind === 'tensor' ? leaf.tensor.shape : leaf.kind === 'array' ? leaf.shape : null,
    );
    const macs = bodyMacs(done, first ?? null);
    context.journal.set(state.layer, 'holds', { weights: state.added, layers });
    const { model } = state.layer;
    if (model?.kind === 'subclass') keepLayers(model, layers, done.applications, macs, state, context);
    const declared = missing ? null : declaredShapes(instance, given, span, context);
    const result = { ...resultOf(value, declared, state, layers, span), macs };
    if (model?.kind === 'subclass' && model.outputs.length === 0) {
      context.journal.set(model, 'unknown', result.unknown);
      if (result.unknown === null)
        context.journal.set(
          model,
          'outputs',
          result.shapes.map((shape, i) => context.graph.tensor(shape, result.dtypes?.[i] ?? 'float32', null)),
        );
    }
    return { value, layers, applications: done.applications, result };
  } finally {
    running.delete(instance);
  }
}

/** The layers of a model are those in its attributes, with what its first `call` made of each. */
function keepLayers(
  model: Model,
  layers: readonly Layer[],
  applications: readonly Application[],
  macs: Count,
  { added: weights }: OwnState,
  { journal }: EvalContext,
): void {
  journal.set(model, 'layers', layers);
  journal.set(model, 'ownWeights', weights);
  if (model.applications.length > 0) return;
  journal.set(model, 'callMacs', macs);
  journal.set(
    model,
    'applications',
    applications.filter(({ layer }) => layers.includes(layer)),
  );
}

function nothing(value: Value): Run {
  const reason = value.kind === 'unknown' ? value.reason : 'it is not followed';
  return { value, layers: [], applications: [], result: { shapes: [null], weights: [], unknown: reason } };
}

/** The arguments with tensors of their own in place of those of the graph around. */
function standIns(args: CallArguments, context: EvalContext): CallArguments {
  const replaced = (argument: CallArgument): CallArgument => ({
    ...argument,
    value: mapLeaves(argument.value, (leaf) =>
      leaf.kind === 'tensor'
        ? { kind: 'tensor', tensor: context.graph.tensor(leaf.tensor.shape, leaf.tensor.dtype, leaf.tensor.unknown) }
        : leaf,
    ),
  });
  return {
    positions: args.positions.map(replaced),
    names: new Map([...args.names].map(([name, argument]) => [name, replaced(argument)])),
    open: args.open,
  };
}

function body(instance: InstanceValue, state: OwnState, args: CallArguments, span: Span, context: EvalContext): Value {
  const method = classMember(instance.class, 'call');
  if (!method && state.inner) return runInner(state, args, { span, expr: null }, context);
  if (!method) return unknown(`${instance.class.name} has no call`, span);
  const names = new Map(args.names);
  if (method.kind === 'function') {
    // Keras gives these itself where the program does not.
    const params = parameterNames(method);
    for (const name of ['training', 'mask']) {
      const at = params.indexOf(name) - 1;
      const own = method.defaults[at + 1];
      if (at >= 0 && !names.has(name) && at >= args.positions.length && !own)
        names.set(name, { value: none, source: null, span });
    }
  }
  return context.call({ kind: 'method', self: instance, function: method }, { ...args, names }, { span, expr: null });
}

/** What a `compute_output_shape` of the program says: Keras believes it. */
function declaredShapes(
  instance: InstanceValue,
  args: CallArguments,
  span: Span,
  context: EvalContext,
): readonly (Shape | null)[] | null {
  const method = classMember(instance.class, 'compute_output_shape');
  if (method?.kind !== 'function') return null;
  const [first] = shapesByName(instance, args).values();
  const positions = first ? [{ value: first, source: null, span }] : [];
  const self: Value = { kind: 'method', self: instance, function: method };
  const given = context.call(self, { positions, names: new Map(), open: null }, { span, expr: null });
  // A list of things that are not known may be a shape or several.
  const isUnclear =
    given.kind === 'sequence' && given.items.length > 0 && given.items.every(({ kind }) => kind === 'unknown');
  const single = isUnclear ? null : shapeIn(given);
  if (single) return [single];
  return given.kind === 'sequence' && !given.open ? given.items.map((item) => shapeIn(item)) : [null];
}

function resultOf(
  value: Value,
  declared: readonly (Shape | null)[] | null,
  state: OwnState,
  layers: readonly Layer[],
  span: Span,
): ProgramResult {
  const leaves = leavesOf(value);
  const bad = value.kind === 'unknown' ? value : leaves.find(({ kind }) => kind === 'unknown');
  const open = value.kind === 'sequence' || value.kind === 'mapping' ? value.open : undefined;
  const inner = leaves.map((leaf) =>
    leaf.kind === 'tensor' ? leaf.tensor.shape : leaf.kind === 'array' ? leaf.shape : null,
  );
  const shapes = declared ?? (leaves.length && !open ? inner : [null]);
  const unclear = leaves.map((leaf) => (leaf.kind === 'tensor' ? leaf.tensor.unknown : null)).find((reason) => reason);
  const known = shapes.every((shape) => shape !== null && !shape.some(isUnknownDim));
  const certain = !bad && !open && !unclear;
  const reason =
    (bad?.kind === 'unknown' ? bad.reason : null) ??
    open?.reason ??
    unclear ??
    (known ? null : leaves.length ? 'a size is not known' : unknown('call gives no tensor', span).reason);
  // What `call` did in full is known only where its result is.
  const params = certain && state.unknown === null ? sumCounts([...ownCounts(state), layerCounts(layers)]) : null;
  return {
    shapes,
    dtypes: leaves.map((leaf) => (leaf.kind === 'tensor' ? leaf.tensor.dtype : 'float32')),
    weights: state.added,
    unknown: (known && certain ? null : reason) ?? state.unknown,
    params,
  };
}

function ownCounts({ added }: OwnState) {
  return added.map(({ shape }) => elementCount(shape));
}
