/** How messages about a training name a place of the program. */
import type { Analysis } from '../analyze';
import { pieceAt } from '../source';
import { LineMap } from '../text/line-map';
import type { Span } from '../text/span';
import type { Obstacle } from './obstacle';

export function messageOf(analysis: Analysis, { message, advice, span }: Obstacle): string {
  const located = sentence(`${message} (${placeText(analysis, span)})`);
  return advice ? `${located} ${advice}` : located;
}

/** `line 12`, or `cell 11, line 4` with the cells of a notebook counted from 0 as on the command line. */
export function placeText({ pieces }: Analysis, span: Span): string {
  const piece = pieceAt(pieces, span.start);
  const line = `line ${new LineMap(piece.text).positionAt(span.start - piece.base).line + 1}`;
  return piece.cell === null ? line : `cell ${piece.cell}, ${line}`;
}

/** Begins with a capital unless it begins with a name of the program, and ends with a full stop. */
export function sentence(text: string): string {
  const begins = /^(the|two|a|an) /.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text;
  return /[.!?]$/.test(begins) ? begins : `${begins}.`;
}
