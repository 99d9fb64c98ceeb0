/** The examples on the page of each rule are what the page says of them. */
import { describe, expect, test } from 'vitest';
import { analyze, applyEdits, fixesFor, problemsOf, rules } from '../../../src/core';
import { problemsIn } from './marked';

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, { examples, summary, why }) => {
  test('has a page', () => {
    expect(examples.length).toBeGreaterThan(0);
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(why.length).toBeGreaterThan(60);
  });

  test.each(examples)('finds the bad example $#', ({ bad, languageId }) => {
    expect(problemsIn(bad, languageId, [name]).length).toBeGreaterThan(0);
  });

  test.each(examples)('is silent on the good example $#, which has no error', ({ good, languageId }) => {
    const problems = problemsIn(good, languageId).filter(({ rule, severity }) => rule === name || severity === 'error');
    expect(problems).toEqual([]);
  });

  test.each(examples.filter(({ languageId }) => languageId !== 'notebook'))(
    'mends the bad example $# by each fix that it offers',
    ({ bad, languageId }) => {
      const analysis = analyze({ kind: 'file', languageId, text: bad })!;
      for (const problem of problemsOf(analysis).filter(({ rule }) => rule === name)) {
        for (const fix of fixesFor(analysis, problem)) {
          expect(problemsIn(applyEdits(bad, fix.edits), languageId, [name]), fix.title).toEqual([]);
        }
      }
    },
  );
});
