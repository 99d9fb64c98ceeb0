import { describe, expect, test } from 'vitest';
import { analyze, problemsOf } from '../../src/core';
import { comparableLines, describeLastModel, recordedForms } from '../support/model-record';

describe('a model that the framework built has the layers, shapes and counts that the framework says', () => {
  for (const { model, form, languageId, text, record } of recordedForms()) {
    test(`${model}, ${form}`, () => {
      const analysis = analyze({ kind: 'file', languageId, text })!;
      const found = describeLastModel(analysis);
      expect(comparableLines({ ...found, class: '' }, form)).toEqual(comparableLines(record, form));
      // TensorFlow.js was not asked what of it training changes, and counts only models that have run.
      if (form !== 'tfjs') expect(found).toMatchObject({ params: record.params, trainable: record.trainable });
      else if (record.params !== null) expect(found.params).toBe(record.params);
      expect(problemsOf(analysis).filter(({ severity }) => severity === 'error')).toEqual([]);
    });
  }
});
