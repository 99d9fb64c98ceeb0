/** `compile`, `fit`, `evaluate`, `predict` of TensorFlow.js: their settings come as one object. */
import type { EvalContext } from '../../eval/context';
import {
  type ArrayValue,
  type CallArgument,
  type CallArguments,
  type CallSite,
  none,
  type ObjectType,
  unknown,
  type Value,
} from '../../eval/value';
import type { CompileCall, DataCall, EpochSettings, Model, NamedSetting } from '../../graph/graph';
import { toSnakeCase } from '../../layers/names';
import { unknownDim } from '../../shape/dim';
import { callbacksIn } from '../common/callbacks';
import { type ClassWeightForm, classWeightsIn } from '../common/class-weights';
import { argument, booleanIn, numberIn, pairIn, recordDataCall } from '../common/data-calls';
import { batchOf } from '../common/data-element';
import { epochSettings } from '../common/epoch-settings';
import { predictedValue } from '../common/predicted';
import { namedSetting, namedSettings, outputLosses } from '../common/settings';
import { checkNames, lossNames, metricNames, optimizerNames, placeOf } from './compile-names';
import { configArguments } from './config';
import { datasetInputs } from './data';

/** `compile({optimizer, loss, metrics})`. */
export function compile(model: Model, args: CallArguments, site: CallSite, context: EvalContext): Value {
  const { names } = configArguments(args);
  const setting = (name: string): NamedSetting | null => {
    const given = names.get(name);
    return given ? inKerasSpelling(namedSetting(given.value, given.source?.value.span ?? given.span, context)) : null;
  };
  const metrics = names.get('metrics');
  checkNames('loss', lossNames, names.get('loss'), context);
  checkNames('metric', metricNames, metrics, context);
  checkNames('optimizer', optimizerNames, names.get('optimizer'), context);
  context.graph.compile(model, {
    span: site.span,
    call: site.expr,
    optimizer: setting('optimizer'),
    loss: setting('loss'),
    metrics: metrics
      ? namedSettings(metrics.value, placeOf(metrics), context).map((metric) => inKerasSpelling(metric)!)
      : [],
    losses: names.get('loss') ? tfjsLosses(names.get('loss')!, context) : null,
    unknownWords: [],
  });
  return none;
}

function tfjsLosses(given: CallArgument, context: EvalContext): CompileCall['losses'] {
  const losses = outputLosses(given, context);
  return losses?.map(({ key, setting }) => ({ key, setting: inKerasSpelling(setting)! })) ?? null;
}

/** `categoricalCrossentropy` is `categorical_crossentropy` in Keras; short words and abbreviations are the same. */
function inKerasSpelling(setting: NamedSetting | null): NamedSetting | null {
  if (!setting || !/^[a-z]+[A-Z]/.test(setting.name)) return setting;
  return { ...setting, name: toSnakeCase(setting.name) };
}

/** `fit(x, y, {epochs, batchSize, validationData, validationSplit, shuffle})`. */
export function fit(model: Model, args: CallArguments, site: CallSite, context: EvalContext): Value {
  const { names } = configArguments(args, 2);
  const settings = {
    batchSize: numberIn(names.get('batchSize')),
    epochs: numberIn(names.get('epochs')),
    validationSplit: numberIn(names.get('validationSplit')),
    shuffle: booleanIn(names.get('shuffle')),
    ...followed([['initialEpoch', 'initialEpoch']], names),
    classWeight: classWeightsIn(ofOneOutput(names.get('classWeight'), model), undefined, numbersOfClasses),
  };
  const validation = pairIn(names.get('validationData'));
  recordDataCall(
    model,
    { kind: 'fit', x: argument(args, 0), y: argument(args, 1), validation, settings },
    site,
    context,
  );
  return { kind: 'object', class: 'tf.History', type: history, data: new Map() };
}

