/** Answers questions about one model of a document: its rows, and what is needed to train it. */
import type { Connection } from 'vscode-languageserver';
import {
  formatCount,
  formatShape,
  KNOWN_DATA,
  type ModelRow,
  mainModelIndex,
  modelRows,
  modelSummary,
  type SummaryRow,
  trainingData,
  trainingPlan,
} from '../core';
import {
  type ModelParams,
  type SummaryLayer,
  type SummaryResult,
  summaryRequest,
  type TrainingDataResult,
  type TrainingPlanParams,
  type TrainingPlanResult,
  trainingDataRequest,
  trainingPlanRequest,
} from '../protocol/requests';
import { editsByDocument } from './code-actions';
import { locate, type OpenSource, offsetOf, type Workspace } from './workspace';

export function addModelRequests(connection: Connection, workspace: Workspace): void {
  connection.onRequest(summaryRequest, (params: ModelParams): unknown => answer(workspace, params, summary));
  connection.onRequest(trainingPlanRequest, (params: TrainingPlanParams): unknown =>
    answer(workspace, params, (source, index) => plan(source, index, params)),
  );
  connection.onRequest(trainingDataRequest, (params: TrainingPlanParams): unknown =>
    answer(workspace, params, (source, index) => dataChoices(source, index)),
  );
}

function answer<T>(
  workspace: Workspace,
  params: TrainingPlanParams,
  run: (source: OpenSource, index: number) => T,
): T | null {
  const source = workspace.sourceOf(params.uri);
  const index = source && modelIndex(source, params);
  return source && index !== null ? run(source, index) : null;
}

/** The model that is meant: by name or index, or the last one that begins at or before the place; else the main one. */
function modelIndex(source: OpenSource, { uri, index, name, position }: TrainingPlanParams): number | null {
  const rows = modelRows(source.analysis);
  if (name !== undefined && rows[index ?? -1]?.name !== name) {
    const named = rows.findIndex((row) => row.name === name);
    if (named >= 0) return named;
  }
  if (index !== undefined && rows[index]) return index;
  const offset = position ? offsetOf(source, uri, position) : null;
  if (offset === null) return mainModelIndex(source.analysis);
  const before = rows.filter(({ span }) => span.start <= offset).length - 1;
  return before >= 0 ? before : mainModelIndex(source.analysis);
}

function summary(source: OpenSource, index: number): SummaryResult {
  const row: ModelRow = modelRows(source.analysis)[index]!;
  return {
    index,
    name: row.name,
    kind: row.kind,
    place: locate(source, row.span),
    layers: modelSummary(row.model).map((layer) => summaryLayer(source, layer)),
    params: formatCount(row.params),
    trainable: row.trainableUnknown === null ? formatCount(row.trainable) : `not known because ${row.trainableUnknown}`,
    frozen:
      typeof row.params === 'number' && typeof row.trainable === 'number' && row.trainable < row.params
        ? formatCount(row.params - row.trainable)
        : null,
    macs: formatCount(row.macs),
    unknown: row.unknown,
  };
}

function summaryLayer(source: OpenSource, row: SummaryRow): SummaryLayer {
  const { layer, outputs, params, macs, applications, from, unknown, inner } = row;
  return {
    name: layer.name,
    className: layer.className,
    output: outputs.map((shape) => (shape ? formatShape(shape) : '?')).join(', '),
    params: formatCount(params),
    macs: formatCount(macs),
    applications,
    from,
    unknown,
    place: locate(source, layer.span),
    layers: inner.map((each) => summaryLayer(source, each)),
  };
}

function plan(source: OpenSource, index: number, { overrides }: TrainingPlanParams): TrainingPlanResult {
  const { name } = modelRows(source.analysis)[index]!;
  const found = trainingPlan(source.analysis, index, overrides);
  if (found.kind === 'ready') return { kind: 'ready', index, name, job: found.parts, notes: found.notes };
  const { message, span, fixes } = found;
  return {
    kind: 'refused',
    index,
    name,
    message,
    place: locate(source, span),
    fixes: fixes.map(({ title, edits }) => ({ title, changes: editsByDocument(source, edits) })),
  };
}

/** What fits comes first. */
function dataChoices(source: OpenSource, index: number): TrainingDataResult {
  const { fitting, loaded } = trainingData(source.analysis, index);
  const others = KNOWN_DATA.filter((data) => !fitting.includes(data));
  const choice = (data: (typeof KNOWN_DATA)[number], fits: boolean) => ({ data, fits, isLoaded: data === loaded });
  return { choices: [...fitting.map((data) => choice(data, true)), ...others.map((data) => choice(data, false))] };
}
