/** What real Keras and real TensorFlow.js built when they ran the programs of test/agree/programs, and how an analysis of the same text differs from it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { type Analysis, analyze, LineMap, problemsOf } from '../../src/core';
import type { Application, Layer, Model } from '../../src/core/graph/graph';
import { layerCounts, modelTotals, trainableCount } from '../../src/core/graph/totals';

const languages: Readonly<Record<string, Program['languageId']>> = {
  '.py': 'python',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.ts': 'typescript',
};

const folder = join(import.meta.dirname, '../agree/programs');

type Dims = readonly (number | null)[];

interface RecordedLayer {
  /** Null in programs of TensorFlow.js, whose layers are paired by class and name alone. */
  readonly line: number | null;
  readonly class: string;
  readonly name: string;
  readonly params: number;
  readonly trainable: number;
  /** The output shapes of each different application. */
  readonly outputs: readonly (readonly Dims[])[];
}

interface RecordedModel {
  readonly line: number;
  readonly class: string;
  readonly name: string;
  readonly params: number;
  readonly trainable: number;
  /** Name, class and parameters of each line of the summary. */
  readonly rows: readonly (readonly [string, string, number])[];
}

export interface ProgramRecord {
  readonly error: { readonly line: number | null; readonly type: string; readonly message: string } | null;
  readonly models: readonly RecordedModel[];
  readonly layers: readonly RecordedLayer[];
}

export interface Program {
  readonly name: string;
  readonly languageId: 'python' | 'javascript' | 'typescript';
  readonly text: string;
  readonly record: ProgramRecord;
}

export interface Comparison {
  /** Layers, models and rows of summaries that were compared. */
  readonly compared: number;
  /** What the analysis says and Keras denies. */
  readonly wrong: readonly string[];
  /** What Keras built and the analysis does not know, with the reason it gives. */
  readonly unknown: readonly string[];
}

export function recordedPrograms(): readonly Program[] {
  return readdirSync(folder).flatMap((file) => {
    const { name, ext } = parse(file);
    const languageId = languages[ext];
    if (!languageId) return [];
    const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
    return [{ name, languageId, text: read(file), record: JSON.parse(read(`${name}.json`)) as ProgramRecord }];
  });
}

export function compareProgram({ languageId, text, record }: Program): Comparison {
  const analysis = analyze({ kind: 'file', languageId, text })!;
  const lines = new LineMap(text);
  const lineOf = ({ start }: { readonly start: number }): number => lines.positionAt(start).line + 1;
  const notes = new Notes();
  compareLayers(analysis, record, lineOf, notes);
  compareModels(analysis, record, lineOf, notes);
  compareErrors(analysis, record, lines, notes);
  return notes;
}

class Notes implements Comparison {
  compared = 0;
  readonly wrong: string[] = [];
  readonly unknown: string[] = [];

  check(what: string, ours: unknown, theirs: unknown, reason: string | null = null): void {
    this.compared++;
    if (JSON.stringify(ours) === JSON.stringify(theirs)) return;
    if (ours === null) this.unknown.push(`${what}: ${reason}`);
    // A name that depends on a condition says so.
    else if (JSON.stringify(ours).includes('_?"')) this.unknown.push(`${what}: ${JSON.stringify(ours)}`);
    else this.wrong.push(`${what}: ${JSON.stringify(ours)}, Keras says ${JSON.stringify(theirs)}`);
  }
}

type LineOf = (span: { readonly start: number }) => number;

function compareLayers({ graph }: Analysis, record: ProgramRecord, lineOf: LineOf, notes: Notes): void {
  const applied = new Map<Layer, Application[]>();
  for (const application of graph.applications) {
    const { layer } = application;
    if (layer.id >= 0 && isLayer(layer)) applied.set(layer, [...(applied.get(layer) ?? []), application]);
  }
  const isLined = record.layers.every(({ line }) => line !== null);
  const ours = groups([...applied.keys()], (layer) => `${isLined ? lineOf(layer.span) : null} ${layer.className}`);
  const theirs = groups(record.layers, (layer) => `${layer.line} ${layer.class}`);
  for (const [key, layers] of theirs) {
    const found = ours.get(key) ?? [];
    const partners = paired(layers, found);
    for (const [i, layer] of layers.entries()) {
      const own = partners[i];
      // A Sequential model makes an input layer itself, and a model that runs on data is no layer of another.
      if (!own && (layer.class === 'InputLayer' || record.models.some(({ name }) => name === layer.name))) continue;
      if (!own) notes.unknown.push(`line ${key} ${layer.name}: not found`);
      else if (own.model && record.models.some(({ name }) => name === layer.name) && !isTold(applied.get(own)!))
        continue;
      else compareLayer(own, toldOf(applied.get(own)!), layer, `line ${key} ${layer.name}`, notes);
    }
    const more = found.filter((layer) => applied.get(layer)!.some(({ unknown }) => !unknown)).length - layers.length;
    if (more > 0 && !record.error) notes.wrong.push(`line ${key}: ${more} more than Keras made`);
  }
  if (record.error) return;
  for (const [key, layers] of ours) {
    const never = layers.filter((layer) => !theirs.has(key) && applied.get(layer)!.some(({ unknown }) => !unknown));
    // A model that begins a Sequential is not applied anew.
    if (never.some(({ model }) => !model) && !key.endsWith(' InputLayer'))
      notes.wrong.push(`line ${key}: Keras made none`);
  }
}

/** For each of theirs the next of ours with the same name, else the next that is left: what runs on data only is no application of ours. */
function paired<T extends { readonly name: string }>(
  theirs: readonly { readonly name: string }[],
  ours: readonly T[],
): readonly (T | undefined)[] {
  const byName = groups(ours, ({ name }) => name);
  const named = theirs.map(({ name }) => byName.get(name)?.shift());
  const left = ours.filter((layer) => !named.includes(layer)).values();
  return named.map((own) => own ?? left.next().value);
}

