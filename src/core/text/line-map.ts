/** From offsets to lines and back, for one text. Lines end at `\n`, `\r\n` or `\r`. */

/** A zero-based line and a zero-based column in UTF-16 code units, as LSP counts them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export class LineMap {
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    this.starts = lineStarts(text);
  }

  /** The position of an offset; offsets outside the text are clamped. */
  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - this.starts[low]! };
  }

  /** The offset of a position; columns beyond the line's end are clamped to it. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.starts[line];
    if (start === undefined) return this.text.length;
    const end = this.starts[line + 1] ?? this.text.length;
    return Math.min(start + Math.max(0, character), end);
  }

  get lineCount(): number {
    return this.starts.length;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) starts.push(i + 1);
    else if (code === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
  }
  return starts;
}