/** Callbacks and counts by the names of their arguments. */
function followed(
  counts: readonly (readonly [setting: keyof EpochSettings, name: string])[],
  names: ReadonlyMap<string, CallArgument>,
): Pick<DataCall['settings'], 'epochSettings' | 'callbacks' | 'unknown'> {
  const cut = epochSettings(counts.map(([setting, name]) => [setting, name, names.get(name)]));
  const { callbacks, unknown: others } = callbacksIn(names.get('callbacks'), () => 'TensorFlow.js has none');
  return { epochSettings: cut.epochSettings, callbacks, unknown: [...cut.unknown, ...others] };
}

/** `classWeight[classNumber]`: an object or a list. */
const numbersOfClasses: ClassWeightForm = {
  classOf: (key) => {
    if (key.kind === 'number') return Number.isInteger(key.value) ? key.value : null;
    return key.kind === 'string' && /^(0|[1-9]\d*)$/.test(key.value) ? Number(key.value) : null;
  },
  takesLists: true,
};

/** The weights of the only output, which may stand in a list of one or under its name. */
function ofOneOutput(given: CallArgument | undefined, model: Model): CallArgument | undefined {
  const value = given?.value;
  const name = model.outputs.length === 1 ? model.outputs[0]!.producer?.layer.name : undefined;
  const [only, ...others] = value?.kind === 'sequence' && !value.open ? value.items : [];
  if (value?.kind === 'sequence' && !value.open && !only) return undefined;
  if (only?.kind === 'mapping' && others.length === 0) return { ...given!, value: only };
  const named =
    value?.kind === 'mapping' && name !== undefined
      ? [...value.entries.values()].find(({ key }) => key.kind === 'string' && key.value === name)
      : undefined;
  return named ? { ...given!, value: named.value } : given;
}

const history: ObjectType = {
  attribute: (_, __, span) => unknown('it is filled by the running program', span),
};

/**
 * `fitDataset(dataset, {epochs})`: unlike `fit` it compares no sizes; the layers do. So only the number of axes is held
 * against the model, and the last one where the first layer has weights along it. Labels go to the loss unseen.
 */
export function fitDataset(model: Model, args: CallArguments, site: CallSite, context: EvalContext): Value {
  const { names } = configArguments(args, 1);
  const given = argument(args, 0);
  const settings = {
    epochs: numberIn(names.get('epochs')),
    batchSize: batchOf(given?.value),
    ...followed(
      [
        ['initialEpoch', 'initialEpoch'],
        ['stepsPerEpoch', 'batchesPerEpoch'],
        ['validationSteps', 'validationBatches'],
        ['validationBatchSize', 'validationBatchSize'],
      ],
      names,
    ),
    classWeight: classWeightsIn(ofOneOutput(names.get('classWeight'), model), given, numbersOfClasses),
  };
  const inputs = datasetInputs(given?.value);
  const x = given && inputs?.kind === 'array' ? { ...given, value: seenByLayers(inputs, model) } : given;
  recordDataCall(model, { kind: 'fit', x, y: undefined, settings }, site, context);
  return { kind: 'object', class: 'tf.History', type: history, data: new Map() };
}

function seenByLayers(inputs: ArrayValue, model: Model): ArrayValue {
  const { shape } = inputs;
  const first = model.applications.find(({ layer }) => layer.className !== 'InputLayer');
  const bindsLast = (first?.weights.length ?? 0) > 0;
  return {
    ...inputs,
    shape: shape?.map((dim, axis) => (bindsLast && axis === shape.length - 1 ? dim : unknownDim())) ?? null,
  };
}

export function evaluate(model: Model, args: CallArguments, site: CallSite, context: EvalContext): Value {
  recordDataCall(model, { kind: 'evaluate', x: argument(args, 0), y: argument(args, 1) }, site, context);
  return unknown('it is computed by the running program', site.span);
}

export function predict(model: Model, args: CallArguments, site: CallSite, context: EvalContext): Value {
  const x = argument(args, 0);
  recordDataCall(model, { kind: 'predict', x, y: undefined }, site, context);
  return predictedValue(model, x, 'tfjs', site.span, context);
}

export function trainOnBatch(model: Model, args: CallArguments, site: CallSite, context: EvalContext): Value {
  recordDataCall(model, { kind: 'train_on_batch', x: argument(args, 0), y: argument(args, 1) }, site, context);
  return unknown('it is computed by the running program', site.span);
}
