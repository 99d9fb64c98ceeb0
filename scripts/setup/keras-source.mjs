/** The source of keras.applications, which the tests read as a program: from the wheel of Keras, by pip. Node built-ins only. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { unpackZip } from '../native-engine/zip.mjs';
import { pipDownload } from './pip-download.mjs';

/** Of the wheel of the version that `scripts/oracle/requirements.txt` names. */
const WHEEL_SHA256 = '836460e480930acbd19bb7a17e62f9ecad40e8a9af9a651fc8d0586a96d27e20';
const MEMBER = /^keras\/src\/applications\/(?!.*_test\.py$)\w+\.py$/;

/** @param {string} root */
export function kerasSource(root) {
  const requirements = readFileSync(join(root, 'scripts', 'oracle', 'requirements.txt'), 'utf8');
  const version = /^keras==(\S+)/m.exec(requirements)?.[1];
  if (version === undefined) throw new Error('scripts/oracle/requirements.txt names no version of keras.');
  return { version, folder: join(root, '.cache', `keras-${version}`, 'applications') };
}

/**
 * Returns the folder of the source and fetches it first if need be; null where there is no Python with pip.
 * @param {string} root @param {(message: string) => void} log
 */
export async function ensureKerasSource(root, log) {
  const { version, folder } = kerasSource(root);
  if (existsSync(folder)) return folder;
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['-m', 'pip', '--version']).status === 0);
  if (python === undefined) {
    log('The source of keras.applications is left out: there is no Python with pip.');
    return null;
  }
  log(`Fetching the source of keras.applications ${version} (2.4 MB) ...`);
  const download = join(root, '.cache', 'downloads', `keras-${version}`);
  rmSync(download, { recursive: true, force: true });
  const wheel = pipDownload(python, { name: 'keras', version, sha256: WHEEL_SHA256 }, download);
  const partial = `${folder}-partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  await unpackZip(wheel, (name) => (MEMBER.test(name) ? join(partial, basename(name)) : null));
  renameSync(partial, folder);
  rmSync(download, { recursive: true });
  return folder;
}
