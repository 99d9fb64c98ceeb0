/** From a model of an analysis to what the trainer needs, or to the reason why it cannot be trained and a proven way out. */
import type { Analysis } from '../analyze';
import { type Fix, fixesFor } from '../fixes';
import type { DataCall, EpochSettings, Layer, Model } from '../graph/graph';
import { problemsOf } from '../problems';
import type { Problem } from '../rules/rule';
import { isSymbolic } from '../shape/dim';
import type { Span } from '../text/span';
import { modelName, modelRows } from '../views/rows';
import { type TrainingCallbacks, trainingCallbacks } from './callbacks';
import { type CompileSettings, compileChoice, labelsOfLoss } from './compile-settings';
import { type DatasetSettings, dataNotes, labelForm, outputUnits, sampleShape, valueScale } from './dataset';
import { epochSettings, unknownNotes } from './epochs';
import { proveObstacleFixes } from './fixes';
import { type DataDescription, fittingData, loadedData, usualData } from './known-data';
import { CannotTrain } from './obstacle';
import { messageOf, sentence } from './place';
import { type ClassNames, type Topology, topologyOf } from './topology';
import { type TrainingWeights, trainingWeights } from './weights';

/** One layer as the static analysis sees it; compared with the real model at the start. */
export interface ExpectedRow {
  readonly name: string;
  readonly className: string;
  readonly outputShape: readonly (number | null)[];
  readonly paramCount: number;
}

export interface FitSettings extends TrainingWeights, TrainingCallbacks, EpochSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly validation: 'test' | number | null;
  readonly seed: number;
}

export interface TrainingParts {
  readonly modelName: string;
  readonly topology: Topology;
  readonly rows: readonly ExpectedRow[];
  readonly compile: CompileSettings;
  readonly fit: FitSettings;
  readonly dataset: DatasetSettings;
}

export type TrainingPlan =
  /** `notes` are sentences about what the program does not say and was chosen. */
  | { readonly kind: 'ready'; readonly parts: TrainingParts; readonly notes: readonly string[] }
  | { readonly kind: 'refused'; readonly message: string; readonly span: Span; readonly fixes: readonly Fix[] };

/** What the user sets beside the program. */
export interface TrainingOverrides {
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly limit?: number;
  readonly seed?: number;
  /** What to train on; what the program loads, else MNIST, if it is left out. */
  readonly data?: DataDescription;
}

/** Keras's own defaults where `fit` does not say; without a `fit` a few epochs show whether it learns. */
const DEFAULTS = { epochs: 1, epochsWithoutFit: 5, batchSize: 32, seed: 1 } as const;

export function trainingPlan(analysis: Analysis, modelIndex: number, overrides: TrainingOverrides = {}): TrainingPlan {
  const model = analysis.graph.models[modelIndex];
  if (!model) return { kind: 'refused', message: 'There is no model here.', span: { start: 0, end: 0 }, fixes: [] };
  const fit = lastFit(analysis, model);
  const problem = errorOf(analysis, model, fit);
  if (problem) {
    return {
      kind: 'refused',
      message: sentence(problem.message.split('\n')[0]!),
      span: problem.span,
      fixes: fixesFor(analysis, problem),
    };
  }
  try {
    return ready(analysis, model, fit, overrides);
  } catch (error) {
    if (!(error instanceof CannotTrain)) throw error;
    const { obstacle } = error;
    return {
      kind: 'refused',
      message: messageOf(analysis, obstacle),
      span: obstacle.span,
      fixes: proveObstacleFixes(analysis, obstacle, modelIndex, overrides),
    };
  }
}

/** The known data that fit a model, the best first, and those that the program itself trains it on. */
export function trainingData(
  analysis: Analysis,
  modelIndex: number,
): { readonly fitting: readonly DataDescription[]; readonly loaded: DataDescription | null } {
  const model = analysis.graph.models[modelIndex];
  if (!model) return { fitting: [], loaded: null };
  const fit = lastFit(analysis, model);
  return { fitting: fittingData(model, fit), loaded: loadedData(fit) };
}

