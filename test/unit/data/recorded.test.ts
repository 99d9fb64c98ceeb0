/** Compares what programs know of their data with what TensorFlow, Keras, scikit-learn and pandas gave (`recorded/record.py`). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shown } from './support';

const folder = new URL('./recorded/', import.meta.url);
const programs = readFileSync(new URL('programs.txt', folder), 'utf8').split('---\n');
const { shown: answers } = JSON.parse(readFileSync(new URL('answers.json', folder), 'utf8')) as { shown: string[][] };

/** An axis that is not known agrees with any size. */
function agrees(ours: string, real: string): boolean {
  const escaped = ours.replace(/[.*+^${}()|[\]\\]/g, '\\$&').replaceAll('?', '\\d+|None');
  return new RegExp(`^${escaped.replaceAll('\\d+|None', '(?:\\d+|None|[a-z]+\\d*)')}$`).test(real);
}

describe('programs know of their data what the libraries make of them', () => {
  it.each(
    programs.map((program, i) => [
      `${i}: ${program
        .split('\n')
        .find((line) => line.startsWith('show'))!
        .slice(0, 60)}`,
      program,
      answers[i]!,
    ]),
  )('%s', (_title, program, answer) => {
    const ours = shown(program);
    // Programs whose data come from files say so in their first line.
    if (!program.startsWith('# unknown')) expect(ours).toEqual(answer);
    else expect(ours.map((text, i) => (agrees(text, answer[i]!) ? answer[i] : text))).toEqual(answer);
  });
});
