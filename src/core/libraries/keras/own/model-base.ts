/** What `keras.Model` means for classes of the program that derive from it. */

import type { EvalContext } from '../../../eval/context';
import { classMember, positional } from '../../../eval/helpers';
import {
  builtin,
  type CallArguments,
  type InstanceValue,
  type LibraryBase,
  list,
  none,
  type Value,
} from '../../../eval/value';
import type { Model } from '../../../graph/graph';
import type { Shape } from '../../../shape/dim';
import type { Span } from '../../../text/span';
import { batchesOf } from '../../common/batches';
import { argument } from '../../common/data-calls';
import { inputsAndLabels } from '../../common/data-element';
import { givenName } from '../../common/given-name';
import { shapeIn } from '../../common/shape-value';
import { tensorsOf } from '../../common/tensors';
import { modelAttribute } from '../model-attributes';
import { callOwn } from './call';
import { layerBase } from './layer-base';
import { runCall } from './run-call';
import { newState, type OwnState, stateOf } from './state';
import { trackedLayers } from './tracked';
import { layerValue, remember } from './values';

/** Methods that meet data: a model that is not built yet is built from them. */
const meetsData = new Set(['fit', 'evaluate', 'predict', 'train_on_batch', 'test_on_batch', 'predict_on_batch']);

/** What a model takes over from a layer. */
const ofLayers = new Set([
  'add_weight',
  'add_variable',
  'add_loss',
  'add_metric',
  'get_config',
  'compute_output_shape',
  'call',
]);

export const modelBase: LibraryBase = {
  attribute: (instance, name, span, context) => {
    if (name === '__init__')
      return builtin('Model.__init__', (args) => {
        makeModel(instance, args, context);
        return none;
      });
    const state = modelState(instance, context);
    if (ofLayers.has(name)) return layerBase.attribute(instance, name, span, context);
    const model = state.layer.model!;
    if (model.kind !== 'subclass') return modelAttribute({ kind: 'model', model }, name, span, context);
    if (name === 'layers') return list(trackedLayers(instance, state, context).map(layerValue));
    if (name === '__call__')
      return builtin('Model.__call__', (args, site) => callOwn(instance, state, args, site, context));
    if (name === 'build')
      return builtin('Model.build', (args, site) => {
        const shape = shapeIn(argument(args, 0, 'input_shape')?.value);
        // Keras 3 marks the model as built and makes no weights; they come with the first call.
        if (shape && context.target.version[0] < 3)
          buildFrom(instance, state, [shape], ['float32'], site.span, context);
        return none;
      });
    const inherited = modelAttribute({ kind: 'model', model }, name, span, context);
    if (!meetsData.has(name) || inherited?.kind !== 'builtin') return inherited;
    return builtin(inherited.name, (args, site) => {
      buildFromData(instance, state, args, site.span, context);
      return inherited.call(args, site, context);
    });
  },
  callInstance: (instance, args, site, context) => {
    const state = modelState(instance, context);
    const model = state.layer.model!;
    if (model.kind === 'subclass') return callOwn(instance, state, args, site, context);
    return context.call({ kind: 'model', model }, args, site);
  },
};

function modelState(instance: InstanceValue, context: EvalContext): OwnState {
  return stateOf(instance) ?? makeModel(instance, { positions: [], names: new Map(), open: null }, context);
}

/** `super().__init__(name=…)`, or `super().__init__(inputs, outputs)` for a functional model with methods of its own. */
function makeModel(instance: InstanceValue, args: CallArguments, context: EvalContext): OwnState {
  const { graph, journal } = context;
  const site = graph.siteOf(instance) ?? { span: instance.class.expr.span, expr: null };
  const name = givenName(args.names.get('name')?.value);
  const inputs = argument(args, 0, 'inputs');
  const outputs = argument(args, 1, 'outputs');
  const className = instance.class.name;
  const model: Model =
    inputs && outputs
      ? graph.functional(
          tensorsOf(inputs.value, context),
          tensorsOf(outputs.value, context),
          name,
          site,
          null,
          className,
        )
      : graph.programModel(className, name, site, (tensors, span) => {
          const values = tensors.map((tensor): Value => ({ kind: 'tensor', tensor }));
          return run(instance, state, values, span, context).result;
        });
  const state = newState(instance, graph.modelAsLayer(model));
  if (model.kind === 'subclass') model.unknown = `${className} is not told its input shape`;
  remember(model, instance);
  journal.set(instance, 'native', model);
  return state;
}

/** Runs `call` and makes the layers found in the attributes the layers of the model. */
function run(instance: InstanceValue, state: OwnState, values: readonly Value[], span: Span, context: EvalContext) {
  const one = values.length === 1 ? values : [list(values)];
  return runCall(instance, state, positional(one, span), { span, expr: null }, context);
}

function buildFrom(
  instance: InstanceValue,
  state: OwnState,
  shapes: readonly Shape[],
  dtypes: readonly string[],
  span: Span,
  context: EvalContext,
): void {
  const model = state.layer.model!;
  if (model.applications.length > 0 || !classMember(instance.class, 'call')) return;
  const tensors = shapes.map(
    (shape, i): Value => ({
      kind: 'tensor',
      tensor: context.graph.tensor([null, ...shape.slice(1)], dtypes[i] ?? 'float32', null),
    }),
  );
  run(instance, state, tensors, span, context);
}

function buildFromData(
  instance: InstanceValue,
  state: OwnState,
  args: CallArguments,
  span: Span,
  context: EvalContext,
): void {
  const x = argument(args, 0, 'x');
  if (!x) return;
  const batches = batchesOf(x.value, x.span, context);
  const [inputs = x.value] = batches ? inputsAndLabels(batches) : [];
  const tensors = tensorsOf(inputs, context);
  if (tensors.some(({ shape }) => shape === null)) return;
  buildFrom(
    instance,
    state,
    tensors.map(({ shape }) => shape!),
    tensors.map(({ dtype }) => dtype),
    span,
    context,
  );
}
