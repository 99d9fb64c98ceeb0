/** `compile`, `fit`, `evaluate`, `predict`: the settings a model is trained with and the data it meets. */
import type { EvalContext } from '../../eval/context';
import {
  type CallArgument,
  type CallArguments,
  type CallSite,
  none,
  type ObjectType,
  unknown,
  type Value,
} from '../../eval/value';
import type { CompileCall, Model } from '../../graph/graph';
import { callbacksIn } from '../common/callbacks';
import { type ClassWeightForm, classWeightsIn } from '../common/class-weights';
import { argument, booleanIn, numberIn, pairIn, recordDataCall } from '../common/data-calls';
import { epochSettings, reasonOf, spanOf } from '../common/epoch-settings';
import { predictedValue } from '../common/predicted';
import { namedSetting, namedSettings, outputLosses } from '../common/settings';
import { unknownWords } from './compile-words';
import { scheduledRates } from './scheduled-rates';

/** `compile(optimizer='rmsprop', loss=None, …, metrics=None)`. */
export function compile(model: Model, args: CallArguments, site: CallSite, context: EvalContext): Value {
  const setting = (at: number | null, name: string) => {
    const given = argument(args, at, name);
    return given ? namedSetting(given.value, given.source?.value.span ?? given.span, context) : null;
  };
  const metrics = argument(args, 3, 'metrics');
  const weighted = argument(args, 4, 'weighted_metrics');
  const loss = argument(args, 1, 'loss');
  const lossWeight = lossWeightIn(argument(args, 2, 'loss_weights'));
  context.graph.compile(model, {
    span: site.span,
    call: site.expr,
    optimizer:
      args.names.has('optimizer') || args.positions.length
        ? setting(0, 'optimizer')
        : { name: 'rmsprop', args: {}, unread: [], span: site.span },
    loss: setting(1, 'loss'),
    metrics: metrics ? namedSettings(metrics.value, metrics.span, context) : [],
    weightedMetrics: weighted ? namedSettings(weighted.value, weighted.span, context) : [],
    ...(lossWeight === null ? {} : { lossWeight }),
    losses: loss ? outputLosses(loss, context) : null,
    unknownWords: args.open ? [] : unknownWords(args, context),
  });
  return none;
}

/** Of one output: a float, or a list or a dictionary with one number. */
function lossWeightIn(given: CallArgument | undefined): CompileCall['lossWeight'] | null {
  if (!given || given.value.kind === 'none') return null;
  const { value } = given;
  const all =
    value.kind === 'sequence' && !value.open
      ? value.items
      : value.kind === 'mapping' && !value.open
        ? [...value.entries.values()].map((entry) => entry.value)
        : [value];
  const [only] = all;
  if (only?.kind === 'number' && all.length === 1) return only.value;
  return { argument: 'loss_weights', reason: reasonOf(value), span: spanOf(given) };
}

/** `fit(x, y, batch_size, epochs, verbose, callbacks, validation_split, validation_data, shuffle, …)`. */
export function fit(model: Model, args: CallArguments, site: CallSite, context: EvalContext): Value {
  const x = argument(args, 0, 'x');
  const epochs = numberIn(argument(args, 3, 'epochs', 'nb_epoch'));
  const cut = epochSettings([
    ['initialEpoch', 'initial_epoch', argument(args, 11, 'initial_epoch')],
    ['stepsPerEpoch', 'steps_per_epoch', argument(args, 12, 'steps_per_epoch')],
    ['validationSteps', 'validation_steps', argument(args, 13, 'validation_steps')],
    ['validationBatchSize', 'validation_batch_size', argument(args, 14, 'validation_batch_size')],
    ['validationFreq', 'validation_freq', argument(args, 15, 'validation_freq')],
  ]);
  const run = {
    epochs: argument(args, 3, 'epochs', 'nb_epoch') ? epochs : 1,
    optimizer: model.compile?.optimizer ?? null,
  };
  const followed = callbacksIn(argument(args, 5, 'callbacks'), (schedule, others) =>
    scheduledRates(schedule, run, others, site, context),
  );
  recordDataCall(
    model,
    {
      kind: 'fit',
      x,
      y: argument(args, 1, 'y'),
      validation: pairIn(argument(args, 7, 'validation_data')),
      sampleWeight: argument(args, 10, 'sample_weight'),
      settings: {
        batchSize: numberIn(argument(args, 2, 'batch_size')),
        epochs,
        validationSplit: numberIn(argument(args, 6, 'validation_split')),
        shuffle: booleanIn(argument(args, 8, 'shuffle')),
        epochSettings: cut.epochSettings,
        callbacks: followed.callbacks,
        unknown: [...cut.unknown, ...followed.unknown],
        classWeight: classWeightsIn(argument(args, 9, 'class_weight'), x, dictionaryOfClasses),
      },
    },
    site,
    context,
  );
  return { kind: 'object', class: 'keras.callbacks.History', type: history, data: new Map() };
}

/** `class_weight.get(class_number)`: also `1.0` and `True` are the key 1, and a text is none. */
const dictionaryOfClasses: ClassWeightForm = {
  classOf: (key) => {
    if (key.kind === 'boolean') return Number(key.value);
    return key.kind === 'number' && Number.isInteger(key.value) ? key.value : null;
  },
  takesLists: false,
};

const history: ObjectType = {
  attribute: (_, __, span) => unknown('it is filled by the running program', span),
};

export function evaluate(model: Model, args: CallArguments, site: CallSite, context: EvalContext): Value {
  const [x, y] = [argument(args, 0, 'x'), argument(args, 1, 'y')];
  recordDataCall(model, { kind: 'evaluate', x, y, sampleWeight: argument(args, 4, 'sample_weight') }, site, context);
  return unknown('it is computed by the running program', site.span);
}

export function predict(model: Model, args: CallArguments, site: CallSite, context: EvalContext): Value {
  const x = argument(args, 0, 'x');
  recordDataCall(model, { kind: 'predict', x, y: undefined }, site, context);
  return predictedValue(model, x, 'numpy', site.span, context);
}

export function trainOnBatch(model: Model, args: CallArguments, site: CallSite, context: EvalContext): Value {
  recordDataCall(
    model,
    { kind: 'train_on_batch', x: argument(args, 0, 'x'), y: argument(args, 1, 'y') },
    site,
    context,
  );
  return unknown('it is computed by the running program', site.span);
}
