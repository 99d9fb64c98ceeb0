/** Which framework version a project means: what pip and npm would install, found in the files of real projects. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newestVersions } from '../../../src/core';
import { readSettings } from '../../../src/protocol/settings';
import { declaredVersions } from '../../../src/server/target/declared-versions';
import { versionsFrom, versionsOfSettings } from '../../../src/server/target/given-versions';
import { kerasFor, parseRequirement } from '../../../src/server/target/python-versions';

const { rows } = JSON.parse(readFileSync(new URL('requirements-pip.json', import.meta.url), 'utf8')) as {
  rows: { requirement: string; newest: string | null }[];
};

describe('a requirement leads to the release that pip takes', () => {
  it.each(rows.map(({ requirement, newest }) => [requirement, newest] as const))('%s: %s', (text, release) => {
    const [major, minor] = (release ?? '').split('.').map(Number);
    const isTensorflow = text.startsWith('tensorflow');
    // TensorFlow 2.15 is the last that comes with Keras 2, of the same number.
    const isNewest = isTensorflow ? minor! > 15 : `${major}.${minor}` === newestVersions.keras.join('.');
    const expected = release === null ? null : isNewest ? 'newest' : [major, minor];
    expect(kerasFor([parseRequirement(text)!], newestVersions.keras)).toEqual(expected);
  });
});

/** What the files of a folder `/w` say for a source in `/w/src`. */
function versionsIn(files: Readonly<Record<string, string>>, path = '/w/src/model.py') {
  return declaredVersions(path, ['/w'], (file) => files[file.replace('/w/', '')] ?? null);
}

const keras = (major: number, minor: number, said: string) => ({ keras: { version: [major, minor], said } });
const tfjs = (major: number, minor: number, said: string) => ({ tfjs: { version: [major, minor], said } });

describe('requirements.txt', () => {
  it.each([
    ['# models\nnumpy>=1.26\nkeras==3.4.1  # pinned\n', 3, 4],
    ['Keras == 3.5.0 ; python_version >= "3.9"\n', 3, 5],
    ['keras==3.6.0 \\\n    --hash=sha256:49585e4ef\nnumpy\n', 3, 6],
    ['--index-url https://example.org/simple\ntensorflow-cpu[and-cuda]~=2.14.0\n', 2, 14],
    ['keras\ntensorflow==2.12.0\n', 2, 12],
  ])('%j', (text, major, minor) => {
    expect(versionsIn({ 'requirements.txt': text })).toEqual(keras(major, minor, 'requirements.txt'));
  });

  it.each([
    'keras\n',
    'keras>=3.0\ntensorflow==2.12.0\n',
    'tensorflow>=2.16\n',
    'numpy\n',
    'keras @ git+https://example.org/keras\n',
    'keras==\n',
    '\0',
    '',
  ])('that leaves it open means the newest: %j', (text) =>
    expect(versionsIn({ 'requirements.txt': text })).toEqual({}),
  );

  it('may include others, also itself', () => {
    const files = {
      'requirements.txt': '-r requirements/base.txt\n-r requirements.txt\nnumpy',
      'requirements/base.txt': '-c ../limits.txt\nkeras',
      'limits.txt': 'keras<3.9\n',
    };
    expect(versionsIn(files)).toEqual(keras(3, 8, 'requirements.txt'));
  });
});

describe('pyproject.toml', () => {
  it.each([
    ['[project]\nname = "a"\ndependencies = ["numpy", "keras>=3.3,<3.6"]\n', 3, 5],
    ['[project.optional-dependencies]\ntrain = ["keras~=3.2.0"]\n', 3, 2],
    ['[dependency-groups]\ndev = [{include-group = "x"}, "keras==3.7.*"]\n', 3, 7],
    ['[tool.poetry.dependencies]\npython = "^3.11"\nkeras = "~3.4"\n', 3, 4],
    ['[tool.poetry.dependencies]\nkeras = {version = "3.8.0", extras = ["x"]}\n', 3, 8],
    ['[tool.poetry.group.train.dependencies]\ntensorflow = "2.13.1"\n', 2, 13],
    ['[tool.poetry.dependencies]\nkeras = "^2.9"\n', 2, 15],
  ])('%j', (text, major, minor) => {
    expect(versionsIn({ 'pyproject.toml': text })).toEqual(keras(major, minor, 'pyproject.toml'));
  });

  it.each([
    '[tool.poetry.dependencies]\nkeras = "^3.4"\n',
    '[project]\ndependencies = ["keras"',
    '[project]\nname = 3\n',
  ])('that leaves it open, or is half typed: %j', (text) => expect(versionsIn({ 'pyproject.toml': text })).toEqual({}));
});

