/** The text that edits are made in: offsets of the program, lines and indentation, and the syntax tree when it is needed. */
import type { Tree } from '@lezer/common';
import type { Span } from '../../../text/span';
import { type Dialect, parseTree } from '../parse';
import { type Quote, quoteOf } from './values';

export class Source {
  readonly quote: Quote;
  private parsed: Tree | null = null;

  constructor(
    readonly text: string,
    readonly base: number,
    private readonly dialect: Dialect,
  ) {
    this.quote = quoteOf(text);
  }

  /** Its offsets are those of the text, without the base. */
  get tree(): Tree {
    this.parsed ??= parseTree(this.text, this.dialect);
    return this.parsed;
  }

  slice({ start, end }: Span): string {
    return this.text.slice(start - this.base, end - this.base);
  }

  /** What stands before an offset in its line. */
  linePrefix(offset: number): string {
    const at = offset - this.base;
    return this.text.slice(this.text.lastIndexOf('\n', at - 1) + 1, at);
  }

  indentAt(offset: number): string {
    return /^\s*/.exec(this.linePrefix(offset))![0];
  }

  /** True if nothing but space stands before the offset in its line. */
  startsLine(offset: number): boolean {
    return this.linePrefix(offset).trim() === '';
  }

  /** The end of line that the text uses. */
  get newline(): string {
    return this.text.includes('\r\n') ? '\r\n' : '\n';
  }
}
