/** What Python itself offers: its builtins and the modules of its own library that model code uses. */
import type { Library } from '../../eval/library';
import { boolean, type ModuleValue, none, string, type Value } from '../../eval/value';
import { conversions } from './builtins/conversions';
import { iteration } from './builtins/iteration';
import { numbers } from './builtins/numbers';
import { objects } from './builtins/objects';
import { exceptions, others } from './builtins/rest';
import { opaque } from './define';
import { functionsOf, moduleOf, opaqueModule } from './module';
import { argparse } from './modules/argparse';
import { collections, collectionsAbc } from './modules/collections';
import { functools } from './modules/functools';
import { itertools } from './modules/itertools';
import { math } from './modules/math';
import { sixModules } from './modules/six';
import {
  copy,
  datetime,
  json,
  logging,
  operator,
  os,
  osPath,
  pathlib,
  random,
  re,
  sys,
  time,
  warnings,
} from './modules/system';
import { abc, dataclasses, typing } from './modules/typing';
import { compareVersions, versionModules } from './modules/version';
import { namespaceClass } from './namespaces';

/** A name that Python itself defines; null where there is none. */
export function pythonBuiltin(name: string): Value | null {
  return builtins.get(name) ?? null;
}

/** A module of Python's own library; null where it is not known. */
function pythonModule(name: string): ModuleValue | null {
  return modules.get(name) ?? null;
}

export const pythonLibrary: Library = {
  module: pythonModule,
  binary: compareVersions,
  // Named tuples are objects with fields here, and can be unpacked.
  iterate: (value) => {
    if (value.kind !== 'instance' || !value.class.fields || !isNamedTuple(value.class)) return null;
    return value.class.fields.map((field) => value.attributes.get(field.name) ?? none);
  },
};

function isNamedTuple(owner: Value): boolean {
  if (owner.kind === 'builtin') return owner.name === 'typing.NamedTuple';
  return owner.kind === 'class' && owner.bases.some(isNamedTuple);
}

/** Modules of which nothing is known but that they can be called. */
const opaqueModules: Readonly<Record<string, string>> = {
  csv: 'it is read from a file',
  enum: 'enumerations are not followed',
  gc: 'it depends on the machine',
  glob: 'it depends on the file system',
  gzip: 'it is read from a file',
  hashlib: 'hashes are not followed',
  inspect: 'programs that read themselves are not followed',
  io: 'it is read from data',
  multiprocessing: 'it depends on the machine',
  pickle: 'it is read from data',
  platform: 'it depends on the machine',
  pprint: 'it is only printed',
  shutil: 'it depends on the file system',
  string: 'it is not followed',
  struct: 'it is read from data',
  subprocess: 'it is what another program prints',
  tarfile: 'it is read from a file',
  tempfile: 'it depends on the file system',
  threading: 'it depends on the machine',
  traceback: 'it is only printed',
  urllib: 'it is read from the network',
  uuid: 'it is a random number',
  zipfile: 'it is read from a file',
};

const types = opaqueModule('types', 'it is a type of Python', {
  SimpleNamespace: namespaceClass('types.SimpleNamespace'),
});

const builtins: ReadonlyMap<string, Value> = new Map(
  Object.entries({
    ...functionsOf([...conversions, ...numbers, ...iteration, ...objects, ...others, ...exceptions]),
    __name__: string('__main__'),
    __debug__: boolean(true),
  }),
);

const modules: ReadonlyMap<string, ModuleValue> = new Map(
  [
    moduleOf('builtins', Object.fromEntries(builtins)),
    math,
    functools,
    itertools,
    collections,
    collectionsAbc,
    typing,
    dataclasses,
    abc,
    os,
    osPath,
    sys,
    random,
    time,
    datetime,
    re,
    json,
    pathlib,
    argparse,
    types,
    warnings,
    logging,
    copy,
    operator,
    moduleOf('typing_extensions', {}, typing.get),
    moduleOf('__future__', {}, () => none),
    ...versionModules,
    ...sixModules(builtins, functools.get('reduce')!),
    moduleOf(
      'importlib',
      functionsOf([opaque('importlib.import_module', 'the module is chosen while the program runs')]),
    ),
    ...Object.entries(opaqueModules).map(([name, reason]) => opaqueModule(name, reason)),
  ].map((module) => [module.name, module]),
);
