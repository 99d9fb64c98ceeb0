/** Rows of text set in columns. */

export type Alignment = 'left' | 'right';

/** Lines without spaces at their ends; a column in which all cells are empty is left out. */
export function columns(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
  gap = '  ',
): readonly string[] {
  const used = alignments.map((_, i) => rows.some((row) => row[i]));
  const widths = alignments.map((_, i) => widest(rows.map((row) => row[i] ?? '')));
  return rows.map((row) =>
    alignments
      .flatMap((alignment, i) => {
        if (!used[i]) return [];
        const space = ' '.repeat(widths[i]! - width(row[i] ?? ''));
        return [alignment === 'left' ? (row[i] ?? '') + space : space + (row[i] ?? '')];
      })
      .join(gap)
      .trimEnd(),
  );
}

/** Of many texts, too many perhaps to be arguments of one call. */
export function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, width(text)), 0);
}

/** Columns that a text takes on a terminal: two for each wide letter of East Asia, none for marks that combine. */
function width(text: string): number {
  // Most names are plain.
  if (/^[\x20-\x7e…→×·−]*$/.test(text)) return text.length;
  let columns = 0;
  for (const letter of text) columns += isWide(letter.codePointAt(0)!) ? 2 : /\p{M}/u.test(letter) ? 0 : 1;
  return columns;
}

/** The blocks that Unicode's East Asian Width lists as wide or full width, in rough outline. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
