/** What JavaScript offers without an import: `console`, `Math`, `Object`, `Array` and the like, and the modules of Node. */
import type { Library } from '../../eval/library';
import { builtin, type ModuleValue, none, type Value } from '../../eval/value';
import { arrayClass } from './array';
import { mapClass, setClass } from './collections';
import {
  booleanFunction,
  jsonObject,
  numberClass,
  parseFloatFunction,
  parseIntFunction,
  stringFunction,
} from './convert';
import { mathObject } from './math';
import { objectClass } from './object';
import { promiseClass } from './promise';
import { runtimeObject } from './runtime';
import { typedArrays } from './typed-array';

export const jsLibrary: Library = {
  module: (name) => (nodeModules.has(name.replace(/^node:/, '')) ? nodeModule(name) : null),
  global: (name) => globals.get(name) ?? null,
};

const consoleObject: Value = {
  kind: 'object',
  class: 'console',
  type: { attribute: (_, name) => builtin(`console.${name}`, () => none) },
  data: new Map(),
};

/** The evaluator knows a builtin of this name: calling it imports a module. */
const require: Value = builtin(
  'require',
  () => none,
  (name) => (name === 'main' ? mainModule : null),
);

/** `require.main === module` holds in the file that is run. */
const mainModule: Value = runtimeObject('module');

const globals: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['console', consoleObject],
  ['Math', mathObject],
  ['Object', objectClass],
  ['Array', arrayClass],
  ['Number', numberClass],
  ['String', stringFunction],
  ['Boolean', booleanFunction],
  ['JSON', jsonObject],
  ['Promise', promiseClass],
  ['Map', mapClass],
  ['Set', setClass],
  ['parseInt', parseIntFunction],
  ['parseFloat', parseFloatFunction],
  ['structuredClone', builtin('structuredClone', ({ positions }) => positions[0]?.value ?? none)],
  ['require', require],
  ['module', mainModule],
  ...typedArrays,
  ...[
    'process',
    'document',
    'window',
    'navigator',
    'performance',
    'Date',
    'fetch',
    'localStorage',
    'location',
    'Error',
    'URL',
    'setTimeout',
    'setInterval',
    'clearTimeout',
    'clearInterval',
    'requestAnimationFrame',
    'alert',
    'Buffer',
    'RegExp',
    'Symbol',
    'TypeError',
    'RangeError',
    'Intl',
    'crypto',
    'WeakMap',
    'WeakSet',
    'AbortController',
    'Worker',
    'Image',
    'Blob',
    'File',
    'FileReader',
    'HTMLElement',
    'customElements',
    'self',
  ].map((name): [string, Value] => [name, runtimeObject(name)]),
]);

const nodeModules: ReadonlySet<string> = new Set([
  'assert',
  'buffer',
  'child_process',
  'cluster',
  'crypto',
  'dns',
  'events',
  'fs',
  'fs/promises',
  'http',
  'https',
  'net',
  'os',
  'path',
  'perf_hooks',
  'process',
  'querystring',
  'readline',
  'stream',
  'timers',
  'timers/promises',
  'tty',
  'url',
  'util',
  'v8',
  'vm',
  'worker_threads',
  'zlib',
]);

function nodeModule(name: string): ModuleValue {
  return {
    kind: 'module',
    name,
    get: (member) => runtimeObject(member === 'default' ? name : `${name}.${member}`),
    names: null,
  };
}
