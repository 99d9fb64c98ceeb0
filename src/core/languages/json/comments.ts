/** The comments of JSON with comments, as editors take it for settings and ConvLint for layer specs. */
import { visit } from 'jsonc-parser';
import type { Span } from '../../text/span';

export function commentsOf(text: string): readonly Span[] {
  const found: Span[] = [];
  visit(text, { onComment: (start, length) => found.push({ start, end: start + length }) });
  return found;
}
