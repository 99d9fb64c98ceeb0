/** Notebook files: which cells they hold, in which language, however broken the file is. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readNotebook } from '../../../src/core/languages/notebook';
import { notebookFile } from '../../../src/core/notebook';

const example = readFileSync(new URL('../../../examples/conv_mnist.ipynb', import.meta.url), 'utf8');
const code = (source: unknown) => ({ cell_type: 'code', metadata: {}, outputs: [], source });
const notebook = (cells: unknown[], metadata: unknown = {}) => JSON.stringify({ cells, metadata, nbformat: 4 });

describe('a notebook file', () => {
  it('is its cells, counted with those that are not code', () => {
    const cells = readNotebook(example)!.cells;
    const written: { cell_type: string; source: string | string[] }[] = JSON.parse(example).cells;
    expect(cells.map(({ kind }) => kind)).toEqual(written.map((cell) => cell.cell_type));
    expect(cells.map(({ text }) => text)).toEqual(
      written.map(({ source }) => (Array.isArray(source) ? source.join('') : source)),
    );
    expect(notebookFile(example)!.source.cells.map(({ index }) => index)).toEqual(
      written.flatMap((cell, i) => (cell.cell_type === 'code' ? [i] : [])),
    );
  });

  it('joins a source that is a list of lines', () => {
    expect(readNotebook(notebook([code(['a = 1\n', 'b = 2'])]))!.cells[0]!.text).toBe('a = 1\nb = 2');
  });

  it('leaves out cells that a magic gives to another program', () => {
    const sources = [
      '%%bash\nls',
      '%%javascript\nalert(1)',
      '\n%%writefile model.py\nx',
      '%%time\nx = 1',
      '%matplotlib inline\nx',
      'x = "%%bash"',
    ];
    const { source } = notebookFile(notebook(sources.map(code)))!;
    expect(source.cells.map(({ index }) => index)).toEqual([3, 4, 5]);
  });

  it('is in the language of its kernel', () => {
    expect(notebookFile(notebook([code('let x')], { kernelspec: { language: 'typescript' } }))!.source.languageId).toBe(
      'typescript',
    );
    expect(notebookFile(notebook([code('x')], { language_info: { name: 'Python' } }))!.source.languageId).toBe(
      'python',
    );
    expect(notebookFile(notebook([code('x')]))!.source.languageId).toBe('python');
  });

  it('may be of nbformat 3', () => {
    const cells = [
      { cell_type: 'markdown', source: ['# text'] },
      { cell_type: 'code', input: ['x = 1\n', 'y = 2'], language: 'python' },
    ];
    expect(notebookFile(JSON.stringify({ worksheets: [{ cells }], nbformat: 3 }))!.source.cells).toEqual([
      { index: 1, text: 'x = 1\ny = 2', ran: null },
    ]);
  });

  it('is read as far as it goes where it is cut off', () => {
    for (let end = 0; end < example.length; end += 11) {
      const cut = readNotebook(example.slice(0, end));
      const whole = readNotebook(example)!;
      for (const cell of cut?.cells.slice(0, -1) ?? []) expect(cell.text).toBe(whole.cells[cell.index]!.text);
    }
  });

  it.each(['', '{}', '[]', 'import keras', '{"cells": 3}'])('%j is none', (text) => {
    expect(notebookFile(text)).toBeNull();
  });
});
