/** The Chromium that the tests drive: found, or installed from Debian's packages. Node built-ins only. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './command.mjs';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Path of an installed Chromium or Chrome; `CHROME_PATH` comes first. */
function findChromium() {
  const given = process.env.CHROME_PATH;
  if (given) return given;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const program of PROGRAMS) {
      const path = join(folder, program);
      if (existsSync(path)) return path;
    }
  }
  return undefined;
}

/** Returns the path of a Chromium, and installs one first where that is possible. @param {(message: string) => void} log */
export function ensureChromium(log) {
  const found = findChromium();
  if (found !== undefined) return found;
  const debian = process.platform === 'linux' && existsSync('/usr/bin/apt-get');
  if (!debian || process.getuid?.() !== 0) {
    const how = debian ? 'Install it with `sudo apt-get install chromium`, or' : 'Install Chromium or Chrome, or';
    throw new Error(`The tests need a Chromium and none is on PATH. ${how} set CHROME_PATH to one.`);
  }
  log('Installing Chromium (apt-get install chromium) ...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-q'], { env });
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { env });
  const installed = findChromium();
  if (installed === undefined) throw new Error('apt-get installed chromium, but no `chromium` is on PATH.');
  return installed;
}
