/** Sequential models as they grow and shrink, and how they learn their input shape. */
import type { Shape } from '../shape/dim';
import type { Span } from '../text/span';
import { type Place, unknownParts } from './application-parts';
import type { GraphBuilder } from './builder';
import type { Layer, Model, Tensor } from './graph';

/** Adds a layer at the end; it is applied at once if the input shape is known. Call `settleSequential` when all are added. */
export function addToSequential(graph: GraphBuilder, model: Model, layer: Layer, place: Place): void {
  const { journal } = graph;
  let from = model.outputs[0] ?? null;
  const inner = layer.model?.inputs[0];
  if (!from && layer.inputShape && model.layers.length === 0) {
    from = ownInput(graph, model, layer.inputShape, 'float32', layer.inputShapeArg?.span ?? layer.span);
    journal.set(model, 'inputs', [from]);
  } else if (!from && inner?.shape && model.layers.length === 0) {
    from = graph.tensor(inner.shape, inner.dtype, null);
    journal.set(model, 'inputs', [from]);
  }
  const application = from
    ? graph.applyLayer(layer, [from], place.span, place.site)
    : graph.pending(layer, place, unknownParts('the model is not told its input shape', 'float32'));
  journal.set(model, 'layers', [...model.layers, layer]);
  journal.set(model, 'applications', [...model.applications, application]);
  if (from) journal.set(model, 'outputs', application.outputs);
}

/** Models that Keras has given an input layer of its own making. */
const withInput = new WeakSet<Model>();

/** The input of a model that is given none as a layer: Keras makes the layer itself. */
function ownInput(graph: GraphBuilder, model: Model, shape: Shape, dtype: string, span: Span): Tensor {
  if (graph.target.framework !== 'keras') return graph.tensor(shape, dtype, null);
  withInput.add(model);
  return graph.hiddenInput(shape, dtype, span);
}

/** Keras makes a functional model, which takes a name, each time that a Sequential model with a known input is changed. */
export function settleSequential(graph: GraphBuilder, model: Model): void {
  if (graph.target.framework !== 'keras' || model.inputs.length === 0 || model.layers.length === 0) return;
  const begun = model.inputs[0]!.producer !== null || withInput.has(model);
  if (!begun && model.layers.length < 2) return;
  if (!begun) {
    withInput.add(model);
    graph.takeName('InputLayer');
  }
  graph.takeName('Functional');
}

/** Sets the input of a model that begins with an input layer. */
export function addInputToSequential(graph: GraphBuilder, model: Model, layer: Layer, tensor: Tensor): void {
  const { journal } = graph;
  journal.set(model, 'inputs', [tensor]);
  journal.set(model, 'outputs', [tensor]);
  // TensorFlow.js counts an input layer among the layers, Keras does not.
  if (graph.target.framework === 'tfjs') journal.set(model, 'layers', [...model.layers, layer]);
  journal.set(model, 'applications', [...model.applications, ...(tensor.producer ? [tensor.producer] : [])]);
  graph.version++;
}

export function popFromSequential(graph: GraphBuilder, model: Model): void {
  const { journal } = graph;
  const last = model.applications.at(-1);
  journal.set(model, 'layers', model.layers.slice(0, -1));
  journal.set(model, 'applications', model.applications.slice(0, -1));
  if (last && model.outputs.length) journal.set(model, 'outputs', last.inputs);
  settleSequential(graph, model);
}

/** Applies the layers of a model that waited for its input shape (batch included); `span` is where that is told. */
export function buildSequential(graph: GraphBuilder, model: Model, shape: Shape, dtype: string, span: Span): void {
  const { journal } = graph;
  // The batch of the data is not the batch of the model.
  let from = ownInput(graph, model, [null, ...shape.slice(1)], dtype, span);
  journal.set(model, 'inputs', [from]);
  const built = model.applications.map((pending) => {
    const application = graph.reapply(pending, [from]);
    from = application.outputs[0]!;
    return application;
  });
  journal.set(model, 'applications', built);
  journal.set(model, 'outputs', [from]);
  settleSequential(graph, model);
  graph.version++;
}
