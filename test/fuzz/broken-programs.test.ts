/** Real programs while they are edited: what stands before the damage, outside of functions, has the numbers of the whole program. */
import { describe, expect, it } from 'vitest';
import { type Analysis, analyze, problemsOf } from '../../src/core';
import { type Program, recordedPrograms } from '../support/program-record';

type Damage = readonly [name: string, apply: (text: string, at: number) => string];

const damages: readonly Damage[] = [
  ['cut off', (text, at) => text.slice(0, at)],
  ['without a line', (text, at) => text.slice(0, lineStart(text, at)) + text.slice(text.indexOf('\n', at) + 1)],
  ['with an open bracket', (text, at) => `${text.slice(0, at)}(${text.slice(at)}`],
  ['with a closed bracket', (text, at) => `${text.slice(0, at)}]${text.slice(at)}`],
  ['with half a word', (text, at) => text.slice(0, at) + text.slice(at).replace(/^\w+/, '')],
];

describe.each(damages)('a program %s', (_, apply) => {
  it.each(recordedPrograms().map((program, i) => [program.name, program, i] as const))('%s', (_name, program, i) => {
    // A place in the second half of the program, another one in each.
    const at = Math.floor(program.text.length * (0.5 + ((i * 37) % 50) / 100));
    const before = lineStart(program.text, at);
    const whole = told(program, program.text, before);
    const rows = told(program, apply(program.text, at), before);
    for (const [place, row] of rows) if (whole.has(place)) expect([place, row]).toEqual([place, whole.get(place)]);
  });
});

/** What is told of each application that is written outside of functions, before a place. */
function told({ languageId }: Program, text: string, before: number): ReadonlyMap<string, string> {
  const analysis: Analysis = analyze({ kind: 'file', languageId, text }, {})!;
  problemsOf(analysis);
  const rows = new Map<string, string>();
  for (const { layer, span, outputs, params, unknown } of analysis.graph.applications) {
    const isInside = /^\s/.test(text.slice(lineStart(text, span.start), span.start + 1));
    const place = `${span.start} ${layer.className}`;
    if (!isInside && span.end <= before && unknown === null && !rows.has(place))
      rows.set(place, `${outputs.map(({ shape }) => String(shape))} ${params}`);
  }
  return rows;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}
