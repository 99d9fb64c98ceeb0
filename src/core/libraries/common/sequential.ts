/** Sequential models of every library: a list of layers, or layers added one by one. */
import type { EvalContext } from '../../eval/context';
import { describe } from '../../eval/helpers';
import type { CallArgument, Value } from '../../eval/value';
import type { Model } from '../../graph/graph';
import { addInputToSequential, addToSequential, settleSequential } from '../../graph/sequential';
import type { ApplicationSite } from '../../lang/edit';
import type { CallExpr, Expr } from '../../lang/program';
import type { Span } from '../../text/span';
import { layerOf } from './tensors';

/** Adds the elements of a list of layers; each is applied where its element stands. */
export function addAll(model: Model, layers: Value, given: CallArgument, context: EvalContext): void {
  const items = context.iterate(layers, given.span);
  if ('kind' in items) {
    model.unknown = items.reason;
    return;
  }
  const elements = elementExprs(layers, items.length);
  for (const [i, item] of items.entries()) {
    const element = elements?.[i] ?? null;
    context.step(given.span);
    addOne(
      model,
      item,
      element?.span ?? placeOf(item, given.span),
      element ? { kind: 'element', layer: element } : null,
      context,
    );
  }
  settleSequential(context.graph, model);
}

/** `model.add(layer)`. */
export function addByCall(
  model: Model,
  given: CallArgument | undefined,
  call: CallExpr | null,
  span: Span,
  context: EvalContext,
): void {
  if (!given) return;
  addOne(model, given.value, span, call ? { kind: 'add', call, span } : null, context);
  settleSequential(context.graph, model);
}

function addOne(model: Model, item: Value, span: Span, site: ApplicationSite | null, context: EvalContext): void {
  const { graph, journal } = context;
  if (item.kind === 'tensor' && item.tensor.producer) {
    addInputToSequential(graph, model, item.tensor.producer.layer, item.tensor);
    return;
  }
  const layer = layerOf(item, context);
  if (!layer) {
    journal.set(model, 'unknown', item.kind === 'unknown' ? item.reason : `${describe(item)} is not a layer`);
    return;
  }
  if (layer.className === 'InputLayer' && !layer.model) {
    const application = graph.applyLayer(layer, [], layer.span, null);
    addInputToSequential(graph, model, layer, application.outputs[0]!);
    return;
  }
  addToSequential(graph, model, layer, { span, site });
}

/** The expressions of a list display, if the list is still as it was written. */
function elementExprs(layers: Value, count: number): readonly Expr[] | null {
  if (layers.kind !== 'sequence' || layers.origin?.kind !== 'sequence') return null;
  const { items } = layers.origin;
  return items.length === count && items.every(({ spread }) => !spread) ? items.map(({ value }) => value) : null;
}

/** A layer that was put into the list elsewhere is applied where it was made. */
function placeOf(item: Value, fallback: Span): Span {
  return item.kind === 'layer' ? item.layer.span : fallback;
}
