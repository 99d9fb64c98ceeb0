/** `keras.applications`: well-known networks ready to use, each also in a module with its helpers. */
import { type BuiltinValue, builtin, type ModuleValue, unknown, type Value } from '../../../eval/value';
import { layerClass } from '../layers';
import { construct } from './construct';
import { architectures } from './families';
import { ownLayers } from './own-layers';
import { preprocessInput } from './preprocessing';

/** What `keras.applications.NAME` is. */
export function applicationsMember(name: string): Value | null {
  return constructors.get(name) ?? modules.get(name) ?? null;
}

const constructors: ReadonlyMap<string, BuiltinValue> = new Map(
  architectures.map((architecture) => [
    architecture.name,
    builtin(`keras.applications.${architecture.name}`, (args, site, context) =>
      construct(architecture, args, site, context),
    ),
  ]),
);

const modules: ReadonlyMap<string, ModuleValue> = new Map(
  [
    ...new Set([...architectures.flatMap((architecture) => architecture.modules), 'mobilenet_v3', 'imagenet_utils']),
  ].map((name) => [name, module(name)]),
);

/** What `from keras.applications import *` binds. */
export const applicationNames: readonly string[] = [...constructors.keys(), ...modules.keys()];

function module(name: string): ModuleValue {
  const own = architectures.filter(({ modules }) => modules.includes(name)).map((architecture) => architecture.name);
  const members = new Map<string, Value>([
    ...own.map((architecture) => [architecture, constructors.get(architecture)!] as const),
    ...(ownLayers.get(name) ?? []).map((definition) => [definition.name, layerClass(definition)] as const),
    ['preprocess_input', preprocessInput(name)],
    ['decode_predictions', decodePredictions(`keras.applications.${name}.decode_predictions`)],
  ]);
  return {
    kind: 'module',
    name: `keras.applications.${name}`,
    get: (member) => members.get(member) ?? null,
    names: [...own, 'preprocess_input', 'decode_predictions'],
  };
}

function decodePredictions(path: string): BuiltinValue {
  return builtin(path, (_, site) => unknown('the running program computes it', site.span));
}
