/** The network of the teaching notebook as ConvLint plans and trains it, and the curve that the notebook printed. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { analyze, mainModelIndex, notebookFile, trainingPlan } from '../../src/core';
import type { EngineName } from '../../src/protocol/training';
import { startTrainer } from '../../src/train/run-trainer';
import { BATCH, root } from './keras-curves';
import type { Epoch } from './table';

const NOTEBOOK = join(root, 'examples/conv_mnist.ipynb');
const WASM = join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');

interface Notebook {
  readonly cells: readonly { source: string | string[]; readonly outputs?: readonly { text?: string | string[] }[] }[];
}

/** Trains as `convlint train` does, with a trainer that is bundled once for the whole comparison. */
export async function trainerCurves(
  epochs: number,
): Promise<{ train(engine: EngineName, seed: number): Promise<Epoch[]>; remove(): void }> {
  const folder = mkdtempSync(join(mkdirs(join(root, '.cache/bench-accuracy')), 'trainer-'));
  const trainerPath = join(folder, 'trainer.cjs');
  await build({
    entryPoints: [join(root, 'src/train/main.ts')],
    outfile: trainerPath,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['@tensorflow/tfjs-node'],
    logLevel: 'error',
  });
  for (const file of readdirSync(WASM)) if (file.endsWith('.wasm')) copyFileSync(join(WASM, file), join(folder, file));
  const text = oneChannel();
  return {
    remove: () => rmSync(folder, { recursive: true, force: true }),
    train: async (engine, seed) => {
      const analysis = analyze(notebookFile(text)!.source)!;
      const plan = trainingPlan(analysis, mainModelIndex(analysis) ?? 0, { epochs, batchSize: BATCH, seed });
      if (plan.kind === 'refused') throw new Error(plan.message);
      const runFolder = mkdtempSync(join(tmpdir(), 'convlint-accuracy-'));
      const curve: Epoch[] = [];
      const trainer = startTrainer({
        job: {
          version: 1,
          ...plan.parts,
          engine,
          source: { path: NOTEBOOK, languageId: 'notebook', text },
          runFolder,
        },
        trainerPath,
        nodePath: process.execPath,
        onEvent: (event) => {
          if (event.type === 'epoch') curve.push(event.metrics);
        },
      });
      const outcome = await trainer.done;
      rmSync(runFolder, { recursive: true, force: true });
      if (outcome.type === 'failed') throw new Error(outcome.message);
      return curve;
    },
  };
}

/** What the notebook printed for its ten epochs. */
export function printedCurve(): Epoch[] {
  const { cells } = JSON.parse(readFileSync(NOTEBOOK, 'utf8')) as Notebook;
  const printed = cells.flatMap(({ outputs }) => outputs ?? []).map(({ text }) => [text ?? ''].flat().join(''));
  const lines = printed.join('\n').matchAll(/^\d+\/\d+ \[=+\] - .*?step - (.*)$/gm);
  return [...lines].map(([, metrics]) =>
    Object.fromEntries([...metrics!.matchAll(/(\w+): ([\d.]+)/g)].map(([, name, value]) => [name!, Number(value)])),
  );
}

/** The notebook takes five channels, MNIST has one. */
function oneChannel(): string {
  const notebook = JSON.parse(readFileSync(NOTEBOOK, 'utf8')) as Notebook;
  for (const cell of notebook.cells)
    cell.source = [cell.source].flat().join('').replace('shape=(28,28,5)', 'shape=(28,28,1)');
  return JSON.stringify(notebook);
}

function mkdirs(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}
