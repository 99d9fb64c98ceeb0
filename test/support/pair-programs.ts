/**
 * The pairs of programs beside the tests of the rules: one that fails and one that works. Programs of Keras were recorded
 * (`npm run record:rules`), those of TensorFlow.js are run where they are asked for.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Analysis,
  analyze,
  applyEdits,
  type Fix,
  fixesFor,
  notebookFile,
  type Problem,
  problemsOf,
  type Source,
} from '../../src/core';
import { failureInTfjs } from './tfjs';

const folder = fileURLToPath(new URL('../unit/rules/pairs', import.meta.url));
const recordedPath = fileURLToPath(new URL('../unit/rules/pairs-keras.json', import.meta.url));

/** How a program ended, with the lines of the statements that the error went through, the outermost first. */
export interface Failure {
  readonly error: string;
  readonly message: string;
  readonly statements: readonly (readonly [first: number, last: number])[];
}

export interface PairProgram {
  /** `05-pool-loop.fails.py`. */
  readonly name: string;
  readonly source: Source;
  /** What runs: the file, or the code cells one after the other. Offsets are those of the source. */
  readonly text: string;
  readonly analysis: Analysis;
  /** In the order of the text; hints are no accusation. */
  readonly problems: readonly Problem[];
}

export interface Pair {
  /** `05-pool-loop.py`. */
  readonly name: string;
  /** The number of what users of Keras and TensorFlow.js ask in public. */
  readonly need: number;
  readonly framework: 'keras' | 'tfjs';
  readonly fails: PairProgram;
  readonly works: PairProgram;
}

/** All pairs. A file without its other half is an error. */
export function readPairs(): readonly Pair[] {
  const names = readdirSync(folder);
  return names
    .filter((name) => name.includes('.fails.'))
    .map((name) => ({
      name: name.replace('.fails', ''),
      need: Number.parseInt(name, 10),
      framework: /\.(py|ipynb)$/.test(name) ? ('keras' as const) : ('tfjs' as const),
      fails: readProgram(name),
      works: readProgram(name.replace('.fails.', '.works.')),
    }));
}

function readProgram(name: string): PairProgram {
  const text = readFileSync(`${folder}/${name}`, 'utf8');
  const source = sourceOf(name, text);
  const analysis = analyze(source)!;
  const problems = problemsOf(analysis).filter(({ severity }) => severity !== 'hint');
  return { name, source, text: runnable(source), analysis, problems };
}

const languages: Readonly<Record<string, string>> = { py: 'python', js: 'javascript', ts: 'typescript' };

function sourceOf(name: string, text: string): Source {
  const ending = name.split('.').at(-1)!;
  if (ending === 'ipynb') return notebookFile(text)!.source;
  return { kind: 'file', languageId: languages[ending]!, text };
}

/** Magics and shell lines become comments of the same length. */
function runnable(source: Source): string {
  if (source.kind === 'file') return source.text;
  const cells = source.cells.map(({ text }) => text.replace(/^[%!]/gm, '#'));
  return cells.join('\n');
}

export function lineAt({ text }: PairProgram, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** The program after a fix, in the form that runs. */
function fixedText({ text }: PairProgram, fix: Fix): string {
  return applyEdits(text, fix.edits);
}

export interface OfferedFix {
  readonly fix: Fix;
  readonly text: string;
}

/** Every fix of every problem of a program, once per resulting text. */
export function offeredFixes(program: PairProgram): readonly OfferedFix[] {
  const all = program.problems.flatMap((problem) =>
    fixesFor(program.analysis, problem).map((fix) => ({ fix, text: fixedText(program, fix) })),
  );
  return all.filter(({ text }, i) => all.findIndex((other) => other.text === text) === i);
}

/** Whether a changed text of the same kind of source still has an error. */
export function hasError(source: Source, text: string): boolean {
  const changed: Source =
    source.kind === 'file' ? { ...source, text } : { kind: 'file', languageId: source.languageId, text };
  return problemsOf(analyze(changed)!).some(({ severity }) => severity === 'error');
}

/** What a program is recorded under: its name, or the digest of a fixed text. */
function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

interface Recorded {
  readonly keras: string;
  readonly tensorflow: string;
  readonly programs: Readonly<Record<string, Failure | null>>;
}

let recorded: Recorded | null = null;

function recordedPrograms(): Recorded['programs'] {
  recorded ??= JSON.parse(readFileSync(recordedPath, 'utf8')) as Recorded;
  return recorded.programs;
}

/** How the framework ends a program of a pair, or one that was fixed; undefined if it was not recorded. */
export async function failureOf(pair: Pair, text: string): Promise<Failure | null | undefined> {
  if (pair.framework === 'keras') return recordedPrograms()[keyOf(text)];
  return failureInTfjs(text, pair.name.endsWith('.ts') ? 'typescript' : 'javascript');
}

/** The programs of Keras that are to be recorded, by their key. */
export function programsToRecord(): Readonly<Record<string, string>> {
  const pairs = readPairs().filter(({ framework }) => framework === 'keras');
  const texts = pairs.flatMap(({ fails, works }) => [
    fails.text,
    works.text,
    ...offeredFixes(fails).map(({ text }) => text),
  ]);
  return Object.fromEntries(texts.map((text) => [keyOf(text), text]));
}
