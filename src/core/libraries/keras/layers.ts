/** `keras.layers`: classes that make layers, what their objects offer, and `Input`. */
import type { EvalContext } from '../../eval/context';
import {
  type BuiltinValue,
  builtin,
  type CallArguments,
  type CallSite,
  type LayerValue,
  type LibraryBase,
  string,
  unknown,
  type Value,
} from '../../eval/value';
import { layerDefinition } from '../../layers';
import type { LayerDefinition } from '../../layers/definition';
import { toSnakeCase } from '../../layers/names';
import { argument } from '../common/data-calls';
import { applyToArgument, callApplication, outputValue, tensorsOf } from '../common/tensors';
import { layerBase } from './bases';
import { lambdaClass } from './lambda';
import { keras3LayerNames } from './layer-list';
import { catalogueBase } from './own/catalogue-base';
import { leavesOf, mapLeaves } from './own/structure';
import { wrapperBase } from './own/wrapper-base';

const members = new Map<string, Value>();

/** What `keras.layers.NAME` is, the same value each time; null if Keras has no such name. */
export function layersMember(name: string): Value | null {
  const known = members.get(name) ?? makeMember(name);
  if (known) members.set(name, known);
  return known;
}

function makeMember(name: string): Value | null {
  if (name === 'Input') return input;
  if (name === 'Layer') return bareClass(name, layerBase);
  if (name === 'Wrapper') return bareClass(name, wrapperBase);
  if (name === 'Lambda') return lambdaClass;
  const definition = layerDefinition(name);
  if (definition && (definition.frameworks ?? ['keras']).includes('keras')) return layerClass(definition);
  const merge = mergeFunctions.get(name);
  if (merge) return mergeFunction(name, merge);
  if (keras3LayerNames.has(name)) return unknownLayerClass(name);
  return null;
}

/** A class whose calls make layers. */
export function layerClass(definition: LayerDefinition): BuiltinValue {
  return {
    kind: 'builtin',
    name: `keras.layers.${definition.name}`,
    call: (args, site, context): LayerValue => ({
      kind: 'layer',
      layer: context.graph.createLayer(definition, args, site),
    }),
    attribute: (name) => (name === '__name__' ? string(definition.name) : null),
    base: catalogueBase(definition, callLayer),
  };
}

function unknownLayerClass(name: string): BuiltinValue {
  return {
    kind: 'builtin',
    name: `keras.layers.${name}`,
    call: (_, site, context) => ({
      kind: 'layer',
      layer: context.graph.opaqueLayer({
        className: name,
        span: site.span,
        call: site.expr,
        unknown: `the layer ${name} is not in the catalogue yet`,
      }),
    }),
    base: layerBase,
  };
}

/** A class from which others derive. */
function bareClass(name: string, base: LibraryBase): BuiltinValue {
  const call: BuiltinValue['call'] = (_, site) => unknown(`a bare ${name} computes nothing`, site.span);
  return { kind: 'builtin', name: `keras.layers.${name}`, call, base };
}

/** `keras.layers.add([a, b])` and its like apply the layer class at once. */
const mergeFunctions: ReadonlyMap<string, string> = new Map([
  ['add', 'Add'],
  ['subtract', 'Subtract'],
  ['multiply', 'Multiply'],
  ['average', 'Average'],
  ['maximum', 'Maximum'],
  ['minimum', 'Minimum'],
  ['concatenate', 'Concatenate'],
  ['dot', 'Dot'],
]);

function mergeFunction(name: string, className: string): Value {
  return builtin(`keras.layers.${name}`, (args, site, context) => {
    const inputs = argument(args, 0, 'inputs');
    const names = new Map(args.names);
    names.delete('inputs');
    const own: CallArguments = {
      positions: args.positions.slice(args.names.has('inputs') ? 0 : 1),
      names,
      open: args.open,
    };
    const layer = context.graph.createLayer(layerDefinition(className)!, own, site);
    return applyToArgument(layer, inputs, site, context);
  });
}

/** `keras.Input(shape, …)` gives the tensor of a new InputLayer. */
export const input: Value = builtin('keras.Input', (args, site, context) => {
  const tensor = argument(args, null, 'tensor', 'input_tensor')?.value;
  if (tensor?.kind === 'tensor') return tensor;
  return outputValue(context.graph.input(layerDefinition('InputLayer')!, args, site));
});

/** Calling a layer on tensors. Only the first argument carries its inputs, save for layers that take several. */
export function callLayer({ layer }: LayerValue, args: CallArguments, site: CallSite, context: EvalContext): Value {
  const first = argument(args, 0, 'inputs', 'x', 'query', 'sequence', 'sequences');
  const others = [...args.positions.slice(args.positions[0] === first ? 1 : 0), ...args.names.values()]
    .filter((each) => each !== first)
    .flatMap(({ value }) => leavesOf(value).filter(({ kind }) => kind === 'tensor'))
    .flatMap((value) => (value.kind === 'tensor' ? [value.tensor] : []));
  const onData = first !== undefined && others.length === 0 && isData(first.value);
  const result = (value: Value): Value => (onData ? dataOf(value) : value);
  const flags = callFlags(layer, args, onData || context.graph.isInside);
  if (flags === null) return unknown('an argument of the call that decides what comes out is not known', site.span);
  if (layer.definition?.arity !== 'many' || layer.definition.merges)
    return result(applyToArgument(layer, first, site, context, others, flags));
  // What is called by name or position is an input; other tensors (masks) only take part.
  const [, ...names] = layer.definition.calledWith ?? [];
  const named = names.flatMap((name, i) => argument(args, i + 1, toSnakeCase(name)) ?? []);
  const given = [first, ...named].flatMap((each) => (each && each.value.kind !== 'none' ? [each.value] : []));
  const tensors = given.flatMap((value) => tensorsOf(value, context));
  const besides = others.filter((tensor) => !tensors.includes(tensor));
  const application = context.graph.applyLayer(layer, tensors, site.span, callApplication(first), flags, besides);
  return result(outputValue(application));
}

/**
 * The flags of a call that decide what comes out; null if one is not known, undefined if none is given. `runs` says that the
 * layer computes, on data or in the body of another layer.
 */
function callFlags({ definition }: LayerValue['layer'], args: CallArguments, runs: boolean) {
  const given: Record<string, unknown> = {};
  for (const name of definition?.callFlags ?? []) {
    const value = args.names.get(toSnakeCase(name))?.value;
    if (value === undefined || value.kind === 'none') continue;
    if (value.kind !== 'boolean' && value.kind !== 'number') return null;
    given[name] = Boolean(value.value);
  }
  return Object.keys(given).length > 0 ? { ...given, ...(runs ? { runs } : {}) } : undefined;
}

/** True for an array, or a list of nothing but arrays. */
function isData(value: Value): boolean {
  const leaves = leavesOf(value);
  return leaves.length > 0 && leaves.every(({ kind }) => kind === 'array');
}

/** What a layer makes of data is data. */
function dataOf(result: Value): Value {
  return mapLeaves(result, (leaf) =>
    leaf.kind === 'tensor' && leaf.tensor.shape
      ? {
          kind: 'array',
          shape: leaf.tensor.shape,
          dtype: leaf.tensor.dtype,
          library: 'tensorflow',
          facts: {},
          history: [],
        }
      : leaf,
  );
}
