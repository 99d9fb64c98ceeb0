/** What is offered to somebody who wants a problem silent: the comment that does it, proven to silence nothing else. */
import { type Analysis, analyze } from './analyze';
import { editSource } from './fixes';
import { problemsOf, type RuleSettings } from './problems';
import type { Problem } from './rules/rule';
import { type Piece, pieceAt } from './source';
import { lineSpan, type Suppression, suppressionsOf } from './suppressions';
import type { TextEdit } from './text/edit';
import { LineMap } from './text/line-map';

export interface SuppressingEdit {
  /** `Ignore linear-stack on this line`. */
  readonly title: string;
  readonly edit: TextEdit;
}

/** For the line and for the whole source; none where the language has no comments, or none can stand there. */
export function suppressingEdits(
  analysis: Analysis,
  problem: Problem,
  settings: RuleSettings = {},
): readonly SuppressingEdit[] {
  const comments = analysis.frontEnd.comments;
  if (!comments) return [];
  const piece = pieceAt(analysis.pieces, problem.span.start);
  const present = suppressionsOf(analysis);
  const all = analysis.source.kind === 'notebook' ? 'notebook' : 'file';
  return [
    { title: `Ignore ${problem.rule} on this line`, edit: onLine(piece, problem, present, comments.mark) },
    { title: `Ignore ${problem.rule} in this ${all}`, edit: inSource(piece, problem, present, comments.mark) },
  ].filter(({ edit }) => silencesOnly(analysis, problem, edit, settings));
}

function onLine(piece: Piece, { rule, span }: Problem, present: readonly Suppression[], mark: string): TextEdit {
  const lines = new LineMap(piece.text);
  const own = lineSpan(piece.text, lines, lines.positionAt(span.start - piece.base).line);
  const there = present.find(({ line }) => line?.start === piece.base + own.start);
  return further(there, rule) ?? insert(piece.base + own.end, `  ${mark} convlint: ignore[${rule}]`);
}

/** In the first line, or below lines that must stand first: `#!`, the encoding, `%%magic`. */
function inSource(piece: Piece, { rule }: Problem, present: readonly Suppression[], mark: string): TextEdit {
  const first = /^(?:(?:#!|%%|#.*coding[:=]).*(?:\r\n|\n|\r))*/.exec(piece.text)![0];
  const there = present.find(({ line }) => line === null);
  return (
    further(there, rule) ?? insert(piece.base + first.length, `${mark} convlint: ignore-file[${rule}]${lineEnd(piece)}`)
  );
}

/** A comment that is there already names one rule more. */
function further(there: Suppression | undefined, rule: string): TextEdit | null {
  return there?.endOfRules ? insert(there.endOfRules, there.rules?.join('') ? `, ${rule}` : rule) : null;
}

function insert(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

function lineEnd({ text }: Piece): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** The changed text has no problem that was not there, and of the others only the rule's are gone. */
function silencesOnly(analysis: Analysis, problem: Problem, edit: TextEdit, settings: RuleSettings): boolean {
  const before = problemsOf(analysis, settings);
  const after = analyze(editSource(analysis.source, analysis, [edit]), analysis.host);
  const left = after ? problemsOf(after, settings) : [];
  const ofOthers = (problems: readonly Problem[]): number =>
    problems.filter(({ rule }) => rule !== problem.rule).length;
  return left.length < before.length && ofOthers(left) === ofOthers(before);
}