/** Those of which something is told: in a Sequential that no data meet Keras applies no layer. */
function toldOf(applications: readonly Application[]): readonly Application[] {
  return isTold(applications) ? applications.filter(({ unknown }) => unknown === null) : applications;
}

function isTold(applications: readonly Application[]): boolean {
  return applications.some(({ unknown }) => unknown === null);
}

/** Operations on tensors are rows of a summary but no layers. */
function isLayer(layer: Layer): boolean {
  return layer.definition !== null || layer.model !== null || layer.call !== null;
}

function compareLayer(
  layer: Layer,
  applications: readonly Application[],
  recorded: RecordedLayer,
  what: string,
  notes: Notes,
): void {
  if (recorded.class !== 'InputLayer') notes.check(`${what} name`, layer.name, recorded.name);
  const last = applications.at(-1)!;
  notes.check(`${what} params`, plain(last.params), recorded.params, last.unknown);
  notes.check(`${what} trainable`, plain(trainableCount(last)), recorded.trainable, last.unknown);
  const shapes = applications.map(({ outputs }) => outputs.map(({ shape }) => shape?.map(plain) ?? null));
  for (const [i, own] of shapes.entries()) {
    notes.compared++;
    if (own.length === 0 || applications[i]!.outputs.some(({ shape }) => !shape || shape.some(isExpression)))
      notes.unknown.push(`${what} output: ${applications[i]!.unknown}`);
    else if (!recorded.outputs.some((output) => sameOutput(own as Dims[], output)))
      notes.wrong.push(`${what} output: ${JSON.stringify(own)}, Keras says ${JSON.stringify(recorded.outputs)}`);
  }
  for (const output of recorded.outputs) {
    notes.compared++;
    const known = shapes.some((own) => own.some((shape) => shape === null) || sameOutput(own as Dims[], output));
    if (!known) notes.unknown.push(`${what} output ${JSON.stringify(output)}: not found`);
  }
}

/** The batch may be open in one and that of the data in the other. */
function sameOutput(ours: readonly Dims[], theirs: readonly Dims[]): boolean {
  return (
    ours.length === theirs.length &&
    ours.every((shape, i) => {
      const other = theirs[i]!;
      const batch = shape[0] === other[0] || shape[0] === null || other[0] === null;
      return shape.length === other.length && batch && shape.every((dim, axis) => axis === 0 || dim === other[axis]);
    })
  );
}

function compareModels({ graph }: Analysis, record: ProgramRecord, lineOf: LineOf, notes: Notes): void {
  const ours = groups(graph.models, (model) => `${lineOf(model.span)} ${model.className}`);
  for (const [key, models] of groups(record.models, (model) => `${model.line} ${model.class}`)) {
    const partners = paired(models, ours.get(key) ?? []);
    for (const [i, model] of models.entries()) {
      const own = partners[i];
      if (!own) notes.unknown.push(`line ${key} ${model.name}: not found`);
      else compareModel(own, model, `line ${key} ${model.name}`, notes);
    }
    const more = (ours.get(key)?.length ?? 0) - models.length;
    const built = (ours.get(key) ?? []).filter(
      (model) => !partners.includes(model) && modelTotals(model).params !== null,
    );
    if (more > 0 && built.length && !record.error) notes.wrong.push(`line ${key}: ${more} more than Keras made`);
  }
}

function compareModel(model: Model, recorded: RecordedModel, what: string, notes: Notes): void {
  const { params, trainableParams } = modelTotals(model);
  const reason = model.unknown ?? model.applications.find(({ unknown }) => unknown)?.unknown ?? 'no reason is given';
  notes.check(`${what} name`, model.name, recorded.name);
  notes.check(`${what} params`, plain(params), recorded.params, reason);
  notes.check(`${what} trainable`, plain(trainableParams), recorded.trainable, reason);
  if (params === null) return;
  const rows = model.layers
    .filter(({ className }) => model.kind !== 'sequential' || className !== 'InputLayer')
    .map((layer) => [rowName(layer), layer.className, plain(layerCounts([layer]))]);
  const theirs = recorded.rows.map(([name, className, count]) => [
    className === 'InputLayer' ? className : name,
    className,
    count,
  ]);
  notes.check(`${what} rows`, rows, theirs);
}

function rowName(layer: Layer): string {
  return layer.className === 'InputLayer' ? layer.className : layer.name;
}

function compareErrors(analysis: Analysis, record: ProgramRecord, lines: LineMap, notes: Notes): void {
  const errors = problemsOf(analysis).filter(({ severity }) => severity === 'error');
  const at = errors.map(({ span, message }) => ({
    first: lines.positionAt(span.start).line + 1,
    last: lines.positionAt(span.end).line + 1,
    message,
  }));
  const { error } = record;
  notes.compared++;
  if (!error) {
    for (const { first, message } of at) notes.wrong.push(`line ${first}: false alarm: ${message}`);
    return;
  }
  const hit = at.some(({ first, last }) => first <= error.line! && error.line! <= last);
  if (!hit) notes.unknown.push(`line ${error.line}: not reported: ${error.message}`);
  for (const { first, message } of at)
    if (first < error.line!) notes.wrong.push(`line ${first}: false alarm before the error: ${message}`);
}

function isExpression(dim: unknown): boolean {
  return dim !== null && typeof dim !== 'number';
}

function plain(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function groups<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const item of items) grouped.set(key(item), [...(grouped.get(key(item)) ?? []), item]);
  return grouped;
}
