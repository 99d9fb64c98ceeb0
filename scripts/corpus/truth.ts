/** What real Keras builds when it runs the programs of the corpus; asked once for each text and kept in the cache. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from '../oracle/setup.mjs';
import { cache, type Entry, root } from './package';

export type Dims = readonly (number | null)[];

export interface TracedLayer {
  /** Where it is applied first, in its package (`.` for the program itself). */
  readonly file: string;
  readonly line: number;
  readonly programLine: number;
  readonly class: string;
  readonly name: string;
  readonly params: number;
  readonly trainable: number;
  /** The shapes of what each different application gave; null for an output without a rank. */
  readonly outputs: readonly (readonly (Dims | null)[])[];
}

export interface Truth {
  readonly key: string;
  readonly error: string | null;
  readonly layers: readonly TracedLayer[];
}

const script = join(root, 'scripts/corpus/trace.py');
const requirements = join(root, 'scripts/oracle/requirements.txt');

export function traceEntries(entries: readonly Entry[]): ReadonlyMap<string, Truth> {
  const jobs = entries.flatMap((entry) => {
    const key = keyOf(entry);
    return knownTruth(entry, key) ? [] : [{ ...entry, key, output: outputOf(entry) }];
  });
  if (jobs.length > 0) {
    const { status } = spawnSync(setUp(), [script], {
      input: JSON.stringify(jobs),
      stdio: ['pipe', 'inherit', 'ignore'],
      env: {
        ...process.env,
        PYTHONHASHSEED: '0',
        PYTHONDONTWRITEBYTECODE: '1',
        TF_CPP_MIN_LOG_LEVEL: '3',
        CUDA_VISIBLE_DEVICES: '',
      },
    });
    if (status !== 0) throw new Error(`the tracer ended with ${status}`);
  }
  return new Map(entries.map((entry) => [entry.id, JSON.parse(readFileSync(outputOf(entry), 'utf8')) as Truth]));
}

export function outputOf({ id }: Entry): string {
  return join(cache, 'truth', `${id}.json`);
}

export function knownTruth(entry: Entry, key: string): boolean {
  const file = outputOf(entry);
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as Truth).key === key;
}

function keyOf({ program, folders, standIns }: Entry): string {
  const hash = createHash('sha256');
  for (const file of [script, requirements, program]) hash.update(readFileSync(file));
  return hash.update(JSON.stringify([folders.map((folder) => folder.slice(root.length)), standIns])).digest('hex');
}
