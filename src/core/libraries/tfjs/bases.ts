/**
 * What `tf.layers.Layer` means for classes of the program that derive from it. TensorFlow.js itself asks such a layer
 * for its output shape (`computeOutputShape`) and its weights (`build`, `addWeight`), so they are known as it knows them.
 */

import type { EvalContext } from '../../eval/context';
import { classMember } from '../../eval/helpers';
import {
  builtin,
  type CallArguments,
  type InstanceValue,
  type LibraryBase,
  none,
  string,
  unknown,
  type Value,
} from '../../eval/value';
import type { Layer } from '../../graph/graph';
import type { Shape } from '../../shape/dim';
import { argument } from '../common/data-calls';
import { applyToArgument } from '../common/tensors';
import { trainableValue } from '../common/trainable';
import { configArguments } from './config';
import { computeLayer, type OwnWeights } from './program-layer';
import { shapeList } from './shapes';
import { dimsIn, wordIn } from './tensors/array';

/** Weights that objects of the program have added so far. */
const weights = new WeakMap<InstanceValue, OwnWeights>();

export const layerBase: LibraryBase = {
  attribute: (instance, name, span, context) => {
    const method = (call: (args: CallArguments) => Value): Value => builtin(`Layer.${name}`, (args) => call(args));
    switch (name) {
      case '__init__':
        return method((args) => {
          makeLayer(instance, configArguments(args), context);
          return none;
        });
      case 'apply':
        return builtin('Layer.apply', (args, site) =>
          applyToArgument(layerOf(instance, context), argument(args, 0), site, context),
        );
      case 'addWeight':
        return method((args) => addWeight(instance, args));
      case 'computeOutputShape':
        return method((args) => argument(args, 0)?.value ?? none);
      case 'call':
        return method((args) => argument(args, 0)?.value ?? none);
      case 'getConfig':
        return method(() => ({ kind: 'mapping', type: 'object', entries: new Map(), origin: null }));
      case 'build':
      case 'setWeights':
      case 'invokeCallHook':
      case 'setFastWeightInitDuringBuild':
      case 'dispose':
        return method(() => none);
      case 'getClassName':
        return method(() => string(className(instance)));
      case 'name':
        return string(layerOf(instance, context).name);
      case 'trainable':
        return trainableValue(layerOf(instance, context).trainable, span);
      default:
        return null;
    }
  },
  callInstance: (instance, args, site, context) => {
    context.fault(
      'not-callable',
      'a layer of TensorFlow.js is not a function: write .apply(…)',
      site.expr?.argsSpan ?? site.span,
    );
    return applyToArgument(layerOf(instance, context), argument(args, 0), site, context);
  },
};

function layerOf(instance: InstanceValue, context: EvalContext): Layer {
  const { native } = instance;
  if (native && !('layers' in native)) return native;
  return makeLayer(instance, { positions: [], names: new Map(), open: null }, context);
}

/** The layer of an object, made by `super(config)`. */
function makeLayer(instance: InstanceValue, config: CallArguments, context: EvalContext): Layer {
  const site = context.graph.siteOf(instance);
  const span = site?.span ?? instance.class.expr.span;
  const name = config.names.get('name')?.value;
  const own: OwnWeights = { all: [], unknown: null };
  weights.set(instance, own);
  const layer = context.graph.programLayer(
    {
      className: className(instance),
      name: wordIn(name),
      span,
      call: site?.expr ?? null,
      inputShape: inputShape(config),
    },
    computeLayer(instance, own, context),
  );
  context.journal.set(instance, 'native', layer);
  return layer;
}

function inputShape(config: CallArguments): Shape | null {
  const whole = config.names.get('batchInputShape');
  if (whole) return dimsIn(whole.value);
  const given = config.names.get('inputShape');
  const dims = given ? dimsIn(given.value) : null;
  return dims && [null, ...dims];
}

/** `static className`, by which TensorFlow.js names the class; else the name of the class itself. */
function className(instance: InstanceValue): string {
  return wordIn(classMember(instance.class, 'className') ?? undefined) ?? instance.class.name;
}

/** `addWeight(name, shape, dtype, initializer, regularizer, trainable)`. */
function addWeight(instance: InstanceValue, args: CallArguments): Value {
  const own = weights.get(instance);
  const shape = dimsIn(argument(args, 1)?.value);
  const trainable = argument(args, 5)?.value;
  if (own && shape) {
    own.all.push({
      name: wordIn(argument(args, 0)?.value) ?? 'weight',
      shape,
      trainable: !(trainable?.kind === 'boolean' && !trainable.value),
    });
  } else if (own) own.unknown ??= 'the shape of a weight is not known';
  return {
    kind: 'object',
    class: 'tf.LayerVariable',
    type: {
      attribute: (_, member) =>
        member === 'shape' && shape
          ? shapeList(shape)
          : builtin(`LayerVariable.${member}`, (_given, site) =>
              member === 'write' ? none : unknown('weights are values of the running program', site.span),
            ),
    },
    data: new Map(),
  };
}
