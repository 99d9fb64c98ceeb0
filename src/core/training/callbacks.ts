/** The callbacks of `fit`: which of them a training takes over, and what is said of the others. */
import type { Analysis } from '../analyze';
import type { DataCall, FitCallback } from '../graph/graph';
import { isBefore, type Target } from '../layers/definition';
import { toSnakeCase } from '../layers/names';
import { type BestSettings, checkpoint } from './checkpoint';
import { type CompileSettings, configOf, type NamedConfig } from './compile-settings';
import { refuse } from './obstacle';
import { placeText } from './place';

export interface TrainingCallbacks {
  /** Left out where there are none. */
  readonly callbacks?: readonly NamedConfig[];
  /** Left out where no `ModelCheckpoint` decides which epoch is the best one. */
  readonly best?: BestSettings;
}

const APPLIED: ReadonlySet<string> = new Set([
  'EarlyStopping',
  'ReduceLROnPlateau',
  'LearningRateScheduler',
  'TerminateOnNaN',
]);

/** Callbacks that only tell of a training, and what a run has in their place. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['CSVLogger', 'a run keeps the metrics of its epochs, which can be exported as CSV'],
  ['History', 'a run keeps the metrics of its epochs'],
  ['ProgbarLogger', 'the progress is shown anyway'],
  ['TensorBoard', 'the panel and the report show the curves'],
]);

export function trainingCallbacks(
  analysis: Analysis,
  fit: DataCall | null,
  compile: CompileSettings,
): { readonly settings: TrainingCallbacks; readonly notes: readonly string[] } {
  const callbacks: NamedConfig[] = [];
  const notes: string[] = [];
  const { target } = analysis;
  let best: BestSettings | null = null;
  for (const callback of fit?.settings.callbacks ?? []) {
    if (callback.isOfLibrary && callback.name === 'ModelCheckpoint') {
      const made = checkpoint(callback, naming(callback, analysis), { target, validates: validates(fit!) });
      const isSecond = best !== null && made.best !== null;
      notes.push(
        isSecond ? `${naming(callback, analysis)} is not applied here; another one decides before.` : made.note,
      );
      best ??= made.best;
      continue;
    }
    const note = leftOut(callback, analysis, fit!);
    if (note === null) callbacks.push(applied(callback, target, compile));
    else notes.push(note);
  }
  return { settings: { ...(callbacks.length > 0 ? { callbacks } : {}), ...(best ? { best } : {}) }, notes };
}

function naming({ name, span }: FitCallback, analysis: Analysis): string {
  return `${name} in callbacks of fit (${placeText(analysis, span)})`;
}

function validates(fit: DataCall): boolean {
  return fit.validation !== null || (fit.settings.validationSplit ?? 0) > 0;
}

/** Why a callback is not applied, in a sentence; `null` if it is. */
function leftOut(callback: FitCallback, analysis: Analysis, fit: DataCall): string | null {
  const { name, args, unread, rates } = callback;
  const which = naming(callback, analysis);
  if (!callback.isOfLibrary || !APPLIED.has(name)) {
    const instead = callback.isOfLibrary ? INSTEAD.get(name) : undefined;
    return instead === undefined ? `${which} is not applied here.` : `${which} is not needed here; ${instead}.`;
  }
  if (typeof rates === 'string') return `${which} is not applied here, because ${rates}.`;
  const open = unread.find((arg) => arg !== 'schedule');
  if (open !== undefined) return `${which} is not applied here, because its ${open} is not known.`;
  const watched = monitorOf(callback);
  if (watched?.startsWith('val_') && !validates(fit))
    return `${which} watches ${watched}, which fit does not have without validation data, so it does nothing.`;
  if (analysis.target.framework === 'tfjs' && watched !== null && args.mode === undefined)
    return tfjsNote(which, watched, fit);
  return null;
}

/** TensorFlow.js calls the accuracy `acc`, whatever the program calls it, and does not find it by another name. */
function tfjsNote(which: string, watched: string, { compile }: DataCall): string | null {
  const metrics = (compile?.metrics ?? []).map(({ name }) => (isAccuracy(name) ? 'acc' : name));
  const known = ['loss', ...metrics];
  if (known.includes(watched.replace(/^val_/, ''))) return null;
  return `${which} watches ${watched}, but TensorFlow.js measures ${known.join(', ')}, so it does nothing.`;
}

function isAccuracy(metric: string): boolean {
  return metric === 'accuracy' || metric === 'acc';
}

function monitorOf({ name, args }: FitCallback): string | null {
  if (name !== 'EarlyStopping' && name !== 'ReduceLROnPlateau') return null;
  return typeof args.monitor === 'string' ? args.monitor : 'val_loss';
}

/** Throws where the framework stops with it. */
function applied(callback: FitCallback, target: Target, compile: CompileSettings): NamedConfig {
  const { name, rates, span } = callback;
  const rate = compile.optimizer.config.learning_rate;
  if ((name === 'ReduceLROnPlateau' || name === 'LearningRateScheduler') && typeof rate === 'object' && rate !== null)
    refuse(
      span,
      `${name} cannot change the learning rate, because the optimizer has a schedule, and Keras stops where it tries`,
      'Give the optimizer a number, or leave the callback out.',
    );
  if (rates !== null) return { name, config: { rates: rates as readonly number[] } };
  const { verbose, ...config } = inKerasSpelling(configOf(callback).config);
  if (name === 'ReduceLROnPlateau' && typeof config.factor === 'number' && config.factor >= 1)
    refuse(span, `ReduceLROnPlateau has the factor ${config.factor}, but Keras takes only one below 1`);
  const watched = monitorOf(callback);
  if (watched === null) return { name, config };
  if (target.framework === 'tfjs' && config.restore_best_weights === true)
    refuse(span, 'TensorFlow.js does not restore the best weights and stops at restoreBestWeights');
  return { name, config: { ...config, ...direction(watched, config, target), ...ownName(watched, compile, target) } };
}

function inKerasSpelling(config: NamedConfig['config']): Record<string, NamedConfig['config'][string]> {
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [toSnakeCase(name), value]));
}

/** Keras 3 asks the metric whether it should rise; Keras 2 and TensorFlow.js look whether its name has `acc` in it. */
function direction(watched: string, { mode }: NamedConfig['config'], target: Target): { readonly mode?: string } {
  const byName = target.framework === 'tfjs' || isBefore(target, [3, 0]);
  return byName && mode !== 'min' && mode !== 'max' ? { mode: watched.includes('acc') ? 'max' : 'min' } : {};
}

/** What TensorFlow.js calls `acc` has the name here that the program gave it. */
function ownName(watched: string, { metrics }: CompileSettings, { framework }: Target): { readonly monitor?: string } {
  const accuracy = metrics.find(({ name }) => isAccuracy(name))?.name;
  if (framework !== 'tfjs' || accuracy === undefined) return {};
  return { monitor: watched.replace(/(^|_)acc$/, `$1${accuracy}`) };
}
