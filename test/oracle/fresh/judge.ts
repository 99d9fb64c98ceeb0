/** Our answer against the framework's: in what they differ, if they do. */
import { isDeepStrictEqual } from 'node:util';
import { layerDefinition, type Target } from '../../support/catalogue';
import { answerOf, type Essence, truthsOf } from '../compare';
import type { Answer, RecordedRow } from '../load-rows';
import type { FreshRow } from './generate';

export type Verdict =
  | 'agree'
  /** We say nothing, with a reason. */
  | 'silent'
  | 'wrong shape'
  | 'wrong count'
  | 'wrong dtype'
  | 'we accept'
  | 'we refuse'
  | 'we fail';

export interface Judgement {
  readonly verdict: Verdict;
  readonly ours: unknown;
}

export function judge(layer: string, row: FreshRow, answer: Answer, target: Target): Judgement {
  const asked = { ...row, ...answer } as RecordedRow;
  let ours: ReturnType<typeof answerOf>;
  try {
    ours = answerOf(layer, asked, target);
  } catch (error) {
    return { verdict: 'we fail', ours: (error as Error).stack };
  }
  const truths = truthsOf(asked);
  if (truths.some((truth) => isDeepStrictEqual(plain(truth), plain(ours)))) return { verdict: 'agree', ours };
  // A wrapper is as silent as what it wraps.
  if ('unknown' in ours) return { verdict: layerDefinition(layer)!.unknown ? 'silent' : 'we fail', ours };
  return { verdict: difference(ours, truths), ours };
}

function difference(ours: Essence, truths: readonly Essence[]): Verdict {
  if ('refused' in ours) return 'we refuse';
  const accepted = truths.find((truth) => 'outputs' in truth);
  if (!accepted || !('outputs' in accepted)) return 'we accept';
  if (!isDeepStrictEqual(plain(accepted.outputs), plain(ours.outputs))) return 'wrong shape';
  return isDeepStrictEqual(accepted.dtype, ours.dtype) ? 'wrong count' : 'wrong dtype';
}

/** As JSON has it: without class instances and undefined. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
