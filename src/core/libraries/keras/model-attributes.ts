/** What models offer: methods and attributes of Sequential, functional and own models. */

import type { EvalContext } from '../../eval/context';
import {
  builtin,
  type CallArguments,
  type CallSite,
  list,
  type ModelValue,
  none,
  shapeValue,
  string,
  unknown,
  type Value,
} from '../../eval/value';
import type { Layer, Model } from '../../graph/graph';
import { popFromSequential } from '../../graph/sequential';
import { modelTotals } from '../../graph/totals';
import type { Span } from '../../text/span';
import { argument, dataParts, recordDataCall } from '../common/data-calls';
import { countValue, endOf, shapesOf, tensorValues } from '../common/members';
import { predictedValue } from '../common/predicted';
import { addByCall } from '../common/sequential';
import { shapeIn } from '../common/shape-value';
import { applyToArgument, tensorsIn } from '../common/tensors';
import { trainableValue } from '../common/trainable';
import { missingLayer } from './not-built';
import { layerValue } from './own/values';
import { compile, evaluate, fit, predict, trainOnBatch } from './training';

/** `model.name`. */
export function modelAttribute(value: ModelValue, name: string, span: Span, context: EvalContext): Value | null {
  const { model } = value;
  const method = (call: (args: CallArguments, site: CallSite) => Value): Value => builtin(`Model.${name}`, call);
  switch (name) {
    case 'add':
      return method((args, site) => {
        addByCall(model, argument(args, 0, 'layer'), site.expr, site.span, context);
        return none;
      });
    case 'pop':
      return method(() => {
        popFromSequential(context.graph, model);
        return none;
      });
    case 'build':
      return method((args, site) => {
        const dims = shapeIn(argument(args, 0, 'input_shape')?.value);
        if (dims) context.graph.buildSequential(model, dims, 'float32', site.span);
        return none;
      });
    case 'compile':
      return method((args, site) => compile(model, args, site, context));
    case 'fit':
      return method((args, site) => fit(model, args, site, context));
    case 'evaluate':
      return method((args, site) => evaluate(model, args, site, context));
    case 'predict':
      return method((args, site) => predict(model, args, site, context));
    case 'train_on_batch':
      return method((args, site) => trainOnBatch(model, args, site, context));
    case 'call':
    case '__call__':
      return method((args, site) => callModel(value, args, site, context));
    case 'get_layer':
      return method((args, site) => getLayer(model, args, site, context));
    case 'summary':
    case 'save':
    case 'save_weights':
    case 'load_weights':
    case 'export':
    case 'set_weights':
    case 'reset_states':
      return method(() => none);
    case 'layers':
      return list(layersOf(model, context).map(layerValue));
    case 'inputs':
    case 'outputs':
      return list(tensorValues(model[name]));
    case 'input':
      return endOf(model.inputs, span);
    case 'output':
      return endOf(model.outputs, span);
    case 'input_shape':
      return shapesOf(model.inputs, shapeValue, span);
    case 'output_shape':
      return shapesOf(model.outputs, shapeValue, span);
    case 'name':
      return string(model.name);
    case 'trainable':
      return trainableValue(model.trainable, span);
    case 'count_params':
      return method((_, site) =>
        countValue(modelTotals(model).params, 'the parameters of the model are not known', site.span),
      );
    case 'history':
      return unknown('it is filled by the running program', span);
    default:
      return null;
  }
}

/** What `model.layers` lists: no operations, and no input layer of a Sequential model. */
function layersOf(model: Model, context: EvalContext): readonly Layer[] {
  return model.layers.filter(
    (layer) => !context.graph.isOperation(layer) && (model.kind === 'functional' || layer.className !== 'InputLayer'),
  );
}

function getLayer(model: Model, args: CallArguments, site: CallSite, context: EvalContext): Value {
  const name = argument(args, 0, 'name')?.value;
  const index = argument(args, 1, 'index')?.value;
  const layers = layersOf(model, context);
  const layer =
    name?.kind === 'string'
      ? layers.find((each) => each.name === name.value)
      : index?.kind === 'number'
        ? layers.at(index.value)
        : undefined;
  if (layer) return layerValue(layer);
  const message = name?.kind === 'string' ? missingLayer(model, layers, name.value, context) : null;
  if (message)
    context.fault('unknown-layer', message, name?.kind === 'string' && name.origin ? name.origin.span : site.span);
  return unknown('the model has no such layer that is known', site.span);
}

/** `model(x)`: on tensors it is a layer of another model, on data it runs. */
export function callModel({ model }: ModelValue, args: CallArguments, site: CallSite, context: EvalContext): Value {
  const input = argument(args, 0, 'inputs', 'x');
  const isData = dataParts(input)?.every(({ shape }) => shape) ?? false;
  if (isData) recordDataCall(model, { kind: 'call', x: input, y: undefined }, site, context);
  if (isData) return predictedValue(model, input, 'tensorflow', site.span, context);
  const mask = args.names.get('mask')?.value;
  return applyToArgument(context.graph.modelAsLayer(model), input, site, context, mask ? tensorsIn(mask) : []);
}
