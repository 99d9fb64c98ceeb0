/**
 * Comments that silence problems: `# convlint: ignore[linear-stack]` for its line, or alone in a line for the next one;
 * `# convlint: ignore-file[linear-stack]` for the whole source. Without brackets every rule is meant.
 */
import type { Analysis } from './analyze';
import type { Piece } from './source';
import { LineMap } from './text/line-map';
import type { Span } from './text/span';

export interface Suppression {
  /** The line that is meant, without its end; null for the whole source. */
  readonly line: Span | null;
  /** The rules that are silenced; null for all. */
  readonly rules: readonly string[] | null;
  /** Where a further rule is named: before the closing bracket. Null where there are no brackets. */
  readonly endOfRules: number | null;
}

const written = /\bconvlint:\s*ignore(?<file>-file)?(?![\w-])(?:\s*\[(?<rules>[^\]]*)\])?/;

/** In the order of the text. */
export function suppressionsOf({ pieces, frontEnd }: Pick<Analysis, 'pieces' | 'frontEnd'>): readonly Suppression[] {
  return pieces.flatMap((piece) => {
    if (!piece.text.includes('convlint:')) return [];
    const comments = frontEnd.comments?.of(piece.text) ?? [];
    const lines = new LineMap(piece.text);
    return comments.flatMap((comment) => suppressionIn(piece, comment, comments, lines) ?? []);
  });
}

function suppressionIn(piece: Piece, comment: Span, comments: readonly Span[], lines: LineMap): Suppression | null {
  const text = piece.text.slice(comment.start, comment.end);
  const match = written.exec(text);
  if (!match) return null;
  const { file, rules } = match.groups!;
  const line = file ? null : lineMeant(piece, comment, comments, lines);
  return {
    line: line && { start: piece.base + line.start, end: piece.base + line.end },
    rules: rules === undefined ? null : rules.split(',').map((rule) => rule.trim()),
    endOfRules: rules === undefined ? null : piece.base + comment.start + match.index + match[0].length - 1,
  };
}

/** The comment's own line, or for one that stands alone the next line of code. */
function lineMeant({ text }: Piece, comment: Span, comments: readonly Span[], lines: LineMap): Span {
  let { line } = lines.positionAt(comment.start);
  const startsWithComment = (at: number): boolean => {
    const { start, end } = lineSpan(text, lines, at);
    const code = start + (text.slice(start, end).search(/\S/) + 1 || end - start + 1) - 1;
    return code === end || isInOneOf(comments, code);
  };
  while (startsWithComment(line) && line + 1 < lines.lineCount) line++;
  return lineSpan(text, lines, line);
}

/** Whether one of some spans, which are in order and apart, holds an offset. */
function isInOneOf(spans: readonly Span[], offset: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low]!.start <= offset;
}

/** A line of a text without its end. */
export function lineSpan(text: string, lines: LineMap, line: number): Span {
  const start = lines.offsetAt({ line, character: 0 });
  const next = line + 1 < lines.lineCount ? lines.offsetAt({ line: line + 1, character: 0 }) : text.length;
  return { start, end: start + text.slice(start, next).replace(/[\r\n]+$/, '').length };
}

/** Whether a problem is silenced. One that spans several lines is silenced at each of them. */
export function isSuppressed(suppressions: readonly Suppression[], rule: string, { start, end }: Span): boolean {
  return suppressions.some(
    ({ line, rules }) => (rules?.includes(rule) ?? true) && (line === null || (line.start <= end && start <= line.end)),
  );
}
