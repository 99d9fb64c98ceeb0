/**
 * Asks Keras for the JSON of models of single calls and random chains of them, and for what it makes of it, and packs the
 * answers beside the calls. `npm run record:keras2` asks Keras 2 for functions of TensorFlow (test/oracle/keras2-functions),
 * `npm run record:keras3` asks Keras 3 for `keras.ops` (test/oracle/keras3-operations).
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env, exit } from 'node:process';
import { brotliCompressSync, constants } from 'node:zlib';
import { root, setUp } from './setup.mjs';

const folder = argv[2];
const script = join(root, 'scripts', 'oracle', `record_${folder.replace('-', '_')}.py`);
const answers = join(root, '.cache', `${folder}.json`);
const packed = join(root, 'test', 'oracle', folder, 'recorded.json.br');

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
