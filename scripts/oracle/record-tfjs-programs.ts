/** Runs the programs of test/agree/programs in TypeScript and JavaScript with real TensorFlow.js and notes what they built: `npm run record:tfjs-programs`, or some of them by name. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { argv, execPath } from 'node:process';
import { bundle } from '../corpus/npm/bundle.mjs';
import { root } from '../corpus/package';

const named = argv.slice(2);
const folder = join(root, 'test/agree/programs');

for (const file of readdirSync(folder)) {
  const { name, ext } = parse(file);
  if (!/^\.m?[jt]s$/.test(ext) || (named.length > 0 && !named.includes(name))) continue;
  const rows = await trace(join(folder, file));
  const record = { error: null, models: [], layers: rows };
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(record, null, 1).replace(/\n {3,}/g, ' ')}\n`);
  console.log(`${name}: ${rows.length} layers`);
}

interface TracedRow {
  readonly class: string;
  readonly name: string;
  readonly params: number | null;
  readonly trainable: number | null;
  readonly outputs: unknown;
}

async function trace(program: string): Promise<readonly object[]> {
  const work = mkdtempSync(join(tmpdir(), 'convlint-programs-'));
  try {
    const [script, output] = [join(work, 'program.mjs'), join(work, 'rows.json')];
    await bundle(program, () => null, script);
    const { status, stderr } = spawnSync(execPath, [script, program, folder, output, ''], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${program}: ${stderr}`);
    const { layers } = JSON.parse(readFileSync(output, 'utf8')) as { readonly layers: readonly TracedRow[] };
    return layers.map((row) => ({
      line: null,
      class: row.class,
      name: row.name,
      params: row.params,
      trainable: row.trainable,
      outputs: row.outputs,
    }));
  } finally {
    rmSync(work, { recursive: true });
  }
}