function ready(analysis: Analysis, model: Model, fit: DataCall | null, overrides: TrainingOverrides): TrainingPlan {
  checkKnown(analysis, model);
  const classNames: ClassNames = new Map();
  const topology = topologyOf(model, analysis.target, classNames);
  const data = overrides.data ?? usualData(fit);
  const shape = sampleShape(model, data);
  const units = outputUnits(model, data);
  const last = model.outputs[0]!.producer?.layer;
  const labels = labelForm(fit);
  const end = { units, activation: endActivation(last), labels, span: last?.span ?? model.span };
  const compile = compileChoice(fit?.compile ?? model.compile, end, analysis.target);
  const dataset: DatasetSettings = {
    name: data.name,
    limit: overrides.limit ?? null,
    labels: labels ?? labelsOfLoss(compile.settings.loss, units),
    scale: valueScale(model, fit, data),
    sampleShape: shape,
    ...(data.path ? { path: data.path } : {}),
  };
  const settings = fitSettings(fit, overrides, data);
  const weights = trainingWeights(analysis, fit, data);
  const callbacks = trainingCallbacks(analysis, fit, compile.settings);
  const notes = [
    ...compile.notes,
    ...settings.notes,
    ...weights.notes,
    ...callbacks.notes,
    ...unknownNotes(analysis, fit),
    ...dataNotes(fit, data),
  ];
  const parts: TrainingParts = {
    modelName: modelName(model),
    topology,
    rows: expectedRows(model, classNames),
    compile: compile.settings,
    fit: {
      ...settings.fit,
      ...weights.settings,
      ...callbacks.settings,
      ...epochSettings(fit, settings.fit.epochs),
    },
    dataset,
  };
  return { kind: 'ready', parts, notes };
}

function checkKnown(analysis: Analysis, model: Model): void {
  const row = modelRows(analysis).find((each) => each.model === model);
  const open = model.applications.find(({ unknown }) => unknown);
  const reason = row?.unknown ?? open?.unknown ?? (row?.params === null ? 'a layer is not known' : null);
  if (reason)
    throw new CannotTrain({
      span: open?.layer.span ?? model.span,
      message: `${modelName(model)} is not known in full because ${reason}`,
    });
}

/** The last `fit` of the model. */
function lastFit({ graph }: Analysis, model: Model): DataCall | null {
  return (
    graph.dataCalls
      .filter((call) => call.model === model && (call.kind === 'fit' || call.kind === 'train_on_batch'))
      .at(-1) ?? null
  );
}

/** The first error that the rules find at the model, its layers, or the data it is trained with. */
function errorOf(analysis: Analysis, model: Model, fit: DataCall | null): Problem | null {
  const spans = [
    model.span,
    ...layerSpans(model),
    ...(fit ? [fit.span] : []),
    ...(model.compile ? [model.compile.span] : []),
  ];
  const isHere = ({ span }: Problem): boolean => spans.some(({ start, end }) => start <= span.start && span.end <= end);
  return problemsOf(analysis).find((problem) => problem.severity === 'error' && isHere(problem)) ?? null;
}

function layerSpans(model: Model): readonly Span[] {
  return model.applications.flatMap(({ span, layer }) => [
    span,
    layer.span,
    ...(layer.model ? layerSpans(layer.model) : []),
  ]);
}

function fitSettings(
  fit: DataCall | null,
  overrides: TrainingOverrides,
  { title }: DataDescription,
): { readonly fit: FitSettings; readonly notes: readonly string[] } {
  const notes: string[] = [];
  if (!fit && overrides.epochs === undefined)
    notes.push(`The program does not call fit; ${DEFAULTS.epochsWithoutFit} epochs are trained.`);
  const split = fit?.settings.validationSplit ?? null;
  if (fit && !fit.validation && !split)
    notes.push(`fit gives no validation data; the test images of ${title} are used.`);
  const settings: FitSettings = {
    epochs: overrides.epochs ?? fit?.settings.epochs ?? (fit ? DEFAULTS.epochs : DEFAULTS.epochsWithoutFit),
    batchSize: overrides.batchSize ?? fit?.settings.batchSize ?? DEFAULTS.batchSize,
    shuffle: fit?.settings.shuffle ?? true,
    validation: fit?.validation || !split ? 'test' : split,
    seed: overrides.seed ?? DEFAULTS.seed,
  };
  return { fit: settings, notes };
}

/** The activation that the output comes out of; null for none. */
function endActivation(layer: Layer | undefined): string | null {
  if (layer?.className === 'Softmax') return 'softmax';
  const activation = layer?.values?.activation;
  return typeof activation === 'string' ? activation : null;
}

/** Layers in the order of a summary, the inputs left out. */
export function expectedRows(model: Model, classNames: ClassNames): ExpectedRow[] {
  const inputs = new Set(model.inputs.map(({ producer }) => producer));
  return model.layers.flatMap((layer) => {
    // A model may begin at the output of a layer, which is then no part of it.
    const application = model.applications.find((each) => each.layer === layer && !inputs.has(each));
    const shape = application?.outputs[0]?.shape;
    if (!application || !shape || layer.className === 'InputLayer' || layer.masks) return [];
    const outputShape = shape.map((dim) => (isSymbolic(dim) ? null : dim));
    return [
      {
        name: layer.name,
        className: classNames.get(layer) ?? layer.className,
        outputShape,
        paramCount: Number(application.params),
      },
    ];
  });
}
