/** Comments that silence problems, and the edits that write them. */
import { describe, expect, test } from 'vitest';
import { analyze, applyEdits, notebookFile, problemsOf, suppressingEdits } from '../../../src/core';
import { problemsIn } from './marked';

/** Two linear convolutions after each other, both with a stride that drops a column. */
function twoProblems(atEnd = '', above = ''): string {
  return `from keras import Input, Model, layers
x = inputs = Input((28, 28, 1))
${above}x = layers.Conv2D(8, 3, strides=2)(x)${atEnd}
x = layers.Conv2D(8, 3, activation='relu')(x)
model = Model(inputs, x)
`;
}

const rulesIn = (text: string, languageId = 'python'): readonly string[] =>
  problemsIn(text, languageId).map(({ rule }) => rule);

describe('a comment silences', () => {
  test('nothing where there is none', () => {
    expect(rulesIn(twoProblems())).toEqual(['linear-stack', 'stride-drops-pixels']);
  });

  test('every rule of its line', () => {
    expect(rulesIn(twoProblems('  # convlint: ignore'))).toEqual([]);
  });

  test('the rules that it names', () => {
    expect(rulesIn(twoProblems('  # convlint: ignore[linear-stack]'))).toEqual(['stride-drops-pixels']);
    expect(rulesIn(twoProblems('  # on purpose  # convlint: ignore[linear-stack, stride-drops-pixels]'))).toEqual([]);
    expect(rulesIn(twoProblems('  # convlint: ignore[rank-mismatch]'))).toHaveLength(2);
    expect(rulesIn(twoProblems('  # convlint: ignore[]'))).toHaveLength(2);
  });

  test('the next line of code where it stands alone', () => {
    expect(rulesIn(twoProblems('', '# convlint: ignore\n'))).toEqual([]);
    expect(rulesIn(twoProblems('', '# convlint: ignore[linear-stack]\n\n# a linear map\n'))).toEqual([
      'stride-drops-pixels',
    ]);
    expect(rulesIn(twoProblems('', '# convlint: ignore\ny = 1\n'))).toHaveLength(2);
  });

  test('the whole file', () => {
    expect(rulesIn(`${twoProblems()}# convlint: ignore-file[stride-drops-pixels]\n`)).toEqual(['linear-stack']);
    expect(rulesIn(`#!/usr/bin/env python\r\n# convlint: ignore-file\r\n${twoProblems()}`)).toEqual([]);
  });

  test('nothing as a string, or under another name', () => {
    expect(rulesIn(`note = '# convlint: ignore-file'\n${twoProblems()}`)).toHaveLength(2);
    expect(rulesIn(twoProblems('  # convlint: ignored'))).toHaveLength(2);
    expect(rulesIn(twoProblems('  # convlint: ignore-files'))).toHaveLength(2);
  });

  test('an argument of a call over several lines, at the line of the argument', () => {
    const call = (strides: string, end: string): string => `from keras import Input, layers
x = layers.Conv2D(
    8,
    3,
    strides=2,${strides}
    activation='relu',
)(Input((28, 28, 1)))${end}
`;
    expect(rulesIn(call('', ''))).toEqual(['stride-drops-pixels']);
    expect(rulesIn(call('  # convlint: ignore', ''))).toEqual([]);
    expect(rulesIn(call('', '  # convlint: ignore'))).toEqual(['stride-drops-pixels']);
  });

  test('where the text is broken elsewhere', () => {
    expect(rulesIn(`${twoProblems('  # convlint: ignore[linear-stack]')}\ny = layers.Dense(\n`)).toEqual([
      'stride-drops-pixels',
    ]);
  });

  test.each([
    ['// convlint: ignore', 0],
    ['/* convlint: ignore[window-too-large] */', 0],
    ['', 1],
  ])('in TypeScript: %s', (comment, count) => {
    const text = `import * as tf from '@tensorflow/tfjs';
const input = tf.input({ shape: [2, 2, 1] });
const pool = tf.layers.maxPooling2d({ poolSize: 3 }).apply(input); ${comment}
`;
    expect(rulesIn(text, 'typescript')).toHaveLength(count);
  });

  test('in a layer spec, and not in other JSON', () => {
    const spec = (comment: string): string => `{
  "input": [4, 4, 1],
  "layers": [{ "layer": "Conv2D", "filters": 4, "kernelSize": 5 }] ${comment}
}`;
    expect(rulesIn(spec(''), 'convlint')).toEqual(['window-too-large']);
    expect(rulesIn(spec('// convlint: ignore[window-too-large]'), 'convlint')).toEqual([]);
  });
});

