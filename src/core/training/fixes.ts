/** Fixes of what hinders a training, proven: the changed text is planned again and must be free of that hindrance. */
import { type Analysis, analyze } from '../analyze';
import { editSource, effectOf, type Fix, renderEdits } from '../fixes';
import type { Problem } from '../rules/rule';
import type { Obstacle } from './obstacle';
import { type TrainingOverrides, trainingPlan } from './plan';

export function proveObstacleFixes(
  analysis: Analysis,
  { span, message, fixes }: Obstacle,
  modelIndex: number,
  overrides: TrainingOverrides = {},
): readonly Fix[] {
  const problem: Problem = { rule: 'cannot-train', severity: 'error', span, message };
  return (fixes ?? []).flatMap(({ title, edits: candidate }): Fix[] => {
    const edits = renderEdits(analysis, candidate);
    if (!edits?.length) return [];
    const after = analyze(editSource(analysis.source, analysis, edits), analysis.host);
    if (!after || trainingPlan(after, modelIndex, overrides).kind !== 'ready') return [];
    return [{ title: `${title}${effectOf(analysis, after, modelIndex)}`, edits, preferred: true, problem }];
  });
}
