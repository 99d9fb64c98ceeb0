/** Data that meet a model: what Keras refused at `fit` is reported, what it took is not (`recorded/record.py`). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/core/analyze';
import { problemsOf } from '../../../src/core/problems';

const folder = new URL('./recorded/', import.meta.url);
const programs = readFileSync(new URL('fits.txt', folder), 'utf8').split('---\n');
const { fits } = JSON.parse(readFileSync(new URL('answers.json', folder), 'utf8')) as {
  fits: { readonly error: string | null }[];
};

describe('data that meet a model', () => {
  it.each(programs.map((program, i) => [`${i}: ${fits[i]!.error ?? 'taken'}`, program, fits[i]!.error]))(
    '%s',
    (_title, text, refused) => {
      const analysis = analyze({ kind: 'file', languageId: 'python', text })!;
      const errors = problemsOf(analysis).filter(({ severity }) => severity === 'error');
      const lines = new Set(errors.map(({ span }) => text.slice(0, span.start).split('\n').length));
      // Where it fails is the line of the fit: the last one.
      expect([...lines]).toEqual(refused ? [text.trimEnd().split('\n').length] : []);
    },
  );
});
