/** The part of the layer spec's schema that describes one entry of `layers`, made from the definitions of the layers. */
import type { ArgSpec } from '../layers/args';
import { argSpecs } from '../layers/bind';
import type { LayerDefinition, Target } from '../layers/definition';
import { toSnakeCase } from '../layers/names';
import { type Plain, PlainFloat } from '../layers/plain';

export type Schema = Readonly<Record<string, unknown>>;

export const text = (description: string): Schema => ({ type: 'string', description });
export const fromNames: Schema = {
  anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1 }],
};
/** The keys that every entry has. */
export const entryKeys: Schema = {
  layer: { type: 'string' },
  name: text('Name of the layer, by which others refer to it'),
  from: {
    anyOf: [...(fromNames.anyOf as Schema[]), { type: 'object', additionalProperties: { type: 'string' } }],
    description:
      'What the layer takes instead of the output before it: a name, a list of names for layers that merge, or names by argument of the call',
  },
  trainable: { type: 'boolean', default: true, description: 'False freezes the weights' },
  dtype: text('Type of the weights and of the computation'),
  activityRegularizer: { description: 'Penalty on the output' },
};

const commonKeys: Schema = {
  ...Object.fromEntries(Object.keys(entryKeys).map((name) => [name, { $ref: `#/definitions/keys/${name}` }])),
  $comment: { type: 'string' },
};

export function entrySchema(layers: readonly LayerDefinition[], target: Target): Schema {
  const names = layers.map((layer) => layer.name);
  return {
    defaultSnippets: layers.map((layer) => ({
      label: layer.name,
      description: layer.summary,
      body: snippet(layer, target),
    })),
    anyOf: [
      { enum: names.filter((_, i) => required(layers[i]!, target).length === 0) },
      { type: 'string' },
      { $ref: '#/definitions/layerEntry' },
    ],
  };
}

export function layerEntrySchema(layers: readonly LayerDefinition[]): Schema {
  const names = layers.map((layer) => layer.name);
  const summaries = layers.map((layer) => layer.summary);
  return {
    type: 'object',
    properties: {
      ...commonKeys,
      layer: {
        anyOf: [{ enum: names, enumDescriptions: summaries }, { type: 'string' }],
        description: 'Class of the layer',
      },
      use: text('Name of a layer from before, or of a model under "models", to be applied again with the same weights'),
    },
    anyOf: [{ required: ['layer'] }, { required: ['use'] }],
    allOf: names.map((name) =>
      implies(
        { properties: { layer: { const: name } }, required: ['layer'] },
        { $ref: `#/definitions/layers/${name}` },
      ),
    ),
  };
}

function implies(condition: Schema, consequence: Schema): Schema {
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so, and nothing awaits a schema
  return { if: condition, then: consequence };
}

export function layerSchema(layer: LayerDefinition, target: Target): Schema {
  const specs = argSpecs(layer, target);
  return {
    description: layer.summary,
    properties: { ...commonKeys, ...Object.fromEntries(specs.map(([name, spec]) => [key(name), argSchema(spec)])) },
    // Other spellings are right, but not offered.
    patternProperties: Object.fromEntries(specs.flatMap(otherSpellings).map((spelling) => [`^${spelling}$`, true])),
    additionalProperties: false,
    ...needs(required(layer, target)),
  };
}

/** `layer` names the class, so the wrapped layer of a wrapper has another key. */
function key(arg: string): string {
  return arg === 'layer' ? 'wraps' : arg;
}

function required(layer: LayerDefinition, target: Target): readonly Arg[] {
  return argSpecs(layer, target).filter(([, spec]) => spec.default === undefined);
}

type Arg = readonly [name: string, spec: ArgSpec<unknown>];

function otherSpellings([name, spec]: Arg): string[] {
  const snake = toSnakeCase(key(name));
  return [...(snake === key(name) ? [] : [snake]), ...(spec.aliases ?? [])];
}

/** A required arg may be given in any of its spellings. */
function needs(args: readonly Arg[]): Schema {
  if (args.length === 0) return {};
  const spellings = (arg: Arg) => [key(arg[0]), ...otherSpellings(arg)];
  return { allOf: args.map((arg) => ({ anyOf: spellings(arg).map((spelling) => ({ required: [spelling] })) })) };
}

function argSchema(spec: ArgSpec<unknown>): Schema {
  const known = spec.default === undefined ? undefined : toJson(spec.default);
  return {
    ...spec.schema,
    description: `${spec.doc}: ${spec.takes}`,
    ...(known === undefined ? {} : { default: known }),
  };
}

/** Undefined for what JSON cannot write. */
function toJson(plain: Plain): unknown {
  if (plain instanceof PlainFloat) return plain.value;
  if (plain === null || typeof plain === 'string' || typeof plain === 'boolean') return plain;
  if (typeof plain === 'number') return Number.isFinite(plain) ? plain : undefined;
  return Array.isArray(plain) ? plain.map(toJson) : undefined;
}

/** The entry with a placeholder for each arg that must be given. */
function snippet(layer: LayerDefinition, target: Target): unknown {
  const args = required(layer, target);
  if (args.length === 0) return layer.name;
  return { layer: layer.name, ...Object.fromEntries(args.map(([name], i) => [key(name), `^$${i + 1}`])) };
}
