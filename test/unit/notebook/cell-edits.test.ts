/** Edits of cells in the JSON of a notebook: reading the edited file gives the edited cell. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellEdits, readNotebook } from '../../../src/core/languages/notebook';
import { applyEdits, type TextEdit } from '../../../src/core/text/edit';

function notebook(source: string | readonly string[], indent?: number): string {
  return JSON.stringify({ cells: [{ cell_type: 'code', source }], nbformat: 4 }, null, indent);
}

function edit(text: string, edits: readonly TextEdit[]): string {
  return applyEdits(text, cellEdits(text, readNotebook(text)!.cells[0]!, edits)!);
}

const replace = (start: number, end: number, text: string): TextEdit => ({ span: { start, end }, text });

describe('an edit of a cell', () => {
  it('is escaped in a source that is one string', () => {
    const text = notebook('x = "a\\n"\ny = 1');
    expect(edit(text, [replace(4, 9, '"\u00e9\t"'), replace(14, 15, '2')])).toBe(notebook('x = "\u00e9\t"\ny = 2'));
  });

  it('makes a line of its own of each new line in a list', () => {
    const text = notebook(['a = 1\n', 'b = 2'], 1);
    expect(edit(text, [replace(6, 6, 'x = 3\n')])).toBe(notebook(['a = 1\n', 'x = 3\n', 'b = 2'], 1));
    expect(edit(text, [replace(11, 11, '\nc = 4')])).toBe(notebook(['a = 1\n', 'b = 2\n', 'c = 4'], 1));
    expect(edit(text, [replace(10, 11, '5')])).toBe(notebook(['a = 1\n', 'b = 5'], 1));
  });

  it('joins lines of a list where it takes out what is between them', () => {
    expect(edit(notebook(['a = 1\n', 'b = 2\n', 'c'], 1), [replace(4, 10, '')])).toBe(notebook(['a = 2\n', 'c'], 1));
  });

  it('finds its way through escapes of every kind', () => {
    const text = '{"cells": [{"cell_type": "code", "source": "\\u0061\\\\\\"\\/x"}]}';
    expect(edit(text, [replace(4, 5, 'y')])).toBe(text.replace('x"', 'y"'));
  });

  it('gives the edited text when the file is read again', () => {
    const piece = fc.stringMatching(/^[a"\\\n\t\u00e9\u{1f600}]{0,6}$/u);
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 5 }),
        piece,
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        fc.constantFrom(0, 1),
        (lines, inserted, a, b, isList, indent) => {
          const whole = lines.join('');
          const [start, end] = [a % (whole.length + 1), b % (whole.length + 1)].sort((x, y) => x - y) as [
            number,
            number,
          ];
          const edits = [replace(start, end, inserted)];
          const file = edit(notebook(isList ? lines : whole, indent), edits);
          expect(JSON.parse(file)).toBeTruthy();
          expect(readNotebook(file)!.cells[0]!.text).toBe(applyEdits(whole, edits));
        },
      ),
      { numRuns: 2000, seed: 20 },
    );
  });

  it('cannot be made where there is no text', () => {
    const text = '{"cells": [{"cell_type": "code"}]}';
    expect(cellEdits(text, readNotebook(text)!.cells[0]!, [replace(0, 0, 'x')])).toBeNull();
  });
});
