/** Paths as people read them. */

import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { systemMessage } from '../../src/train/failure';
import { shownPath } from '../../src/train/shown-path';

const root = path.parse(process.cwd()).root;
const at = (...parts: string[]) => path.join(root, ...parts);

it('are shown from the folder that people work in', () => {
  expect(shownPath(at('work', 'net', 'runs', 'one'), at('work', 'net'))).toBe(path.join('runs', 'one'));
  expect(shownPath(at('work', 'net', '..runs'), at('work', 'net'))).toBe('..runs');
});

it('are shown with ~ below their own folder, else whole', () => {
  expect(shownPath(path.join(os.homedir(), 'net', 'run'), at('elsewhere'))).toBe(path.join('~', 'net', 'run'));
  expect(shownPath(path.join(os.homedir(), 'net'), undefined)).toBe(path.join('~', 'net'));
  for (const whole of [at('work', 'network'), at('work'), at('work', 'net')])
    expect(shownPath(whole, at('work', 'net'))).toBe(whole);
  expect(shownPath(at('work', 'net'), root)).toBe(at('work', 'net'));
});

it('are left out of what the system says', () => {
  expect(systemMessage(new Error(`ENOSPC: no space left on device, write`))).toBe('ENOSPC: no space left on device');
  const opening = "EACCES: permission denied, open '/somewhere/a, b/run.json'";
  expect(systemMessage(new Error(opening))).toBe('EACCES: permission denied');
});
