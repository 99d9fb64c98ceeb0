/** What real TensorFlow.js builds when it runs the programs of the corpus; asked once for each text and kept in the cache. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { type Entry, root } from '../package';
import { knownTruth, outputOf, type Truth } from '../truth';
import { bundle } from './bundle.mjs';
import { type NpmPackage, npmCache, npmFolder } from './npm-package';

/** A program of the corpus takes seconds; one that does not end is told of. */
const LIMIT_MILLISECONDS = 300_000;

const here = join(root, 'scripts/corpus/npm');

export async function traceTfjsEntries(
  entries: readonly Entry[],
  packages: readonly NpmPackage[],
): Promise<ReadonlyMap<string, Truth>> {
  for (const entry of entries) {
    const key = keyOf(entry, packages);
    if (!knownTruth(entry, key)) await trace(entry, key, packages);
  }
  return new Map(entries.map((entry) => [entry.id, JSON.parse(readFileSync(outputOf(entry), 'utf8')) as Truth]));
}

async function trace(entry: Entry, key: string, packages: readonly NpmPackage[]): Promise<void> {
  const output = outputOf(entry);
  mkdirSync(dirname(output), { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'convlint-corpus-'));
  const script = join(work, 'program.mjs');
  const fail = (error: string): void => writeFileSync(output, JSON.stringify({ key, error, layers: [] }));
  try {
    await bundle(entry.program, (name) => locate(name, packages), script);
    const args = [script, entry.program, npmCache, output, key];
    const { status, stderr, signal } = spawnSync(execPath, ['--max-old-space-size=4096', ...args], {
      encoding: 'utf8',
      timeout: LIMIT_MILLISECONDS,
    });
    if (status !== 0) fail(errorLine(stderr) ?? `it ended with ${signal ?? status}`);
  } catch (error) {
    fail((error as Error).message);
  } finally {
    rmSync(work, { recursive: true });
  }
}

function errorLine(stderr: string): string | null {
  return stderr.split('\n').find((line) => /^\w*Error\b/.test(line)) ?? null;
}

/** Where the package of a name is: `gpt-tfjs/src/model.js` is a file of gpt-tfjs. */
function locate(name: string, packages: readonly NpmPackage[]): string | null {
  const found = packages.find((each) => name === each.name || name.startsWith(`${each.name}/`));
  return found ? join(npmCache, npmFolder(found), name.slice(found.name.length)) : null;
}

function keyOf({ program }: Entry, packages: readonly NpmPackage[]): string {
  const hash = createHash('sha256').update(JSON.stringify(packages));
  for (const file of readdirSync(here).filter((name) => /\.[mc]js$/.test(name)))
    hash.update(readFileSync(join(here, file)));
  return hash.update(readFileSync(program)).digest('hex');
}
