import { describe, expect, test } from 'vitest';
import { compareProgram, recordedPrograms } from '../support/program-record';

/** Programs in which something that Keras built is not known to the analysis, and why. */
const partlyUnknown: ReadonlyMap<string, string> = new Map([
  ['loops-and-conditions', 'what runs depends on the arguments of the process'],
  ['subclass-model', 'Model.build of Keras 3 makes no weights, so the count is 0 until the model is called'],
]);

describe('a program that real Keras or TensorFlow.js ran', () => {
  const programs = recordedPrograms();

  test.each(programs.map((program) => [program.name, program] as const))('%s', (name, program) => {
    const { wrong, unknown } = compareProgram(program);
    expect(wrong).toEqual([]);
    if (!partlyUnknown.has(name)) expect(unknown).toEqual([]);
  });

  test('is one of many, and in most all is known', () => {
    expect(programs.length).toBeGreaterThanOrEqual(90);
    const partly = programs.filter((program) => compareProgram(program).unknown.length > 0).map(({ name }) => name);
    expect(partly).toEqual([...partlyUnknown.keys()].sort());
  });
});
