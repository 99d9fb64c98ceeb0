/** `tf.layers`: the factories, and what layer objects offer. */

import type { EvalContext } from '../../eval/context';
import {
  builtin,
  type CallArguments,
  type CallSite,
  type LackingName,
  type LayerValue,
  list,
  none,
  type ObjectValue,
  string,
  unknown,
  type Value,
} from '../../eval/value';
import type { Application } from '../../graph/graph';
import { nearest } from '../../graph/layer-args';
import { layerDefinition } from '../../layers';
import { isOlder } from '../../layers/definition';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { givenName } from '../common/given-name';
import { laterName } from '../common/later-name';
import { countValue, inputOf, NOT_APPLIED, outputOf } from '../common/members';
import { applyToArgument } from '../common/tensors';
import { trainableValue } from '../common/trainable';
import { tfjs as firstVersions } from '../first-versions';
import { layerBase } from './bases';
import { configArguments } from './config';
import { factories } from './factories';
import { input } from './input';
import { shapeList } from './shapes';

export const layersObject: ObjectValue = {
  kind: 'object',
  class: 'tf.layers',
  type: {
    attribute: (_, name, span, context) => {
      const found = members.get(name);
      const lack = found ? comesLater(name, context) : name === '' ? null : lacksFactory(name);
      const place = { start: Math.max(span.start, span.end - name.length), end: span.end };
      if (lack) context.fault('unknown-name', lack.message, place, lack.meant);
      return found ?? null;
    },
  },
  data: new Map(),
};

const members: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...[...factories].map(([name, className]): [string, Value] => [name, factory(name, className)]),
  ['input', input],
  [
    'Layer',
    {
      kind: 'builtin',
      name: 'tf.layers.Layer',
      call: (_, site) => unknown('a bare Layer computes nothing', site.span),
      base: layerBase,
    },
  ],
  [
    'RNN',
    {
      kind: 'builtin',
      name: 'tf.layers.RNN',
      call: (_, site) => unknown('the layer RNN is not followed', site.span),
      base: layerBase,
    },
  ],
  [
    'RNNCell',
    {
      kind: 'builtin',
      name: 'tf.layers.RNNCell',
      call: (_, site) => unknown('the class RNNCell is not followed', site.span),
      base: layerBase,
    },
  ],
]);

/** The running program would find `undefined` there and fail at the call. */
function lacksFactory(name: string): LackingName {
  const near = nearest(name, [...factories.keys()]);
  return { message: `tf.layers has no '${name}'${near ? `; did you mean '${near}'?` : ''}`, meant: near };
}

function comesLater(name: string, { target }: EvalContext): LackingName | null {
  const first = firstVersions.layers?.get(name);
  if (!first || target.framework !== 'tfjs' || !isOlder(target.version, first)) return null;
  return { message: laterName('tf.layers', name, first, target), meant: null };
}

function factory(name: string, className: string): Value {
  return builtin(`tf.layers.${name}`, (args, site, context): LayerValue => {
    const definition = layerDefinition(className);
    const config = className === 'Embedding' ? withSequenceShape(configArguments(args)) : configArguments(args);
    const layer = definition
      ? context.graph.createLayer(definition, config, site)
      : opaque(className, config, site, context);
    const isGiven = args.positions.length > 0 || args.open !== null;
    if (!isGiven && !withoutObject.has(name) && layer.refusals.length === 0) {
      context.fault(
        'missing-argument',
        `tf.layers.${name} fails without an object of arguments: write {} at least`,
        site.expr?.argsSpan ?? site.span,
      );
    }
    return { kind: 'layer', layer };
  });
}

/** The factories that can be called without any argument (4.22); the others read a property of what they are not given. */
const withoutObject: ReadonlySet<string> = new Set([
  'add',
  'average',
  'batchNormalization',
  'concatenate',
  'elu',
  'flatten',
  'globalAveragePooling1d',
  'globalMaxPool1d',
  'globalMaxPooling1d',
  'layerNormalization',
  'leakyReLU',
  'masking',
  'maximum',
  'minimum',
  'multiply',
  'prelu',
  'reLU',
  'softmax',
  'thresholdedReLU',
  'zeroPadding2d',
]);

/** An Embedding without an input shape takes sequences of `inputLength` numbers (`embeddings.ts`, 4.22). */
function withSequenceShape(config: CallArguments): CallArguments {
  if (config.open || config.names.has('inputShape') || config.names.has('batchInputShape')) return config;
  const length = config.names.get('inputLength');
  const sizes = length?.value.kind === 'sequence' ? length.value.items : [length?.value ?? none];
  const batch = config.names.get('batchSize')?.value ?? none;
  const shape = { value: list([batch, ...sizes]), source: null, span: length?.span ?? { start: 0, end: 0 } };
  return { ...config, names: new Map(config.names).set('batchInputShape', shape) };
}

function opaque(className: string, config: CallArguments, site: CallSite, context: EvalContext): LayerValue['layer'] {
  const name = config.names.get('name')?.value;
  return context.graph.opaqueLayer({
    className,
    name: givenName(name),
    span: site.span,
    call: site.expr,
    unknown: `the layer ${className} is not in the catalogue yet`,
  });
}

/** `layer.name`. */
export function layerAttribute({ layer }: LayerValue, name: string, span: Span, context: EvalContext): Value | null {
  const first = (): Application | undefined => context.graph.applicationsOf(layer)[0];
  switch (name) {
    case 'apply':
    case 'call':
      return builtin('Layer.apply', (args, site) => applyToArgument(layer, argument(args, 0), site, context));
    case 'name':
      return string(layer.name);
    case 'trainable':
      return trainableValue(layer.trainable, span);
    case 'output':
      return outputOf(layer, first(), span);
    case 'input':
      return inputOf(layer, first(), span);
    case 'outputShape': {
      const shape = first()?.outputs[0]?.shape;
      return shape ? shapeList(shape) : unknown(`the shape of ${layer.name} is not known`, span);
    }
    case 'countParams':
      return builtin('Layer.countParams', (_, site) => countValue(first()?.params, NOT_APPLIED, site.span));
    case 'getClassName':
      return builtin('Layer.getClassName', () => string(layer.className));
    case 'setWeights':
    case 'build':
    case 'dispose':
      return builtin(`Layer.${name}`, () => none);
    case 'computeOutputShape':
      return builtin('Layer.computeOutputShape', (_, site) =>
        unknown('what computeOutputShape gives is not followed', site.span),
      );
    default:
      return unknown(`what ${name} of a layer is, only the running program knows`, span);
  }
}
