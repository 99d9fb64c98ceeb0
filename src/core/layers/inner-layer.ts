/** Layers that are given to layers: what a wrapper wraps. Knows how to ask them, and no particular one. */
import type { Shape } from '../shape/dim';
import { type ArgSpec, refused, show, unknownReading, value } from './args';
import { keepsInnerTrainable, type LayerDefinition, type Target } from './definition';
import { type Inference, inferLayer, type NotKnown, type Refused } from './infer';
import { type Plain, PlainLayer, PlainObject, PlainUnknown } from './plain';

export interface InnerLayer {
  readonly className: string;
  /** Absent where no program gives it one. */
  readonly name?: string;
  /** Null for a model, and for what the catalogue does not know. */
  readonly definition: LayerDefinition | null;
  /** The read values of its args by camel-case name; null if what decides the shape is not known. */
  readonly values: Readonly<Record<string, unknown>> | null;
  readonly trainable: boolean;
  /** Why nothing can be said of it; null if something can. */
  readonly unknown: string | null;
  readonly infer: (inputs: readonly Shape[], target: Target) => Inference | Refused | NotKnown;
}

interface Given {
  readonly className: string;
  readonly name?: string;
  readonly definition: LayerDefinition | null;
  readonly values: InnerLayer['values'];
  readonly trainable: boolean;
  readonly unknown: string | null;
}

/** A layer of the catalogue with its read args. */
export function innerLayer(given: Given): InnerLayer {
  const { className, definition, values, trainable } = given;
  const unknown = definition && values ? null : (given.unknown ?? `the layer ${className} is not known`);
  return {
    className,
    ...(given.name === undefined ? {} : { name: given.name }),
    definition,
    values,
    trainable,
    unknown,
    infer: (inputs, target) => {
      if (!definition || !values) return { unknown: unknown! };
      const inference = inferLayer(definition, values, inputs, target, { listed: definition.merges });
      if (!('outputs' in inference) || trainable || keepsInnerTrainable(definition, target)) return inference;
      return { ...inference, weights: inference.weights.map((weight) => ({ ...weight, trainable: false })) };
    },
  };
}

interface LayerArgOptions<D> {
  readonly doc: string;
  readonly default?: D;
  readonly frameworks?: ArgSpec<unknown>['frameworks'];
}

/** A layer that must be given. */
export function layerArg(options: LayerArgOptions<never>): ArgSpec<InnerLayer> {
  return {
    ...options,
    default: undefined,
    takes: 'layer',
    schema: { type: 'object' },
    read: (plain) => readLayer(plain, 'must be a layer'),
  };
}

/** A layer, or none. */
export function optionalLayerArg(options: LayerArgOptions<null>): ArgSpec<InnerLayer | null> {
  return {
    ...options,
    default: null,
    takes: 'layer or none',
    schema: { type: ['object', 'null'] },
    read: (plain) => (plain === null ? value(null) : readLayer(plain, 'must be a layer or None')),
  };
}

/** A list of layers. */
export function layersArg(options: LayerArgOptions<never>): ArgSpec<readonly InnerLayer[]> {
  return {
    ...options,
    default: undefined,
    takes: 'list of layers',
    schema: { type: 'array', items: { type: 'object' } },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (!Array.isArray(plain)) return refused(`must be a list of layers, not ${show(plain)}`);
      return readLayers(plain, 'must hold layers');
    },
  };
}

export function readLayers(items: readonly Plain[], must: string) {
  const layers: InnerLayer[] = [];
  for (const item of items) {
    const reading = readLayer(item, must);
    if (reading.kind !== 'value') return reading;
    layers.push(reading.value);
  }
  return value<readonly InnerLayer[]>(layers);
}

export function readLayer(plain: Plain, must: string) {
  if (plain instanceof PlainUnknown) return unknownReading(plain);
  if (plain instanceof PlainLayer) {
    const { inner } = plain;
    return inner.unknown === null ? value(inner) : unknownReading(new PlainUnknown(inner.unknown));
  }
  if (plain instanceof PlainObject && plain.what !== 'function' && plain.what !== 'class')
    return unknownReading(new PlainUnknown(`${plain.name ?? `a ${plain.what}`} is not a layer that is known`));
  return refused(`${must}, not ${show(plain)}`);
}
