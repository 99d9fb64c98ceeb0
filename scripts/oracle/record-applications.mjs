/**
 * Asks real Keras for every layer of every architecture of keras.applications and packs the answers into
 * test/oracle/applications: `npm run record:applications`, or some of them, as `npm run record:applications -- VGG16`.
 * It takes about an hour. The answers are texts with much repetition, so they are kept compressed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env, exit } from 'node:process';
import { brotliCompressSync, constants } from 'node:zlib';
import { root, setUp } from './setup.mjs';

const answers = join(root, '.cache', 'applications');
const packed = join(root, 'test', 'oracle', 'applications');
const wanted = argv.slice(2).filter((name) => name !== '--pack-only');
if (!argv.includes('--pack-only')) ask();
pack();

function ask() {
  const script = join(root, 'scripts', 'oracle', 'record_applications.py');
  const { status } = spawnSync(setUp(), [script, answers, ...wanted], {
    stdio: 'inherit',
    env: { ...env, PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0', TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  if (status !== 0) exit(status ?? 1);
}

function pack() {
  mkdirSync(packed, { recursive: true });
  let total = 0;
  for (const file of readdirSync(answers)) {
    const text = readFileSync(join(answers, file));
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    };
    const bytes = brotliCompressSync(text, { params });
    writeFileSync(join(packed, `${file}.br`), bytes);
    total += bytes.length;
  }
  console.log(`${packed}: ${(total / 1024).toFixed(0)} KiB`);
}
