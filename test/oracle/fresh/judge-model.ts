/** Our description of a whole model against the framework's: in what they differ, if they do. */
import { isDeepStrictEqual } from 'node:util';
import { analyze, layerRows, problemsOf } from '../../../src/core';
import { comparableLines, describeLastModel, type ModelRecord, type RecordedForm } from '../../support/model-record';

/** What a framework says of a program that builds a model. */
export type ModelAnswer =
  | { readonly refused: { readonly type: string; readonly message: string } }
  | (ModelRecord & {
      readonly refused: null;
      /** What the framework saves of it; null if it cannot. */
      readonly json: unknown;
      /** The words of a call on zeros that fails; only asked for where the answers differ. */
      readonly run?: string | null;
    });

export type ModelVerdict = 'agree' | 'silent' | 'wrong' | 'we accept' | 'we refuse' | 'we fail';

export interface ModelJudgement {
  readonly verdict: ModelVerdict;
  readonly ours: unknown;
}

export function judgeModel(
  text: string,
  languageId: 'python' | 'typescript' | 'json',
  form: RecordedForm['form'],
  answer: ModelAnswer,
): ModelJudgement {
  let analysis: ReturnType<typeof analyze>;
  try {
    analysis = analyze({ kind: 'file', languageId, text });
  } catch (error) {
    return { verdict: 'we fail', ours: (error as Error).stack };
  }
  if (!analysis) return { verdict: 'we fail', ours: 'nothing is analysed' };
  const errors = problemsOf(analysis).filter(({ severity }) => severity === 'error');
  const unknown = layerRows(analysis).flatMap((row) => (row.unknown === null ? [] : [`${row.class}: ${row.unknown}`]));
  if (answer.refused) {
    if (errors.length > 0) return { verdict: 'agree', ours: null };
    return unknown.length > 0 ? { verdict: 'silent', ours: unknown } : { verdict: 'we accept', ours: null };
  }
  if (errors.length > 0) return { verdict: 'we refuse', ours: errors.map(({ message }) => message) };
  if (unknown.length > 0) return { verdict: 'silent', ours: unknown };
  const found = describeLastModel(analysis);
  // As JSON has it: TensorFlow.js leaves holes in some shapes.
  const plain = (lines: readonly unknown[]): unknown[] => JSON.parse(JSON.stringify(lines));
  const [ours, theirs] = [{ ...found, class: '' }, answer].map((record) => plain(comparableLines(record, form))) as [
    unknown[],
    unknown[],
  ];
  const counts = (record: ModelRecord) => (form === 'tfjs' ? [] : [record.params, record.trainable]);
  if (isDeepStrictEqual(ours, theirs) && isDeepStrictEqual(counts(found), counts(answer)))
    return { verdict: 'agree', ours: null };
  const at = ours.findIndex((line, i) => !isDeepStrictEqual(line, theirs[i]));
  return { verdict: 'wrong', ours: { line: ours[at], theirs: theirs[at], lines: [ours.length, theirs.length] } };
}