/** The text after each edit that silences the first problem, under its title. */
function silenced(text: string, languageId = 'python'): Readonly<Record<string, string>> {
  const analysis = analyze({ kind: 'file', languageId, text })!;
  const problem = problemsOf(analysis)[0]!;
  return Object.fromEntries(
    suppressingEdits(analysis, problem).map(({ title, edit }) => [title, applyEdits(text, [edit])]),
  );
}

describe('the edits that silence a problem', () => {
  test('write a comment at the end of the line, or at the top of the file', () => {
    expect(silenced(twoProblems())).toEqual({
      'Ignore linear-stack on this line': twoProblems('  # convlint: ignore[linear-stack]'),
      'Ignore linear-stack in this file': `# convlint: ignore-file[linear-stack]\n${twoProblems()}`,
    });
  });

  test('add to a comment that is there', () => {
    const before = `#!python\n# convlint: ignore-file[rank-mismatch]\n${twoProblems('  # first # convlint: ignore[rank-mismatch]')}`;
    expect(silenced(before)).toEqual({
      'Ignore linear-stack on this line': before.replace(
        '# first # convlint: ignore[rank-mismatch',
        '$&, linear-stack',
      ),
      'Ignore linear-stack in this file': before.replace('ignore-file[rank-mismatch', '$&, linear-stack'),
    });
  });

  test('keep what must stand first', () => {
    const before = `#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n${twoProblems()}`;
    expect(silenced(before)['Ignore linear-stack in this file']).toBe(
      before.replace('utf-8 -*-\n', '$&# convlint: ignore-file[linear-stack]\n'),
    );
  });

  test('are not offered where a comment would break the line', () => {
    const text = twoProblems().replace('(x)\nx', '\\\n  (x)\nx');
    expect(Object.keys(silenced(text))).toEqual(['Ignore linear-stack in this file']);
  });

  test('are not offered in JSON without comments', () => {
    const text = JSON.stringify({
      class_name: 'Sequential',
      config: [{ class_name: 'Conv2D', config: { filters: 0, kernel_size: 3, batch_input_shape: [null, 8, 8, 1] } }],
    });
    const analysis = analyze({ kind: 'file', languageId: 'json', text })!;
    const problem = problemsOf(analysis)[0]!;
    expect(problem.rule).toBe('invalid-argument');
    expect(suppressingEdits(analysis, problem)).toEqual([]);
  });

  test('of a notebook silence a cell’s line, or every cell', () => {
    const cells = ['from keras import Input, layers\nx = Input((28, 28, 1))', '%%time\nx = layers.Conv2D(8, 0)(x)'];
    const { source } = notebookFile(
      JSON.stringify({
        nbformat: 4,
        nbformat_minor: 5,
        metadata: {},
        cells: cells.map((text) => ({
          cell_type: 'code',
          source: text,
          metadata: {},
          outputs: [],
          execution_count: null,
        })),
      }),
    )!;
    const analysis = analyze(source)!;
    const problem = problemsOf(analysis)[0]!;
    const all = cells.join('\n');
    expect(suppressingEdits(analysis, problem).map(({ title, edit }) => [title, applyEdits(all, [edit])])).toEqual([
      ['Ignore invalid-argument on this line', `${all}  # convlint: ignore[invalid-argument]`],
      [
        'Ignore invalid-argument in this notebook',
        all.replace('%%time\n', '$&# convlint: ignore-file[invalid-argument]\n'),
      ],
    ]);
  });
});
