/** Texts in which `|` is a place, and what the views say there. */
import {
  type Analysis,
  analyze,
  completionsAt,
  hoverAt,
  inlayHints,
  toMarkdown,
  wordHoverAt,
  wordMarkdown,
} from '../../../src/core';

export type LanguageId = 'python' | 'typescript' | 'convlint';

export function analysisOf(text: string, languageId: LanguageId = 'python'): Analysis {
  return analyze({ kind: 'file', languageId, text })!;
}

/** The text with its hints written into it. */
export function withHints(text: string, languageId: LanguageId = 'python'): string {
  let shown = '';
  let at = 0;
  for (const { offset, label } of inlayHints(analysisOf(text, languageId))) {
    shown += `${text.slice(at, offset)}«${label}»`;
    at = offset;
  }
  return shown + text.slice(at);
}

export function atMark(marked: string, languageId: LanguageId = 'python'): { analysis: Analysis; offset: number } {
  const offset = marked.indexOf('|');
  return { analysis: analysisOf(marked.replace('|', ''), languageId), offset };
}

/** The labels that are offered at `|`. */
export function offeredAt(marked: string, languageId: LanguageId = 'python'): string[] {
  const { analysis, offset } = atMark(marked, languageId);
  return completionsAt(analysis, offset).map(({ label }) => label);
}

/** The hover at `|` as Markdown, pictures left out. */
export function hoverText(marked: string, languageId: LanguageId = 'python'): string | null {
  const { analysis, offset } = atMark(marked, languageId);
  const word = wordHoverAt(analysis, offset);
  if (word) return wordMarkdown(word);
  const layer = hoverAt(analysis, offset);
  return layer ? toMarkdown(layer, false) : null;
}
