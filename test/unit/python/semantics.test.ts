/** Compares what programs compute with the answers that CPython gave (`recorded/record.py`). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shown } from './support';

const folder = new URL('./recorded/', import.meta.url);
const programs = readFileSync(new URL('programs.txt', folder), 'utf8').split('---\n');
const { answers } = JSON.parse(readFileSync(new URL('answers.json', folder), 'utf8')) as { answers: string[][] };

describe('Python programs compute what CPython computes', () => {
  it.each(
    programs.map((program, i) => [
      program
        .split('\n')
        .find((line) => line.trim() !== '')!
        .slice(0, 60),
      program,
      answers[i]!,
    ]),
  )('%s', (_title, program, answer) => {
    expect(shown(program)).toEqual(answer);
  });
});