describe('lock files', () => {
  const uv =
    'version = 1\n\n[[package]]\nname = "keras"\nversion = "3.9.2"\nsource = { registry = "https://example.org" }\n';
  it('say what is installed, before what is asked for', () => {
    expect(versionsIn({ 'uv.lock': uv, 'pyproject.toml': '[project]\ndependencies = ["keras"]\n' })).toEqual(
      keras(3, 9, 'uv.lock'),
    );
    expect(versionsIn({ 'poetry.lock': uv })).toEqual(keras(3, 9, 'poetry.lock'));
    const pipfile = JSON.stringify({ default: { keras: { version: '==3.8.0', hashes: [] } }, develop: {} });
    expect(versionsIn({ 'Pipfile.lock': pipfile })).toEqual(keras(3, 8, 'Pipfile.lock'));
  });

  it('of npm, in both forms', () => {
    const lock = (json: object) => versionsIn({ 'package-lock.json': JSON.stringify(json) });
    const packages = { '': {}, 'node_modules/@tensorflow/tfjs': { version: '4.10.0' } };
    expect(lock({ lockfileVersion: 3, packages })).toEqual(tfjs(4, 10, 'package-lock.json'));
    const dependencies = { '@tensorflow/tfjs-layers': { version: '3.21.0' } };
    expect(lock({ lockfileVersion: 1, dependencies })).toEqual(tfjs(3, 21, 'package-lock.json'));
  });

  it('of this project has the newest TensorFlow.js', () => {
    const text = readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8');
    expect(versionsIn({ 'package-lock.json': text })).toEqual({});
    expect(versionsIn({ 'package-lock.json': text.replaceAll('"4.22.0"', '"4.21.0"') })).toEqual(
      tfjs(4, 21, 'package-lock.json'),
    );
  });
});

describe('package.json', () => {
  it.each([
    ['4.17.0', tfjs(4, 17, 'package.json')],
    ['~4.10.2', tfjs(4, 10, 'package.json')],
    ['3.x', tfjs(3, 22, 'package.json')],
    ['>=3.9 <4.5', tfjs(4, 4, 'package.json')],
    ['^4.0.0', {}],
    ['latest', {}],
    ['github:tensorflow/tfjs', {}],
    ['file:../tfjs', {}],
  ])('%s', (range, expected) => {
    const text = JSON.stringify({ name: 'a', dependencies: { '@tensorflow/tfjs': range } });
    expect(versionsIn({ 'package.json': text }, '/w/src/model.ts')).toEqual(expected);
  });
});

describe('the nearest file', () => {
  const files = {
    'requirements.txt': 'keras==3.4.1',
    'src/pyproject.toml': '[project]\ndependencies = ["keras==3.6"]',
  };

  it('counts', () => {
    expect(versionsIn(files)).toEqual(keras(3, 6, 'pyproject.toml'));
    expect(versionsIn(files, '/w/other/a.py')).toEqual(keras(3, 4, 'requirements.txt'));
  });

  it('outside of the workspace is not looked at', () => {
    expect(versionsIn(files, '/elsewhere/a.py')).toEqual({});
  });
});

describe('a version that is given', () => {
  it('is read from the settings, and nothing else is', () => {
    const of = (target: unknown) => versionsOfSettings(readSettings({ target }).target);
    expect(of({ keras: '3.4' })).toEqual(keras(3, 4, 'the settings'));
    expect(of({ keras: '3.4.1', tfjs: '4.10' })).toEqual({
      ...keras(3, 4, 'the settings'),
      ...tfjs(4, 10, 'the settings'),
    });
    for (const wrong of [undefined, null, 3, { keras: 'newest' }, { keras: 3.4 }, { keras: '' }])
      expect(of(wrong)).toEqual({});
  });

  it('is read from the command line', () => {
    const said = { keras: '--keras-version', tfjs: '--tfjs-version' };
    expect(versionsFrom({ keras: '2.15' }, said)).toEqual(keras(2, 15, '--keras-version'));
  });
});
