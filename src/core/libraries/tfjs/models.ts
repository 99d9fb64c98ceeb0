/** `tf.sequential` and `tf.model`: making models, and what their objects offer. */

import type { EvalContext } from '../../eval/context';
import {
  builtin,
  type CallArguments,
  type CallSite,
  list,
  type ModelValue,
  none,
  string,
  unknown,
  type Value,
} from '../../eval/value';
import type { Model } from '../../graph/graph';
import { popFromSequential } from '../../graph/sequential';
import { modelTotals } from '../../graph/totals';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { givenName } from '../common/given-name';
import { countValue, endOf, shapesOf, tensorValues, whyUnknown } from '../common/members';
import { addAll, addByCall } from '../common/sequential';
import { applyToArgument, layerOf, tensorsOf } from '../common/tensors';
import { trainableValue } from '../common/trainable';
import { configArguments } from './config';
import { shapeList } from './shapes';
import { compile, evaluate, fit, fitDataset, predict, trainOnBatch } from './training';

/** `tf.sequential({layers, name})`. */
export const sequential: Value = builtin('tf.sequential', (args, site, context) => {
  const config = configArguments(args);
  const model = context.graph.sequential(nameIn(config), site);
  const layers = config.names.get('layers');
  if (layers && layers.value.kind !== 'none') {
    checkFirst(
      model,
      layers.value.kind === 'sequence' ? layers.value.items[0] : undefined,
      layers.source?.value.span ?? layers.span,
      context,
    );
    // The list itself is the source of its elements, not the entry `layers: […]`.
    addAll(model, layers.value, layers, context);
  } else if (config.open) context.journal.set(model, 'unknown', config.open.reason);
  return { kind: 'model', model };
});

/** `tf.model({inputs, outputs, name})`. */
export const model: Value = builtin('tf.model', (args, site, context) => {
  const config = configArguments(args);
  const inputs = config.names.get('inputs');
  const outputs = config.names.get('outputs');
  const name = nameIn(config);
  if (!inputs || !outputs) {
    const reason = config.open?.reason ?? 'the model is given no inputs or outputs';
    return { kind: 'model', model: context.graph.opaqueModel('functional', name, site, reason) };
  }
  const from = tensorsOf(inputs.value, context);
  const to = tensorsOf(outputs.value, context);
  return { kind: 'model', model: context.graph.functional(from, to, name, site, whyUnknown([...from, ...to])) };
});

function nameIn(config: CallArguments): string | null {
  return givenName(config.names.get('name')?.value);
}

/** TensorFlow.js refuses a first layer without a shape when it is added (`Sequential.add` in models.ts, 4.22). */
function checkFirst(model: Model, first: Value | undefined, span: Span, context: EvalContext): void {
  if (!first || model.layers.length > 0 || model.inputs.length > 0) return;
  if (first.kind !== 'layer' || first.layer.unknown !== null || first.layer.className === 'InputLayer') return;
  if (
    first.layer.inputShape ||
    first.layer.args.has('inputShape') ||
    context.graph.applicationsOf(first.layer).length > 0
  )
    return;
  context.fault(
    'missing-input-shape',
    'The first layer of a Sequential model must get an inputShape or batchInputShape',
    first.layer.call?.callee.span ?? span,
  );
}

/** `model.name`. */
export function modelAttribute(value: ModelValue, name: string, span: Span, context: EvalContext): Value | null {
  const { model: own } = value;
  const method = (call: (args: CallArguments, site: CallSite) => Value): Value => builtin(`Model.${name}`, call);
  switch (name) {
    case 'add':
      return method((args, site) => {
        checkFirst(own, argument(args, 0)?.value, site.span, context);
        addByCall(own, argument(args, 0), site.expr, site.span, context);
        return none;
      });
    case 'pop':
      return method(() => {
        popFromSequential(context.graph, own);
        return none;
      });
    case 'apply':
      return method((args, site) => applyToArgument(layerOf(value, context)!, argument(args, 0), site, context));
    case 'compile':
      return method((args, site) => compile(own, args, site, context));
    case 'fit':
      return method((args, site) => fit(own, args, site, context));
    case 'fitDataset':
    case 'evaluateDataset':
      return method((args, site) => fitDataset(own, args, site, context));
    case 'evaluate':
      return method((args, site) => evaluate(own, args, site, context));
    case 'predict':
      return method((args, site) => predict(own, args, site, context));
    case 'predictOnBatch':
      return method((args, site) => predict(own, args, site, context));
    case 'trainOnBatch':
      return method((args, site) => trainOnBatch(own, args, site, context));
    case 'getLayer':
      return method((args, site) => getLayer(own, args, site));
    case 'summary':
    case 'save':
    case 'setWeights':
    case 'loadWeights':
    case 'dispose':
    case 'build':
    case 'setUserDefinedMetadata':
      return method(() => none);
    case 'layers':
      return list(own.layers.map(layerValue));
    case 'inputs':
    case 'outputs':
      return list(tensorValues(own[name]));
    case 'input':
      return endOf(own.inputs, span);
    case 'output':
      return endOf(own.outputs, span);
    case 'outputShape':
      return shapesOf(own.outputs, shapeList, span);
    case 'name':
      return string(own.name);
    case 'trainable':
      return trainableValue(own.trainable, span);
    case 'countParams':
      return method((_, site) =>
        countValue(modelTotals(own).params, 'the parameters of the model are not known', site.span),
      );
    default:
      return unknown(`what ${name} of a model is, only the running program knows`, span);
  }
}

function layerValue(layer: Model['layers'][number]): Value {
  return layer.model ? { kind: 'model', model: layer.model } : { kind: 'layer', layer };
}

/** `getLayer('name')`, `getLayer(null, index)` or `getLayer(index)`. */
function getLayer(own: Model, args: CallArguments, site: CallSite): Value {
  const [first, second] = [argument(args, 0)?.value, argument(args, 1)?.value];
  const index = first?.kind === 'number' ? first : second;
  const layer =
    first?.kind === 'string'
      ? own.layers.find((each) => each.name === first.value)
      : index?.kind === 'number'
        ? own.layers[index.value]
        : undefined;
  return layer ? layerValue(layer) : unknown('the model has no such layer that is known', site.span);
}
