/**
 * Asks Keras 2 for the JSON of models that call functions of TensorFlow (test/oracle/keras2-functions/calls.txt and random
 * chains of them) and what it makes of it, and packs the answers beside the calls: `npm run record:keras2`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, exit } from 'node:process';
import { brotliCompressSync, constants } from 'node:zlib';
import { root, setUp } from './setup.mjs';

const script = join(root, 'scripts', 'oracle', 'record_keras2_functions.py');
const answers = join(root, '.cache', 'keras2-functions.json');
const packed = join(root, 'test', 'oracle', 'keras2-functions', 'recorded.json.br');

const { status } = spawnSync(setUp(), [script, answers], {
  stdio: ['inherit', 'inherit', 'ignore'],
  env: { ...env, PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0' },
});
if (status !== 0) exit(status ?? 1);

const text = readFileSync(answers);
const params = {
  [constants.BROTLI_PARAM_QUALITY]: 11,
  [constants.BROTLI_PARAM_LGWIN]: 24,
  [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
};
writeFileSync(packed, brotliCompressSync(text, { params }));
