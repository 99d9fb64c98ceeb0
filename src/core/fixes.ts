/** Fixes that are proven: the changed text is analysed again and must be better before a fix is offered. */
import { type Analysis, analyze } from './analyze';
import { modelTotals } from './graph/totals';
import type { ProgramEdit } from './lang/edit';
import { problemsOf, type RuleSettings } from './problems';
import type { FixCandidate, Problem } from './rules/rule';
import { type Count, counted, formatCount } from './shape/count';
import { formatShape } from './shape/dim';
import { pieceAt, type Source } from './source';
import { applyEdits, type TextEdit } from './text/edit';
import { OTHER_FILES, type Span } from './text/span';

/** A change of the text that mends a problem. Spans are offsets of the source. */
export interface Fix {
  /** An order, with the resulting shape and the change in parameters. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly preferred: boolean;
  readonly problem: Problem;
}

/** The fixes of a problem whose effect was checked. */
export function fixesFor(analysis: Analysis, problem: Problem, settings: RuleSettings = {}): readonly Fix[] {
  const fixes: Fix[] = [];
  const groups = new Set<string>();
  if (!problem.fixes?.length) return fixes;
  const errorsBefore = errors(problemsOf(analysis, settings));
  for (const candidate of problem.fixes) {
    if (candidate.group && groups.has(candidate.group)) continue;
    const fix = prove(analysis, problem, candidate, settings, errorsBefore);
    if (!fix) continue;
    fixes.push(fix);
    if (candidate.group) groups.add(candidate.group);
  }
  return fixes;
}

function prove(
  analysis: Analysis,
  problem: Problem,
  candidate: FixCandidate,
  settings: RuleSettings,
  errorsBefore: number,
): Fix | null {
  const edits = renderEdits(analysis, candidate.edits);
  if (!edits?.length) return null;
  const after = analyze(editSource(analysis.source, analysis, edits), analysis.host);
  if (!after) return null;
  const moved = movedSpan(problem.span, edits);
  const left = problemsOf(after, settings);
  const persists = left.some(({ rule, span }) => rule === problem.rule && span.start === moved.start);
  if (persists || errors(left) > errorsBefore - (problem.severity === 'error' ? 1 : 0)) return null;
  // A problem is not mended by a program of which less is known. A layer that is found by its right name adds to it, whatever
  // is unknown before it.
  const isRenamed = candidate.edits.every(({ kind }) => kind === 'rename');
  if (isRenamed ? knowns(after) < knowns(analysis) : unknowns(after) > unknowns(analysis)) return null;
  return {
    title: `${candidate.title}${effect(analysis, after, problem)}`,
    edits,
    preferred: candidate.preferred ?? false,
    problem,
  };
}

function unknowns({ graph }: Analysis): number {
  return graph.applications.filter(({ unknown }) => unknown !== null).length;
}

function knowns({ graph }: Analysis): number {
  return graph.applications.filter(({ unknown }) => unknown === null).length;
}

function errors(problems: readonly Problem[]): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}

/** The text edits of core edits, in offsets of the source; null if one of them cannot be written. */
export function renderEdits(analysis: Analysis, edits: readonly ProgramEdit[]): readonly TextEdit[] | null {
  const rendered: TextEdit[] = [];
  for (const edit of edits) {
    const place = placeOf(edit);
    // Text of another file, which this source only imports.
    if (place >= OTHER_FILES) return null;
    const piece = pieceAt(analysis.pieces, place);
    const text = analysis.frontEnd.render(edit, piece.text, piece.base);
    if (!text) return null;
    for (const each of text) if (!rendered.some((other) => isSame(each, other))) rendered.push(each);
  }
  return overlap(rendered) ? null : rendered;
}

/** A constant that stands for several sizes is changed once, and so is a call that a loop makes several times. */
function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
}

/** Two edits of one place contradict each other. */
function overlap(edits: readonly TextEdit[]): boolean {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start);
  return sorted.some(({ span }, i) => i > 0 && span.start < sorted[i - 1]!.span.end);
}

function placeOf(edit: ProgramEdit): number {
  switch (edit.kind) {
    case 'replace-value':
      return edit.target.span.start;
    case 'add-argument':
    case 'remove-argument':
      return edit.call.span.start;
    case 'rename-argument':
      return edit.argument.span.start;
    case 'rename':
      return edit.span.start;
    case 'insert-layer': {
      const { before } = edit;
      return before.kind === 'call'
        ? before.input.span.start
        : before.kind === 'element'
          ? before.layer.span.start
          : before.span.start;
    }
  }
}

/** The source with edits made. */
export function editSource(source: Source, { pieces }: Analysis, edits: readonly TextEdit[]): Source {
  const edited = (base: number, text: string): string => {
    const own = edits.filter(({ span }) => span.start >= base && span.end <= base + text.length);
    return applyEdits(
      text,
      own.map(({ span, text: to }) => ({ span: { start: span.start - base, end: span.end - base }, text: to })),
    );
  };
  if (source.kind === 'file') return { ...source, text: edited(0, source.text) };
  return { ...source, cells: source.cells.map((cell, i) => ({ ...cell, text: edited(pieces[i]!.base, cell.text) })) };
}

function movedSpan({ start, end }: Span, edits: readonly TextEdit[]): Span {
  let shift = 0;
  for (const { span, text } of edits) if (span.end <= start) shift += text.length - (span.end - span.start);
  return { start: start + shift, end: end + shift };
}

/** ` → (None, 10), 40,394 parameters (−576)`: what the model becomes. */
function effect(before: Analysis, after: Analysis, problem: Problem): string {
  if (problem.severity !== 'error') return '';
  return effectOf(
    before,
    after,
    before.graph.models.findIndex((model) => model.variable !== null && model.outputs.length > 0),
  );
}

/** What the model with an index becomes; nothing where its shape is not known. */
export function effectOf(before: Analysis, after: Analysis, index: number): string {
  const model = after.graph.models[Math.max(0, index)];
  const shape = model?.outputs[0]?.shape;
  if (!model || !shape) return '';
  const count = modelTotals(model).params;
  const old = index >= 0 ? modelTotals(before.graph.models[index]!).params : null;
  return ` → ${formatShape(shape)}, ${counted(count, 'parameter')}${change(old, count)}`;
}

function change(before: Count, after: Count): string {
  if (typeof before !== 'number' || typeof after !== 'number' || before === after) return '';
  return ` (${after > before ? '+' : '−'}${formatCount(Math.abs(after - before))})`;
}
