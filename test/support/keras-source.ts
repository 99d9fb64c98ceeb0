/**
 * The source of keras.applications as files of a workspace, in a package of another name, so that an import means the file
 * and not what the library has ready. `scripts/setup.mjs --keras` fetches it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kerasSource } from '../../scripts/setup/keras-source.mjs';
import { type Analysis, analyze } from '../../src/core';

const { folder } = kerasSource(join(import.meta.dirname, '..', '..'));
const PACKAGE = 'sources';
const ROOT = '/project';

/** The texts by module; empty where they were not fetched. */
const files: ReadonlyMap<string, string> = new Map(
  (existsSync(folder) ? readdirSync(folder) : []).map((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    return [`${ROOT}/${PACKAGE}/${file}`, text.replaceAll('keras.src.applications', PACKAGE)];
  }),
);

export const hasKerasSource = files.size > 0;

/** A program that imports the function from its source and calls it. */
export function programOf(name: string, args: string): string {
  const path = [...files].find(([, text]) => text.includes(`\ndef ${name}(`))?.[0];
  if (path === undefined) throw new Error(`keras.applications defines no ${name}`);
  const module = path.slice(path.lastIndexOf('/') + 1, -'.py'.length);
  return `import keras\nfrom ${PACKAGE} import ${module}\nmodel = ${module}.${name}(${args})\n`;
}

export function analyzeWithKerasSource(text: string): Analysis {
  const modules = {
    path: `${ROOT}/main.py`,
    roots: [ROOT],
    readFile: (path: string) => files.get(path) ?? null,
    isFolder: (path: string) => path === ROOT || path === `${ROOT}/${PACKAGE}`,
  };
  return analyze({ kind: 'file', languageId: 'python', text }, { modules })!;
}
