/** Lines and columns of spans, within the cell of a notebook or the file. */
import { type Analysis, LineMap, localSpan, pieceAt, type Span } from '../core';
import type { OutputPlace } from '../protocol/cli-output';

export interface OutputRange extends OutputPlace {
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export class Places {
  private readonly maps = new Map<number, LineMap>();

  constructor(private readonly analysis: Analysis) {}

  start(span: Span): OutputPlace {
    const { cell, line } = this.range(span);
    return cell === undefined ? { line } : { cell, line };
  }

  range(span: Span): OutputRange {
    const piece = pieceAt(this.analysis.pieces, span.start);
    let map = this.maps.get(piece.base);
    if (!map) {
      map = new LineMap(piece.text);
      this.maps.set(piece.base, map);
    }
    const local = localSpan(piece, span);
    const [start, end] = [map.positionAt(local.start), map.positionAt(local.end)];
    return {
      ...(piece.cell === null ? {} : { cell: piece.cell }),
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  }

  /** `12`, or `#11:2` in a notebook: what `explain` takes after the file's name. */
  text(span: Span): string {
    const { cell, line } = this.start(span);
    return cell === undefined ? String(line) : `#${cell}:${line}`;
  }
}
