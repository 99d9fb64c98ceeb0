/** The members of `tf`. */

import { positional } from '../../eval/helpers';
import { builtin, type ModuleValue, none, string, unknown, type Value } from '../../eval/value';
import { argument } from '../common/data-calls';
import { runtimeObject } from '../js/runtime';
import { dataObject } from './data';
import { input } from './input';
import { layersObject } from './layers';
import { model, sequential } from './models';
import { callbacks, constraints, initializers, losses, metrics, regularizers, train } from './settings';
import { tensorFunctions } from './tensors';

const fromFile = (name: string): Value =>
  builtin(`tf.${name}`, (_, site) => unknown('the model is read from a file when the program runs', site.span));
const harmless = (name: string): Value => builtin(`tf.${name}`, () => none);

/** `tf.tidy('name', fn)` and `tf.tidy(fn)` give what the function gives. */
const tidy: Value = builtin('tf.tidy', (args, site, context) => {
  const callee = (argument(args, 1) ?? argument(args, 0))?.value ?? none;
  return context.call(callee, positional([], site.span), { span: site.span, expr: null });
});

const members: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...tensorFunctions,
  ['layers', layersObject],
  ['input', input],
  ['Input', input],
  ['sequential', sequential],
  ['model', model],
  ['train', train],
  ['losses', losses],
  ['metrics', metrics],
  ['initializers', initializers],
  ['regularizers', regularizers],
  ['constraints', constraints],
  ['callbacks', callbacks],
  ['tidy', tidy],
  ['keep', builtin('tf.keep', (args) => argument(args, 0)?.value ?? none)],
  ...['loadLayersModel', 'loadGraphModel', 'loadGraphModelSync'].map((name): [string, Value] => [name, fromFile(name)]),
  ...[
    'dispose',
    'ready',
    'nextFrame',
    'setBackend',
    'enableProdMode',
    'enableDebugMode',
    'disposeVariables',
    'registerBackend',
    'disableDeprecationWarnings',
    'removeBackend',
    'registerKernel',
  ].map((name): [string, Value] => [name, harmless(name)]),
  [
    'serialization',
    {
      kind: 'object',
      class: 'tf.serialization',
      type: { attribute: (_, name) => harmless(`serialization.${name}`) },
      data: new Map(),
    },
  ],
  ['getBackend', builtin('tf.getBackend', () => string('cpu'))],
  ['data', dataObject],
  ...[
    'io',
    'util',
    'browser',
    'image',
    'linalg',
    'spectral',
    'signal',
    'env',
    'memory',
    'time',
    'profile',
    'version',
    'backend',
    'engine',
    'ENV',
    'node',
  ].flatMap((name): [string, Value][] => (tensorFunctions.has(name) ? [] : [[name, runtimeObject(`tf.${name}`)]])),
]);

export const tfModule: ModuleValue = {
  kind: 'module',
  name: 'tf',
  // `import tf from '@tensorflow/tfjs'` is taken for `import * as tf`.
  get: (name) => (name === 'default' ? tfModule : (members.get(name) ?? null)),
  names: [...members.keys()],
};
