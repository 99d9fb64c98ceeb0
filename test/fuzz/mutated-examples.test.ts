/** The example programs, cut, mixed and mistyped at random: every view answers, in bounds, in time, and twice the same. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type Analysis,
  analyze,
  applyEdits,
  fixesFor,
  hoverAt,
  inlayHints,
  layerRows,
  modelLenses,
  modelRows,
  notebookFile,
  problemsOf,
  type Source,
  type Span,
  toMarkdown,
} from '../../src/core';

const read = (name: string): string => readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');

interface Sample {
  readonly languageId: string;
  readonly texts: readonly string[];
}

const samples: readonly Sample[] = [
  { languageId: 'python', texts: [read('conv_mnist.py'), read('residual_cifar10.py')] },
  { languageId: 'typescript', texts: [read('conv_mnist.ts'), read('residual_cifar10.ts')] },
  { languageId: 'convlint', texts: [read('conv_mnist.convlint.json'), read('branches.convlint.json')] },
  { languageId: 'json', texts: [read('conv_mnist_keras3.json'), read('conv_mnist_tfjs/model.json')] },
  { languageId: 'notebook', texts: [read('conv_mnist.ipynb')] },
];

/** What the texts of one language may take; five languages together stay below 40 seconds. */
const SECONDS_EACH = 7;

/** An analysis is done in a few milliseconds; this is what a busy machine may need. */
const MOST_MILLISECONDS = 5_000;

type Mutation =
  | { readonly kind: 'cut'; readonly from: number; readonly length: number }
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  | {
      readonly kind: 'splice';
      readonly at: number;
      readonly from: number;
      readonly length: number;
      readonly other: number;
    };

const share = fc.double({ min: 0, max: 1, noNaN: true });
const piece = fc.oneof(
  fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '\n',
    '    ',
    '=',
    ':',
    '-',
    '0',
    '-1',
    'None',
    'null',
    '1e9',
  ),
  fc.constantFrom(
    'for i in range(1000000):\n',
    'while True:\n',
    'while (true) ',
    '"""',
    '/*',
    '//',
    '#',
    '\\',
    '\r\n',
    '\u2028',
    '\0',
    '😀',
  ),
  fc.integer().map(String),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
);
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), from: share, length: fc.nat(200) }),
  fc.record({ kind: fc.constant('insert' as const), at: share, text: piece }),
  fc.record({ kind: fc.constant('splice' as const), at: share, from: share, length: fc.nat(300), other: fc.nat(1) }),
);

function mutate(text: string, changes: readonly Mutation[], texts: readonly string[]): string {
  let result = text;
  for (const change of changes) {
    const place = (part: number): number => Math.floor(part * result.length);
    switch (change.kind) {
      case 'cut':
        result = result.slice(0, place(change.from)) + result.slice(place(change.from) + change.length);
        break;
      case 'insert':
        result = result.slice(0, place(change.at)) + change.text + result.slice(place(change.at));
        break;
      case 'splice': {
        const other = texts[change.other % texts.length]!;
        const from = Math.floor(change.from * other.length);
        const taken = other.slice(from, from + change.length);
        result = result.slice(0, place(change.at)) + taken + result.slice(place(change.at));
        break;
      }
    }
  }
  return result;
}

function sourceOf(languageId: string, text: string): Source | null {
  return languageId === 'notebook' ? (notebookFile(text)?.source ?? null) : { kind: 'file', languageId, text };
}

/** All that a user can see of a text, as text; throws where a place is outside of it. */
function everything(analysis: Analysis, offsets: readonly number[]): string {
  const last = analysis.pieces.at(-1);
  const end = last ? last.base + last.text.length : 0;
  const inside = ({ start, end: to }: Span): void => {
    if (!(start >= 0 && start <= to && to <= end)) throw new Error(`${start} to ${to} is outside of 0 to ${end}`);
  };
  const problems = problemsOf(analysis);
  const fixes = problems.slice(0, 6).flatMap((problem) => fixesFor(analysis, problem));
  const hints = inlayHints(analysis);
  const lenses = modelLenses(analysis);
  const rows = layerRows(analysis);
  for (const { span, related } of problems)
    for (const place of [span, ...(related ?? []).map((r) => r.span)]) inside(place);
  for (const { edits } of fixes) for (const { span } of edits) inside(span);
  for (const { offset } of hints) inside({ start: offset, end: offset });
  for (const { span } of lenses) inside(span);
  for (const row of rows) for (const place of [row.span, row.appliedAt]) inside(place);
  if (analysis.source.kind === 'file') for (const { edits } of fixes) applyEdits(analysis.source.text, edits);
  const hovers = offsets.map((offset) => {
    const hover = hoverAt(analysis, Math.floor((offset * end) / 1000));
    if (hover) inside(hover.span);
    return hover ? toMarkdown(hover) : null;
  });
  return JSON.stringify([
    problems.map(({ rule, span, message, severity }) => [rule, span, message, severity]),
    fixes.map(({ title, edits }) => [title, edits]),
    hints,
    lenses.map(({ title, span }) => [title, span]),
    rows.map(({ name, span, outputs, unknown }) => [name, span, outputs.map(String), unknown]),
    modelRows(analysis).map(({ name, unknown }) => [name, unknown]),
    hovers,
  ]);
}

it.each(samples)(
  '$languageId: never throws, stays in the text, ends in time and is the same again',
  {
    timeout: 60_000,
  },
  ({ languageId, texts }) => {
    let runs = 0;
    const property = fc.property(
      fc.nat(1),
      fc.array(mutation, { minLength: 1, maxLength: 5 }),
      fc.array(fc.nat(1000), { maxLength: 6 }),
      (which, changes, offsets) => {
        const source = sourceOf(languageId, mutate(texts[which % texts.length]!, changes, texts));
        if (!source) return;
        runs++;
        const start = performance.now();
        const first = everything(analyze(source)!, offsets);
        expect(performance.now() - start).toBeLessThan(MOST_MILLISECONDS);
        // Once more, now that the parser has trees of a similar text before.
        expect(everything(analyze(source)!, offsets)).toBe(first);
      },
    );
    const limits = { interruptAfterTimeLimit: SECONDS_EACH * 1000, markInterruptAsFailure: false };
    fc.assert(property, { numRuns: 100_000, ...limits });
    // However busy the machine: what was interrupted before it began has shown nothing.
    expect(runs).toBeGreaterThan(20);
  },
);
