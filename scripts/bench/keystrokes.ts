/**
 * What one keystroke costs in the server, in time of the processor so that other work on the machine does not count: analysis, hints, lenses and problems, on the teaching notebook and on a file of
 * 500 layers. Run with `npx tsx scripts/bench/keystrokes.ts`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze, inlayHints, modelLenses, notebookFile, problemsOf, type Source } from '../../src/core';

const KEYSTROKES = 60;

const notebook = notebookFile(
  readFileSync(join(import.meta.dirname, '../../examples/conv_mnist.ipynb'), 'utf8'),
)!.source;
const many = [
  'from keras import Input, Model, layers',
  'x = inputs = Input((64, 64, 3))',
  ...Array.from(
    { length: 500 },
    (_, i) => `x = layers.Conv2D(${8 + (i % 8)}, 3, padding="same", activation="relu")(x)`,
  ),
  'model = Model(inputs, x)',
].join('\n');

measure('teaching notebook', (typed) => ({
  ...notebook,
  cells: notebook.cells.map((cell, i) =>
    i === notebook.cells.length - 1 ? { ...cell, text: cell.text + typed } : cell,
  ),
}));
measure('file of 500 layers', (typed) => ({ kind: 'file', languageId: 'python', text: `${many}\n${typed}` }));

function measure(name: string, sourceWith: (typed: string) => Source): void {
  const line = 'y = layers.Conv2D(16, kernel_size=(3, 3), padding="same")(x) # done';
  const times: number[] = [];
  for (let i = 0; i < KEYSTROKES; i++) {
    const source = sourceWith(`\n${line.slice(0, i + 1)}`);
    const start = process.cpuUsage();
    const analysis = analyze(source)!;
    inlayHints(analysis);
    modelLenses(analysis);
    problemsOf(analysis);
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  // The first keystrokes warm the machine up.
  const warm = times.slice(KEYSTROKES / 3).sort((a, b) => a - b);
  const at = (part: number): string => `${warm[Math.floor(part * (warm.length - 1))]!.toFixed(1)} ms`;
  console.log(`${name}: ${at(0.5)} per keystroke (median), ${at(0.95)} (95 of 100)`);
}
