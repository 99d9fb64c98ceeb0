/** Remembers what each bundle was made of, so that a bundle whose inputs are unchanged is not made again. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @typedef {{ recipe: string, inputs: Record<string, string>, outputs: string[] }} BundleRecord */

export class BuildRecords {
  /** @param {string} root */
  constructor(root) {
    this.root = root;
    this.file = join(root, 'dist', '.build.json');
    /** @type {Record<string, BundleRecord>} */
    this.records = existsSync(this.file) ? readRecords(this.file) : {};
  }

  /** Whether `outfile` was built by this recipe from the files as they are now. @param {string} outfile @param {string} recipe */
  isCurrent(outfile, recipe) {
    const record = this.records[outfile];
    if (record === undefined || record.recipe !== recipe) return false;
    if (!record.outputs.every((file) => existsSync(join(this.root, file)))) return false;
    return Object.entries(record.inputs).every(([file, state]) => stateOf(join(this.root, file)) === state);
  }

  /** @param {string} outfile @param {string} recipe @param {import('esbuild').Metafile} metafile */
  remember(outfile, recipe, metafile) {
    const inputs = Object.keys(metafile.inputs).filter((file) => existsSync(join(this.root, file)));
    this.records[outfile] = {
      recipe,
      inputs: Object.fromEntries(inputs.map((file) => [file, stateOf(join(this.root, file))])),
      outputs: Object.keys(metafile.outputs),
    };
  }

  save() {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, JSON.stringify(this.records));
  }
}

/** A short text that changes with anything that decides how bundles are made. @param {unknown[]} parts */
export function recipeOf(...parts) {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** @param {string} path */
function stateOf(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? 'absent' : `${stats.size}:${stats.mtimeMs}`;
}

/** @param {string} file @returns {Record<string, BundleRecord>} */
function readRecords(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
