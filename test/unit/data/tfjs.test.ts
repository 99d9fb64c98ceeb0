/** Compares data sets of TensorFlow.js with what it gave itself (`recorded-tfjs/record.mjs`). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/core/analyze';
import { evaluate } from '../../../src/core/eval/evaluate';
import type { Library } from '../../../src/core/eval/library';
import { builtin, none, type Value } from '../../../src/core/eval/value';
import { javascriptFrontEnd } from '../../../src/core/languages/javascript';
import { elementOf } from '../../../src/core/libraries/common/data-element';
import { jsLibrary } from '../../../src/core/libraries/js';
import { tfjsLibrary } from '../../../src/core/libraries/tfjs';
import { problemsOf } from '../../../src/core/problems';
import { formatDim } from '../../../src/core/shape/dim';

const folder = new URL('./recorded-tfjs/', import.meta.url);
const programsIn = (name: string): string[] => readFileSync(new URL(name, folder), 'utf8').split('---\n');
const answers = JSON.parse(readFileSync(new URL('answers.json', folder), 'utf8')) as {
  shown: string[][];
  fits: (string | null)[];
};

function shown(text: string): string[] {
  const values: string[] = [];
  const probes = new Map<string, Value>([
    [
      'show',
      builtin('show', ({ positions }) => {
        values.push(...positions.map(({ value }) => write(value)));
        return none;
      }),
    ],
    ['shapes', builtin('shapes', ({ positions }) => elementOf(positions[0]?.value) ?? none)],
  ]);
  const probe: Library = { global: (name) => probes.get(name) ?? null };
  evaluate({
    programs: [javascriptFrontEnd.parse(text, 0)],
    semantics: javascriptFrontEnd.semantics,
    libraries: [tfjsLibrary, jsLibrary, probe],
    target: { framework: 'tfjs', version: [4, 22] },
  });
  return values;
}

function write(value: Value): string {
  if (value.kind === 'array') return value.shape ? `(${value.shape.map(formatDim).join(', ')})` : '?';
  if (value.kind === 'number') return String(value.value);
  if (value.kind !== 'mapping') return value.kind === 'unknown' ? `?: ${value.reason}` : `<${value.kind}>`;
  return `{${[...value.entries.values()]
    .map(({ key, value: each }) => `${key.kind === 'string' ? key.value : '?'}: ${write(each)}`)
    .join(', ')}}`;
}

describe('data sets of TensorFlow.js', () => {
  it.each(programsIn('programs.txt').map((program, i) => [program.slice(0, 60), program, answers.shown[i]!]))(
    '%s',
    (_title, program, answer) => {
      expect(shown(program)).toEqual(answer);
    },
  );

  it.each(
    programsIn('fits.txt').map((program, i) => [
      `${i}: ${answers.fits[i] ?? 'taken'}`,
      program,
      answers.fits[i] ?? null,
    ]),
  )('fitDataset %s', (_title, text, refused) => {
    const analysis = analyze({ kind: 'file', languageId: 'javascript', text })!;
    const errors = problemsOf(analysis).filter(({ severity }) => severity === 'error');
    const lines = errors.map(({ span }) => text.slice(0, span.start).split('\n').length);
    expect(lines).toEqual(refused ? [text.trimEnd().split('\n').length] : []);
  });
});
