/** What the analysis makes of a pair of programs, beside what the framework makes of it. */
import type { Problem } from '../../src/core';
import {
  type Failure,
  failureOf,
  lineAt,
  type OfferedFix,
  offeredFixes,
  type Pair,
  type PairProgram,
} from './pair-programs';

export interface PairVerdict {
  readonly pair: Pair;
  /** How the framework ends the failing program; null where it says nothing. */
  readonly failure: Failure | null;
  readonly workingFails: Failure | null;
  /** The problem that stands for the failure. */
  readonly found: Problem | null;
  /** Numbers of the shapes in the framework's message that neither the problem nor its chain tells. */
  readonly untold: readonly number[];
  /** Problems of the working program. */
  readonly accused: readonly Problem[];
  readonly fixes: readonly FixVerdict[];
}

export interface FixVerdict extends OfferedFix {
  /** How the framework ends the fixed program; undefined if it was not recorded. */
  readonly failure: Failure | null | undefined;
}

export async function verdictOf(pair: Pair): Promise<PairVerdict> {
  const failure = (await failureOf(pair, pair.fails.text)) ?? null;
  const found = problemFor(pair.fails, failure);
  const fixes: FixVerdict[] = [];
  for (const offered of offeredFixes(pair.fails))
    fixes.push({ ...offered, failure: await failureOf(pair, offered.text) });
  return {
    pair,
    failure,
    workingFails: (await failureOf(pair, pair.works.text)) ?? null,
    found,
    untold: failure && found ? untold(failure, found) : [],
    accused: pair.works.problems,
    fixes,
  };
}

/** The error that stands in a statement that the failure went through, or that names one on its way. */
function problemFor(program: PairProgram, failure: Failure | null): Problem | null {
  if (!failure) return program.problems[0] ?? null;
  const isThere = (offset: number): boolean => {
    const line = lineAt(program, offset);
    return failure.statements.some(([first, last]) => line >= first && line <= last);
  };
  const errors = program.problems.filter(({ severity }) => severity === 'error');
  return (
    errors.find(({ span }) => isThere(span.start)) ??
    errors.find(({ related }) => related?.some(({ span }) => isThere(span.start))) ??
    null
  );
}

/** Shapes and settings of kernels and windows, which the reader sees where they are written. */
const ofWeights = /(?:kernel (?:of )?shape|dilation_rate|strides|pool_size|Received: shape)[ =`]*[([][^)\]]*[)\]]/g;

/** The sizes of the shapes in a message, the number of samples left out: a batch of it meets the layers. */
function sizesIn(message: string): readonly number[] {
  const ofTensors = message.replace(ofWeights, '');
  const shapes = ofTensors.match(/[([](?:None|null|-?\d+)(?:,? *(?:None|null|-?\d+))*,?[)\]]/g) ?? [];
  return shapes.flatMap((shape) => (shape.match(/None|null|\d+/g) ?? []).slice(1).map(Number)).filter(Number.isInteger);
}

function untold({ message }: Failure, { message: own, related }: Problem): readonly number[] {
  const told = new Set(
    [own, ...(related ?? []).map((place) => place.message)]
      .join(' ')
      .replace(/,(?=\d{3})/g, '')
      .match(/\d+/g),
  );
  // A last axis of size 1 is often one that the framework adds.
  return [...new Set(sizesIn(message))].filter((size) => size !== 1 && !told.has(String(size)));
}
