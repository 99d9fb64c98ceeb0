/** What every source language gives: text to core programs, and core edits back to text. */
import type { ProgramEdit } from '../lang/edit';
import type { Program } from '../lang/program';
import type { Semantics } from '../lang/semantics';
import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';

export interface Comments {
  /** Begins a comment that ends with its line. */
  readonly mark: string;
  /** The comments of a text, as offsets into it, in order. */
  of(text: string): readonly Span[];
}

export interface FrontEnd {
  readonly semantics: Semantics;
  /** Set where no other tool tells the user what is wrong with such a text, so that we do. */
  readonly reportsSyntax?: boolean;
  /** Left out where the language has no comments. */
  readonly comments?: Comments;
  /** Reads any text, valid or not, without throwing. Spans are offsets into `text` plus `base`. */
  parse(text: string, base: number): Program;
  /** The text edits that carry out a core edit; null if it cannot be done there. `text` starts at offset `base`. */
  render(edit: ProgramEdit, text: string, base: number): readonly TextEdit[] | null;
}
