/** What layers offer: their name, their tensors, the args they were made with. */

import type { EvalContext } from '../../eval/context';
import {
  boolean,
  builtin,
  type CallSite,
  dimValue,
  type LayerValue,
  list,
  none,
  shapeValue,
  string,
  unknown,
  type Value,
} from '../../eval/value';
import type { Application, Layer } from '../../graph/graph';
import { toCamelCase } from '../../layers/names';
import { PlainLayer } from '../../layers/plain';
import type { Dim, Shape } from '../../shape/dim';
import { Symbolic } from '../../shape/symbolic';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { countValue, inputOf, NOT_APPLIED, outputOf } from '../common/members';
import { shapeIn } from '../common/shape-value';
import { trainableValue } from '../common/trainable';
import { array } from '../numpy/arrays';
import { activationOf } from './activations';
import { layersMember } from './layers';

/** `layer.name`. */
export function layerAttribute({ layer }: LayerValue, name: string, span: Span, context: EvalContext): Value | null {
  const first = (): Application | undefined => context.graph.applicationsOf(layer)[0];
  switch (name) {
    case 'name':
      return string(layer.name);
    case '__class__':
      return layer.definition ? layersMember(layer.definition.name) : null;
    case 'trainable':
      return trainableValue(layer.trainable, span);
    case 'output':
      return outputOf(layer, first(), span);
    case 'input':
      return inputOf(layer, first(), span);
    case 'output_shape':
    case 'input_shape': {
      const shape = (name === 'output_shape' ? first()?.outputs : first()?.inputs)?.[0]?.shape;
      return shape ? shapeValue(shape) : unknown(`the shape of ${layer.name} is not known`, span);
    }
    case 'count_params':
      return builtin('count_params', (_, site) => countValue(first()?.params, NOT_APPLIED, site.span));
    case 'get_weights':
      return builtin(name, (_, site) => weightArrays(layer, 'numpy', site.span));
    case 'weights':
    case 'variables':
      return weightArrays(layer, 'tensorflow', span);
    case 'trainable_weights':
    case 'trainable_variables':
    case 'non_trainable_weights':
      return unknown('weights are values of the running program', span);
    // What the data hold, only the running program knows.
    case 'adapt':
    case 'set_vocabulary':
      return builtin(name, () => {
        if (layer.values) context.journal.set(layer, 'values', { ...layer.values, adapted: true });
        return none;
      });
    case 'compute_output_shape':
      return builtin(name, (args, site) => outputShape(layer, args.positions[0]?.value, site, context));
    case 'set_weights':
      return builtin(name, () => none);
    case 'build':
      return builtin(name, (args) => {
        const shape = shapeIn(argument(args, 0, 'input_shape')?.value);
        if (shape) context.graph.build(layer, shape);
        return none;
      });
    case 'built':
      return boolean(layer.weights !== null);
    default: {
      const weight = weightArray(layer, name, span);
      if (weight) return weight;
      const arg = layer.args.get(toCamelCase(name));
      const value = arg ? plainValue(arg.value, span) : null;
      return value && activationArgs.has(name) ? activationOf(value) : value;
    }
  }
}

/** Args that a layer keeps as the function that they name. */
const activationArgs: ReadonlySet<string> = new Set(['activation', 'recurrent_activation']);

/** `layer.kernel`; null where the layer is not built, or has no weight of that name. */
function weightArray({ name: layerName, definition, weights, model }: Layer, name: string, span: Span): Value | null {
  if (!definition || !weights || model) return null;
  const weight = weights.find((each) => each.name === name);
  if (weight) return array(weight.shape, 'float32', span, `the ${name} of ${layerName}`, 'tensorflow');
  // What is left out is None.
  return name === 'bias' && toCamelCase('use_bias') in definition.args ? none : null;
}

/** The weights of a layer of the framework, which keeps them in the order in which it lists them. */
function weightArrays(layer: Layer, library: 'numpy' | 'tensorflow', span: Span): Value {
  const { definition, weights } = layer;
  if (
    !definition ||
    !weights ||
    layer.model ||
    [...layer.args.values()].some(({ plain }) => plain instanceof PlainLayer)
  )
    return unknown('the weights of the layer are not listed', span);
  return list(weights.map(({ name, shape }) => array(shape, 'float32', span, `the ${name} of ${layer.name}`, library)));
}

/** `layer.compute_output_shape(shape)`, or a list of shapes for a layer of several inputs. */
function outputShape(layer: Layer, given: Value | undefined, site: CallSite, context: EvalContext): Value {
  const one = shapeIn(given);
  const many = given?.kind === 'sequence' && !given.open ? given.items.map((item) => shapeIn(item)) : [];
  const shapes = one ? [one] : many;
  const isKnown = shapes.length > 0 && shapes.every((shape) => shape !== null);
  const outputs = isKnown ? context.graph.outputShapes(layer, shapes as readonly Shape[]) : null;
  if (!outputs?.every((shape) => shape !== null))
    return unknown(`the shape that ${layer.name} would give is not known`, site.span);
  const values = outputs.map(shapeValue);
  return values.length === 1 ? values[0]! : list(values);
}

function plainValue(value: unknown, span: Span): Value {
  if (typeof value === 'number' || value === null || value instanceof Symbolic) return dimValue(value as Dim);
  if (typeof value === 'string') return string(value);
  if (typeof value === 'boolean') return boolean(value);
  if (Array.isArray(value))
    return { kind: 'sequence', type: 'tuple', items: value.map((item) => plainValue(item, span)), origin: null };
  return unknown('it is not followed', span);
}
