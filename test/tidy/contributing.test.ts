/** What CONTRIBUTING.md shows as a real example is the tree as it is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The text of the first block of a language, without its indentation. */
function block(language: string): string {
  const found = new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, 'm').exec(read('CONTRIBUTING.md'))!;
  return found[2]!.replace(new RegExp(`^${found[1]}`, 'gm'), '').trim();
}

it('shows the layer file that it names', () => {
  expect(block('ts')).toBe(read('src/core/layers/rms-normalization.ts').trim());
});

it('shows a row of the table that it names', () => {
  const { rows } = JSON.parse(read('test/oracle/rows/rms-normalization.json')) as { rows: unknown[] };
  expect(rows).toContainEqual(JSON.parse(block('json')));
});
