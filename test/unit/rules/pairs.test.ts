/**
 * Programs as people write them, in pairs: one that fails and one that works. The number is that of a need: what users of
 * Keras and TensorFlow.js ask in public. The judges are the frameworks: real Keras as recorded by scripts/oracle/pairs.py,
 * real TensorFlow.js in this very test. `npm run pairs` prints the figures.
 */
import { describe, expect, test } from 'vitest';
import { hasError, readPairs } from '../../support/pair-programs';
import { type PairVerdict, verdictOf } from '../../support/pair-verdict';

/** Failing programs that the framework ends with no error; what is at fault is reported all the same. */
const silent: Readonly<Record<string, string>> = {
  '06-kernel-larger-than-input.js': 'TensorFlow.js builds the layer and answers with nothing',
};

/** Failing programs that stop by themselves, since the framework says nothing: a warning. */
const warned: Readonly<Record<string, string>> = {
  '21-input-shape-ignored.js': 'TensorFlow.js ignores the input shape of an inner layer',
};

describe.each(readPairs().map((pair) => [pair.name, pair] as const))('%s', (name, pair) => {
  // Programs run one after the other: TensorFlow.js has one state for all.
  let made: Promise<PairVerdict> | null = null;
  const verdict = (): Promise<PairVerdict> => {
    made ??= verdictOf(pair);
    return made;
  };

  test('fails and works in the framework', async () => {
    const { failure, workingFails } = await verdict();
    expect(failure === null, failure?.message).toBe(name in silent);
    expect(workingFails).toBeNull();
  });

  test('the failing one is found, the working one not accused', async () => {
    const { found, accused } = await verdict();
    if (name in warned) expect(pair.fails.problems.length).toBeGreaterThan(0);
    else expect(found?.severity).toBe('error');
    expect(accused.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  test('the problem tells the sizes that the framework tells', async () => {
    expect((await verdict()).untold).toEqual([]);
  });

  test('what a fix leaves works, or its own problem is still shown', async () => {
    const { fixes } = await verdict();
    for (const { fix, text, failure } of fixes) {
      expect(failure, `${fix.title} is not recorded: npm run record:rules`).not.toBeUndefined();
      if (failure) expect(hasError(pair.fails.source, text), `${fix.title}: ${failure.message}`).toBe(true);
    }
  });

  test('is reported as before', () => {
    expect(
      pair.fails.problems.map(
        ({ rule, span }) => `${rule}: ${pair.fails.text.slice(span.start, span.end).split('\n')[0]}`,
      ),
    ).toMatchSnapshot();
  });
});
