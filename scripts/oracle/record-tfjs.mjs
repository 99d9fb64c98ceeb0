/**
 * Asks real TensorFlow.js the same questions as Keras: `npm run record:tfjs`, or a part, as `npm run record:tfjs -- Conv2D models`.
 * A table of test/oracle/rows whose layer TensorFlow.js has gets a sibling in test/oracle/rows-tfjs.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, cwd } from 'node:process';
import { askRow, factoryOf, start, toTfjsArgs, version } from './ask-tfjs.mjs';
import { recordModels } from './models-tfjs.mjs';
import { oneRowPerLine } from './one-row-per-line.mjs';

// The script runs bundled, from the root of the project: the package with all tensor methods is not one that Node can load.
const oracle = join(cwd(), 'test', 'oracle');
const wanted = argv.slice(2);

main();

async function main() {
  await start();
  recordRows();
  if (wanted.length === 0 || wanted.includes('models')) await recordModels(join(oracle, 'models'));
}

function recordRows() {
  const folder = join(oracle, 'rows-tfjs');
  mkdirSync(folder, { recursive: true });
  const ofKeras = readdirSync(join(oracle, 'rows'));
  // Layers that Keras lacks have their questions in their own table.
  const others = readdirSync(folder).filter((file) => !ofKeras.includes(file));
  for (const file of [...ofKeras, ...others]) {
    const source = others.includes(file) ? folder : join(oracle, 'rows');
    const table = JSON.parse(readFileSync(join(source, file), 'utf8'));
    if (wanted.length > 0 && !wanted.includes(table.layer)) continue;
    const factory = factoryOf(table.layer);
    if (!factory) continue;
    const rows = table.rows.map((row) => fill(table.layer, factory.make, row));
    const head = { layer: table.layer, factory: factory.name, tfjs: version };
    writeFileSync(join(folder, file), oneRowPerLine(head, 'rows', rows));
    console.log(`${factory.name}: ${rows.length} rows, ${rows.filter((row) => row.refused).length} refused`);
  }
}

function fill(className, make, { args, input, inputs, call, dtype }) {
  const asked = { args: toTfjsArgs(className, args), input, inputs, call, dtype };
  return { ...asked, ...askRow(className, make, asked) };
}
