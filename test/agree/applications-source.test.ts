/** The Python source of keras.applications, evaluated by a call, against what Keras makes when it runs the same call. */
import { describe, expect, test } from 'vitest';
import { problemsOf } from '../../src/core';
import { applicationRecord, comparableRows, recordedApplications } from '../support/application-record';
import { analyzeWithKerasSource, hasKerasSource, programOf } from '../support/keras-source';
import { describeLastModel } from '../support/model-record';

describe.runIf(hasKerasSource).each(recordedApplications())('the source of %s', (name) => {
  test.each(applicationRecord(name).cases.map((each) => [each.args, each] as const))(
    'called with (%s) makes every layer that Keras makes',
    (args, each) => {
      const analysis = analyzeWithKerasSource(programOf(name, args));
      const found = describeLastModel(analysis);
      expect(comparableRows(found.rows)).toEqual(each.rows);
      expect(found).toMatchObject({ name: each.name, params: each.params, trainable: each.trainable });
      expect(analysis.graph.models.at(-1)!.outputs.map(({ shape }) => shape)).toEqual(each.outputs);
      expect(problemsOf(analysis).filter(({ severity }) => severity === 'error')).toEqual([]);
      // It was the file that was read, not the constructor of the catalogue.
      expect([...analysis.dependencies].some((path) => path.endsWith('/imagenet_utils.py'))).toBe(true);
    },
  );
});

test.skipIf(hasKerasSource)(
  'the source of keras.applications is not here: scripts/setup.mjs --keras fetches it',
  () => {
    expect(hasKerasSource).toBe(true);
  },
);
