/** What is not known to us makes no error, and nothing that is said in spite of it is wrong: all accepted rows with one thing hidden. */
import { expect, test } from 'vitest';
import { type Dim, layerDefinition, PlainUnknown, type Shape, Symbolic, unknownDim } from '../support/catalogue';
import { answerOf, argsOf, type Essence, inputsOf, targetOf, titleOf } from './compare';
import { exceptions } from './exceptions';
import { loadTables, outputShapes, type RecordedRow } from './load-rows';

for (const table of [...loadTables('keras'), ...loadTables('tfjs')].filter(({ layer }) => layerDefinition(layer))) {
  const target = targetOf(table);
  const accepted = table.rows.filter(
    (row) => row.refused === null && !exceptions[`${target.framework} ${table.layer} ${titleOf(row)}`],
  );
  // A row that fails when it runs, or that makes no shape, may be refused.
  const rows = accepted.filter((row) => !('refused' in answerOf(table.layer, row, target)));

  test(`${table.layer} in ${target.framework} with each size and each arg hidden`, () => {
    for (const row of rows) {
      for (const [inputs, hidden] of withHiddenSizes(inputsOf(row))) {
        expectNoContradiction(
          answerOf(table.layer, row, target, { inputs }),
          row,
          `axis ${hidden} hidden in ${titleOf(row)}`,
        );
      }
      const { own } = argsOf(table.layer, row, target);
      for (const name of own.keys()) {
        const hidden = new Map(own).set(name, new PlainUnknown('it is hidden'));
        expectNoContradiction(
          answerOf(table.layer, row, target, { own: hidden }),
          row,
          `${name} hidden in ${titleOf(row)}`,
        );
      }
    }
  });

  test(`${table.layer} in ${target.framework} with each size a letter`, () => {
    for (const row of rows) {
      for (const [i, shape] of inputsOf(row).entries()) {
        for (const [axis, size] of shape.entries()) {
          if (size === null) continue;
          const named = shape.map((dim, at) => (at === axis ? Symbolic.named('n') : dim));
          const inputs = inputsOf(row).map((other, at) => (at === i ? named : other));
          const answer = answerOf(table.layer, row, target, { inputs });
          expectNoContradiction(putIn(answer, size as number), row, `axis ${i}.${axis} a letter in ${titleOf(row)}`);
        }
      }
    }
  });
}

/** The answer with a number in the place of the letter. */
function putIn(answer: ReturnType<typeof answerOf>, n: number): ReturnType<typeof answerOf> {
  if (!('outputs' in answer)) return answer;
  const sizes = new Map([['n', n]]);
  const number = (dim: unknown): Dim =>
    dim instanceof Symbolic ? (dim.evaluate(sizes) ?? unknownDim()) : (dim as Dim);
  return { ...answer, outputs: answer.outputs.map((shape) => shape.map(number)), params: number(answer.params) };
}

/** The inputs with one size after the other hidden. Sizes that are None stay: to the framework they are known to be open. */
function* withHiddenSizes(inputs: readonly Shape[]): Iterable<readonly [readonly Shape[], string]> {
  for (const [i, shape] of inputs.entries()) {
    for (const axis of shape.keys()) {
      if (shape[axis] === null) continue;
      const hidden = shape.map((dim, at) => (at === axis ? unknownDim() : dim));
      yield [inputs.map((other, at) => (at === i ? hidden : other)), `${i}.${axis}`];
    }
  }
}

function expectNoContradiction(answer: Essence | { readonly unknown: string }, row: RecordedRow, hidden: string): void {
  if ('unknown' in answer) return;
  expect(answer, `refused with ${hidden}`).not.toHaveProperty('refused');
  if ('refused' in answer || row.refused) return;
  const truth = outputShapes(row);
  for (const [i, shape] of answer.outputs.entries()) {
    expect(shape.length, `rank with ${hidden}`).toBe(truth[i]!.length);
    const known = shape.map((dim, axis) => (typeof dim === 'number' ? dim : truth[i]![axis]));
    expect(known, `sizes with ${hidden}`).toEqual(truth[i]);
  }
  if (typeof answer.params === 'number') expect(answer.params, `params with ${hidden}`).toBe(row.params);
}
