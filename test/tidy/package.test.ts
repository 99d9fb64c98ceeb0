/** package.json and package-lock.json, and that their checkers see what they should. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCommands, checkLock, checkSettings, checkVersions, type Manifest } from './check-package';
import { projectRoot } from './project-files';

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');

describe('package.json', () => {
  const manifest = JSON.parse(read('package.json')) as Manifest;

  it('documents every setting', () => {
    expect(checkSettings(manifest)).toEqual([]);
  });

  it('titles every command', () => {
    expect(checkCommands(manifest)).toEqual([]);
  });

  it('pins every dependency', () => {
    expect(checkVersions(manifest)).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it('has hashes and no hosts', () => {
    expect(checkLock(read('package-lock.json'))).toEqual([]);
  });
});

describe('the checkers report', () => {
  const settings = (name: string, setting: object): Manifest => ({
    contributes: { configuration: { properties: { [name]: setting } } },
  });
  const good = { type: 'boolean', default: true, description: 'Show hints.' };

  it.each([
    ['a setting without a description', settings('convlint.a', { ...good, description: undefined })],
    ['a setting without a type', settings('convlint.a', { ...good, type: undefined })],
    ['a setting without a default', settings('convlint.a', { ...good, default: undefined })],
    ['a setting of another name', settings('other.a', good)],
    ['a choice that is not explained', settings('convlint.a', { ...good, enum: ['a', 'b'], enumDescriptions: ['A.'] })],
  ])('%s', (_, manifest) => {
    expect(checkSettings(manifest)).toHaveLength(1);
  });

  it('a command without a title or category', () => {
    const commands = [
      { command: 'convlint.a', category: 'ConvLint' },
      { command: 'convlint.b', title: 'B' },
    ];
    expect(checkCommands({ contributes: { commands } })).toHaveLength(2);
  });

  it('a version that may move', () => {
    expect(checkVersions({ dependencies: { a: '^1.0.0' }, devDependencies: { b: '*', c: '1.0.0' } })).toHaveLength(2);
  });

  it('a host or a missing hash in the lock file', () => {
    const packages = {
      '': {},
      'node_modules/a': { resolved: 'https://example.com/a.tgz', integrity: 'sha512-a' },
      'node_modules/b': {},
    };
    expect(checkLock(JSON.stringify({ packages }))).toHaveLength(2);
  });

  it('nothing about what is in order', () => {
    expect(checkSettings(settings('convlint.a', good))).toEqual([]);
  });
});
