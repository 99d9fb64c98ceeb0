/** The set-up of the native engine where it is impossible: it says why and does no harm. */

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unpackZip } from '../../scripts/native-engine/zip.mjs';
import { PACKAGE_ROOT, temporaryFolder } from './build-trainer';

const scratch = temporaryFolder();
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the set-up of the native engine', () => {
  it('ends well and says why where there are no tools', () => {
    cpSync(path.join(PACKAGE_ROOT, 'scripts'), path.join(scratch, 'scripts'), { recursive: true });
    const script = path.join(scratch, 'scripts/setup-native-engine.mjs');
    const result = spawnSync(process.execPath, [script], { encoding: 'utf8', env: { PATH: '' } });
    expect(result.status).toBe(0);
    expect(result.stdout).toContain('No native training engine: there is no C++ compiler');
    expect(result.stdout).toContain('built-in engine');
    expect(existsSync(path.join(scratch, '.cache/native-engine'))).toBe(false);
  });

  it('removes what one that was killed has left behind, and nothing of one that is at work', () => {
    const into = path.join(scratch, 'storage');
    const { pid: gone } = spawnSync(process.execPath, ['-e', '']);
    const [left, atWork] = [gone, process.pid].map((pid) => path.join(into, `native-engine.part-${pid}`));
    for (const folder of [left!, atWork!]) mkdirSync(folder, { recursive: true });
    const script = path.join(PACKAGE_ROOT, 'scripts/setup-native-engine.mjs');
    const result = spawnSync(process.execPath, [script, '--required', '--into', into], { env: { PATH: '' } });
    expect(result.status).toBe(1);
    expect(readdirSync(into)).toEqual([path.basename(atWork!)]);
  });

  it('refuses an archive that is not complete', async () => {
    const file = path.join(PACKAGE_ROOT, 'package.json');
    await expect(unpackZip(file, () => null)).rejects.toThrow('is not a complete zip archive');
  });
});
