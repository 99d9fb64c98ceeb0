/** Writes the names that Keras has or had, as they were recorded from its versions (`scripts/oracle/keras_names.py`). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedFile } from '../generate';

interface Recorded {
  readonly keras: string;
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly olderNames: Readonly<Record<string, readonly string[]>>;
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly today: Readonly<Record<string, readonly string[]>>;
}

const WIDTH = 118;

export default function kerasNames(root: string): readonly GeneratedFile[] {
  const recorded = JSON.parse(readFileSync(join(root, 'test/oracle/signatures/keras-names.json'), 'utf8')) as Recorded;
  return [
    {
      path: 'src/core/libraries/keras/recorded-names.ts',
      text: `/** Generated from test/oracle/signatures/keras-names.json by \`npm run generate\`: names of Keras ${recorded.keras} and before. */

type Names = Readonly<Record<string, string>>;

/** What a module offers today. */
export const namesOfToday: Names = ${literal(recorded.names)};

/** What a module offered in an older version, with names that its files use: not every one can be imported. */
export const namesBefore: Names = ${literal(recorded.olderNames)};

/** The words that \`compile\` takes today. */
export const wordsOfToday: Names = ${literal(recorded.today)};

/** The words that it took in any version. */
export const wordsOfAll: Names = ${literal(recorded.words)};
`,
    },
  ];
}

function literal(lists: Readonly<Record<string, readonly string[]>>): string {
  const entries = Object.entries(lists).map(([key, names]) => `  ${key}: \`${wrapped(names)}\`,\n`);
  return `{\n${entries.join('')}}`;
}

function wrapped(names: readonly string[]): string {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last === undefined || last.length + name.length + 1 > WIDTH) lines.push(name);
    else lines[lines.length - 1] = `${last} ${name}`;
  }
  return lines.length > 1 ? `\n${lines.join('\n')}\n` : lines.join('');
}
