/** What a training makes of a `ModelCheckpoint`: the best epoch that it watches for is that of the run; no file is written. */
import type { FitCallback } from '../graph/graph';
import { isBefore, type Target } from '../layers/definition';
import { refuse } from './obstacle';

/** What the best epoch of a run is chosen by. */
export interface BestSettings {
  readonly monitor: string;
  readonly mode: 'auto' | 'min' | 'max';
  /** What a value must beat to count at all. */
  readonly threshold?: number;
}

const KEPT = 'a run keeps the weights of its last epoch and of its best one';

/** `which` names the callback and its place. Throws where Keras stops with it. */
export function checkpoint(
  callback: FitCallback,
  which: string,
  { target, validates }: { readonly target: Target; readonly validates: boolean },
): { readonly best: BestSettings | null; readonly note: string } {
  const { args, unread } = callback;
  checkFile(callback, target);
  const none = (note: string) => ({ best: null, note: `${which} ${note}.` });
  const open = ['save_best_only', 'monitor', 'mode', 'initial_value_threshold', 'save_freq'].find((name) =>
    unread.includes(name),
  );
  if (open !== undefined) return none(`is not applied here, because its ${open} is not known; ${KEPT}`);
  const steps = args.save_freq;
  if (typeof steps === 'number') return none(`is not applied here; ${KEPT}, not those of every ${steps} steps`);
  if (args.save_best_only !== true) {
    const isOfEach = unread.includes('filepath') || String(args.filepath ?? '').includes('{');
    return none(isOfEach ? `is not applied here; ${KEPT}, not those of each epoch` : `is not needed here; ${KEPT}`);
  }
  const monitor = typeof args.monitor === 'string' ? args.monitor : 'val_loss';
  if (monitor.startsWith('val_') && !validates)
    return none(`watches ${monitor}, which fit does not have without validation data, so it is not applied; ${KEPT}`);
  const threshold = args.initial_value_threshold;
  return {
    best: { monitor, mode: modeOf(callback, monitor, target), ...(typeof threshold === 'number' ? { threshold } : {}) },
    note: `${which} decides which epoch is the best one: that with the best ${monitor}. The run keeps its weights; no file is written.`,
  };
}

/** Keras 3 asks the metric whether it should rise; Keras 2 looks at its name. */
function modeOf({ args }: FitCallback, monitor: string, target: Target): BestSettings['mode'] {
  if (args.mode === 'min' || args.mode === 'max') return args.mode;
  if (!isBefore(target, [3, 0])) return 'auto';
  return /acc|^fmeasure/.test(monitor) ? 'max' : 'min';
}

/** Keras 3 looks at the end of the name when the callback is made. */
function checkFile({ args, unread, span }: FitCallback, target: Target): void {
  const { filepath } = args;
  if (typeof filepath !== 'string' || unread.includes('save_weights_only') || isBefore(target, [3, 0])) return;
  const endings = args.save_weights_only === true ? ['.weights.h5'] : ['.keras', '.h5'];
  if (endings.some((ending) => filepath.endsWith(ending))) return;
  const what = args.save_weights_only === true ? 'weights' : 'a model';
  refuse(span, `ModelCheckpoint saves ${what} as ${filepath}, but Keras takes only names that end in ${endings[0]}`);
}
