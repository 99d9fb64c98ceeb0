/** Runs a program for a check: collects what it prints, and ends it with all its children when its time is up. */
import { spawn } from 'node:child_process';

/** @typedef {{ code: number | null, output: string, timedOut: boolean }} Finished */

/**
 * @param {string} program @param {readonly string[]} args
 * @param {{ cwd: string, limitMs: number, env?: Record<string, string> }} options
 * @returns {Promise<Finished>}
 */
export function collect(program, args, { cwd, limitMs, env = {} }) {
  return new Promise((resolve, reject) => {
    const grouped = process.platform !== 'win32';
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: grouped,
    });
    const end = () => {
      if (grouped && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    };
    let output = '';
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      end();
    }, limitMs);
    process.once('SIGINT', end);
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      process.removeListener('SIGINT', end);
      resolve({ code, output, timedOut });
    });
  });
}
