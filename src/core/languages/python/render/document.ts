/** The text that is edited, addressed by the offsets of spans. */
import type { Span } from '../../../text/span';

export class Document {
  constructor(
    private readonly text: string,
    readonly base: number,
  ) {}

  slice(start: number, end: number): string {
    return this.text.slice(start - this.base, end - this.base);
  }

  textOf(span: Span): string {
    return this.slice(span.start, span.end);
  }

  get whole(): string {
    return this.text;
  }

  /** The text of the line before an offset. */
  lineBefore(offset: number): string {
    const at = offset - this.base;
    return this.text.slice(this.text.lastIndexOf('\n', at - 1) + 1, at);
  }

  /** The line end of the text, for lines that are added. */
  get lineEnd(): string {
    return this.text.includes('\r\n') ? '\r\n' : '\n';
  }

  /** The spaces before an offset, if nothing else stands before it in its line; else null. */
  indentAt(offset: number): string | null {
    const before = this.lineBefore(offset);
    return before.trim() === '' ? before : null;
  }

  /** The quotes that the text uses near the span, or else most. */
  quoteNear(span: Span): "'" | '"' {
    const near = /['"]/.exec(this.textOf(span))?.[0];
    if (near) return near === '"' ? '"' : "'";
    const count = (quote: string): number => this.text.split(quote).length;
    return count('"') > count("'") ? '"' : "'";
  }
}
