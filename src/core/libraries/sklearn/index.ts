/** scikit-learn for the evaluator: the parts that prepare data for a network. What it learns itself is not followed. */
import type { Library } from '../../eval/library';
import { type BuiltinValue, builtin, type ModuleValue, type ObjectType, unknown, type Value } from '../../eval/value';
import { dataMakers } from './data-sets';
import { pipelines } from './pipelines';
import { splitting } from './splitting';
import { transformers } from './transformers';

const modules: ReadonlyMap<string, ReadonlyMap<string, Value>> = new Map([
  ['model_selection', splitting],
  ['utils', splitting],
  ['preprocessing', transformers],
  ['decomposition', transformers],
  ['impute', transformers],
  ['pipeline', pipelines],
  ['compose', pipelines],
  ['datasets', dataMakers],
]);

function module(name: string, get: (name: string) => Value | null): ModuleValue {
  return { kind: 'module', name, get, names: null };
}

/** Objects that learn: they can be made and fitted; what comes out of them is not known. */
const learner: ObjectType = {
  attribute: (object, name) =>
    name === 'fit'
      ? builtin(`${object.class}.fit`, () => object)
      : builtin(`${object.class}.${name}`, (_, site) => unknown(`${object.class} computes it`, site.span)),
};

function otherMember(path: string): BuiltinValue {
  return builtin(path, (_, site) =>
    /\.[A-Z]\w*$/.test(path)
      ? { kind: 'object', class: path, type: learner, data: new Map() }
      : unknown(`${path} computes it`, site.span),
  );
}

function sklearnModule(path: string): ModuleValue {
  const known = modules.get(path);
  return module(`sklearn.${path}`, (name) => known?.get(name) ?? otherMember(`sklearn.${path}.${name}`));
}

const root = module('sklearn', (name) => sklearnModule(name));

export const sklearnLibrary: Library = {
  module: (name) => {
    if (name === 'sklearn') return root;
    return name.startsWith('sklearn.') ? sklearnModule(name.slice('sklearn.'.length)) : null;
  },
};
