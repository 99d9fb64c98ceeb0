/** Runs the programs of test/agree/programs with real Keras and notes what they built: `npm run record:programs`, or some of them by name. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { argv, env, exit } from 'node:process';
import { root, setUp } from './setup.mjs';

const script = join(root, 'scripts', 'oracle', 'record_programs.py');
const { status } = spawnSync(setUp(), [script, ...argv.slice(2)], {
  stdio: 'inherit',
  env: {
    ...env,
    PYTHONHASHSEED: '0',
    PYTHONDONTWRITEBYTECODE: '1',
    TF_CPP_MIN_LOG_LEVEL: '3',
    CUDA_VISIBLE_DEVICES: '',
  },
});
exit(status ?? 1);
