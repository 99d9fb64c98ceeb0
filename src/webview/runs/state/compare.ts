/** What runs have in common and where they differ: settings, layers, the best of each metric, curves. Knows no page. */

import { classWeightText } from '../../../protocol/class-weight-text';
import type { ComparedRun } from '../../../protocol/runs-panel';
import type { ConfigValue, ModelRow, NamedConfig, RunRecord } from '../../../protocol/training';

/** One line of a table: a value per run, `null` where a run has none. */
export interface ComparedRow {
  readonly name: string;
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
  /** Which value is the best one, where one can be better than another; `null` if none is. */
  readonly best?: number | null;
}

export function settingRows(runs: readonly ComparedRun[]): ComparedRow[] {
  const records = runs.map(({ record }) => record);
  const of = (name: string, value: (record: RunRecord) => string | null) => comparedRow(name, records.map(value));
  const sources = withoutCommonFolder(records.map(({ sourcePath }) => sourcePath));
  return [
    of('model', ({ modelName }) => modelName),
    comparedRow('source', sources),
    of('data', ({ dataset }) => (dataset.name === 'own' ? (dataset.path ?? 'own data') : dataset.name)),
    of('samples at most', ({ dataset }) => (dataset.limit === null ? 'all' : String(dataset.limit))),
    of('values divided by', ({ dataset }) => String(dataset.scale)),
    of('optimizer', ({ compile }) => named(compile.optimizer)),
    of('loss', ({ compile }) => named(compile.loss)),
    of('metrics', ({ compile }) => compile.metrics.map(named).join(', ') || 'none'),
    of('weighted metrics', ({ compile }) => compile.weightedMetrics?.map(named).join(', ') || 'none'),
    of('class weights', ({ fit }) => classWeightText(fit.classWeight) ?? 'none'),
    of('callbacks', ({ fit }) => fit.callbacks?.map(named).join(', ') || 'none'),
    of('best epoch by', ({ fit }) => (fit.best ? `${fit.best.monitor} (${fit.best.mode})` : 'loss')),
    of('epochs', ({ fit }) => String(fit.epochs)),
    of('steps per epoch', ({ fit }) => (fit.stepsPerEpoch === undefined ? 'all' : String(fit.stepsPerEpoch))),
    of('batch size', ({ fit }) => String(fit.batchSize)),
    of('validation', ({ fit }) => (fit.validation === null ? 'none' : String(fit.validation))),
    of('shuffle', ({ fit }) => (fit.shuffle ? 'yes' : 'no')),
    of('seed', ({ fit }) => String(fit.seed)),
    of('engine', ({ engine }) => engine),
    of('outcome', ({ outcome, epochs }) => `${outcome}, ${epochs.length} epochs`),
    of('ms per step', ({ epochs }) =>
      epochs.length ? mean(epochs.map(({ msPerStep }) => msPerStep)).toFixed(2) : null,
    ),
  ];
}

/** The layers of all runs in their order, found by name; a value is the output shape and the number of parameters. */
export function layerRows(runs: readonly ComparedRun[]): ComparedRow[] {
  const lists = runs.map(({ record }) => record.rows.filter(({ className }) => className !== 'InputLayer'));
  const names = merged(lists.map((rows) => rows.map(({ name }) => name)));
  const rows = names.map((name) => {
    const found = lists.map((list) => list.find((row) => row.name === name));
    const className = found.find((row) => row !== undefined)!.className;
    return comparedRow(
      `${name} (${className})`,
      found.map((row) => (row ? layerText(row) : null)),
    );
  });
  const total = lists.map((list) => list.reduce((sum, { paramCount }) => sum + paramCount, 0).toLocaleString('en-US'));
  return [...rows, comparedRow('total parameters', total)];
}

/** The best value of each loss and metric and the epoch that had it, and which run has the best of all. */
export function resultRows(runs: readonly ComparedRun[]): ComparedRow[] {
  return metricNames(runs).map((name) => {
    const better = (a: CurvePoint, b: CurvePoint) => (isBetter(name, b.value, a.value) ? b : a);
    const points = runs.map(({ record }) => {
      const curve = pointsOf(record, name);
      return curve.length > 0 ? curve.reduce(better) : null;
    });
    const row = comparedRow(
      name,
      points.map((point) => point && `${point.value.toFixed(4)} (epoch ${point.epoch})`),
    );
    const known = points.filter((point) => point !== null);
    return { ...row, best: row.differs && known.length > 1 ? points.indexOf(known.reduce(better)) : null };
  });
}

/** Losses first, each before its validation. */
export function metricNames(runs: readonly ComparedRun[]): string[] {
  const names = new Set(runs.flatMap(({ record }) => record.epochs.flatMap(({ metrics }) => Object.keys(metrics))));
  const base = (name: string) => name.replace(/^val_/, '');
  const order = [...names].filter((name) => name === base(name));
  const rank = (name: string) => 2 * order.indexOf(base(name)) + (name === base(name) ? 0 : 1);
  return [...names].sort((a, b) => rank(a) - rank(b));
}

export interface CurvePoint {
  readonly epoch: number;
  readonly value: number;
}

/** Without epochs whose value is no number, which reach a page as `null`. */
export function pointsOf({ epochs }: RunRecord, name: string): CurvePoint[] {
  return epochs
    .map(({ epoch, metrics }) => ({ epoch, value: metrics[name] as number }))
    .filter(({ value }) => Number.isFinite(value));
}

/** As much of each path as tells the files apart, at least their names. */
function withoutCommonFolder(paths: readonly string[]): string[] {
  const all = paths.map((path) => path.split(/[\\/]/));
  let common = 0;
  while (all.every((parts) => common < parts.length - 1 && parts[common] === all[0]![common])) common++;
  return all.map((parts) => parts.slice(common).join('/'));
}

function comparedRow(name: string, values: readonly (string | null)[]): ComparedRow {
  return { name, values, differs: new Set(values).size > 1 };
}

function named({ name, config }: NamedConfig): string {
  const args = Object.entries(config).map(([key, value]) => `${key}=${valueText(value)}`);
  return args.length ? `${name}(${args.join(', ')})` : name;
}

function valueText(value: ConfigValue): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return 'name' in value ? named(value) : `[${value.join(', ')}]`;
}

function layerText({ outputShape, paramCount }: ModelRow): string {
  const shape = outputShape.map((dim) => dim ?? 'None').join(', ');
  return `(${shape}${outputShape.length === 1 ? ',' : ''}) · ${paramCount.toLocaleString('en-US')}`;
}

/** All names once; one that only some lists have stands behind the one before it there. */
function merged(lists: readonly (readonly string[])[]): string[] {
  const all: string[] = [];
  for (const list of lists) {
    let at = -1;
    for (const name of list) {
      const found = all.indexOf(name);
      if (found < 0) all.splice(at + 1, 0, name);
      at = found < 0 ? at + 1 : Math.max(at, found);
    }
  }
  return all;
}

function isBetter(name: string, value: number, than: number): boolean {
  return /accuracy|acc$|cosine_similarity/.test(name) ? value > than : value < than;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
