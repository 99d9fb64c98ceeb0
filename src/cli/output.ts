/** From analyses to the JSON contract: offsets become lines, unknown sizes become null. */
import {
  type Count,
  fixesFor,
  innerSummary,
  layerRows,
  modelRows,
  problemsOf,
  type Shape,
  type SummaryRow,
} from '../core';
import {
  CLI_OUTPUT_VERSION,
  type CliOutput,
  type OutputArray,
  type OutputFile,
  type OutputInnerLayer,
  type OutputLayer,
  type OutputModel,
  type OutputProblem,
  type OutputShape,
} from '../protocol/cli-output';
import { Places } from './places';
import type { AnalyzedFile } from './sources';

/** Fixes are proven by analyses of their own; of a file with more problems than these, the rest are told without. */
const MAX_FIXED = 40;
/** Layers that are analysed again for the fixes of a file, so that a very long one is answered as well. */
const MAX_ANALYSED = 20_000;

export interface OutputOptions {
  /** Whether the titles of fixes are wanted; else the lists are empty. */
  readonly fixes: boolean;
  /** Whether the layers of models that are used as layers are wanted. */
  readonly expandNested?: boolean;
}

export function toOutput(files: readonly AnalyzedFile[], options: OutputOptions): CliOutput {
  return { version: CLI_OUTPUT_VERSION, files: files.map((file) => toOutputFile(file, options)) };
}

function toOutputFile({ path, analysis }: AnalyzedFile, { fixes, expandNested }: OutputOptions): OutputFile {
  const places = new Places(analysis);
  const { stopped, applications } = analysis.graph;
  const fixed = Math.min(MAX_FIXED, MAX_ANALYSED / (applications.length + 1));
  return {
    path,
    target: {
      framework: analysis.target.framework,
      version: analysis.target.version.join('.'),
      said: analysis.host.versions?.[analysis.target.framework]?.said ?? null,
    },
    arrays: analysis.graph.arrays.map(
      ({ span, name, shape, dtype }): OutputArray => ({
        ...places.start(span),
        name,
        shape: outputShape(shape),
        dtype,
      }),
    ),
    layers: layerRows(analysis).map(
      (row): OutputLayer => ({
        ...places.start(row.span),
        endLine: places.range(row.span).endLine,
        appliedAt: places.start(row.appliedAt),
        class: row.class,
        name: row.name,
        model: row.model,
        inputs: row.inputs.map(outputShape),
        outputs: row.outputs.map(outputShape),
        params: outputCount(row.params),
        trainable: outputCount(row.trainable),
        macs: outputCount(row.macs),
        unknown: row.unknown ?? row.trainableUnknown,
        ...(expandNested && row.application.layer.model
          ? { layers: innerLayers(innerSummary(row.application.layer)) }
          : {}),
      }),
    ),
    models: modelRows(analysis).map(
      (row): OutputModel => ({
        ...places.start(row.span),
        name: row.name,
        kind: row.kind,
        inputs: row.inputs.map(outputShape),
        outputs: row.outputs.map(outputShape),
        params: outputCount(row.params),
        trainable: outputCount(row.trainable),
        macs: outputCount(row.macs),
        unknown: row.unknown ?? row.trainableUnknown,
      }),
    ),
    problems: problemsOf(analysis).map(
      (problem, i): OutputProblem => ({
        ...places.range(problem.span),
        rule: problem.rule,
        severity: problem.severity,
        message: problem.message,
        fixes: fixes && i < fixed ? fixesFor(analysis, problem).map(({ title }) => title) : [],
        related: (problem.related ?? []).map(({ span, message }) => ({ ...places.start(span), message })),
      }),
    ),
    stopped: stopped ? { ...places.start(stopped.span), reason: stopped.reason } : null,
  };
}

function innerLayers(rows: readonly SummaryRow[]): readonly OutputInnerLayer[] {
  return rows.map(({ layer, outputs, params, macs, unknown, inner }) => ({
    class: layer.className,
    name: layer.name,
    outputs: outputs.map(outputShape),
    params: outputCount(params),
    macs: outputCount(macs),
    unknown,
    ...(layer.model ? { layers: innerLayers(inner) } : {}),
  }));
}

function outputShape(shape: Shape | null): OutputShape {
  return shape?.map((dim) => (typeof dim === 'number' ? dim : null)) ?? null;
}

/** Counts beyond 2^53 lose their last digits in JSON's numbers; the table prints them in full. */
function outputCount(count: Count): number | null {
  return typeof count === 'number' ? count : typeof count === 'bigint' ? Number(count) : null;
}
