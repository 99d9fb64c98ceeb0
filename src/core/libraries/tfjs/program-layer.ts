/** Runs `build` and `computeOutputShape` of a layer class of the program, as TensorFlow.js does when the layer is applied. */
import type { EvalContext } from '../../eval/context';
import { classMember, positional } from '../../eval/helpers';
import { type InstanceValue, list, type Value } from '../../eval/value';
import type { ProgramLayer } from '../../graph/program-layer';
import type { Weight } from '../../layers/definition';
import { isUnknownDim, type Shape } from '../../shape/dim';
import type { Span } from '../../text/span';
import { shapeIn } from '../common/shape-value';
import { shapeList } from './shapes';

export interface OwnWeights {
  readonly all: Weight[];
  unknown: string | null;
}

/** Where TensorFlow.js keeps the weights that it counts; a layer may put those of another layer there. */
const WEIGHT_LISTS = ['trainableWeights', 'nonTrainableWeights', '_trainableWeights', '_nonTrainableWeights'];

export function computeLayer(instance: InstanceValue, own: OwnWeights, context: EvalContext): ProgramLayer {
  let built = false;
  return (inputs, span) => {
    const missing = inputs.find(({ shape }) => shape === null);
    if (missing) return { shapes: [null], weights: [], unknown: missing.unknown ?? 'the input shape is not known' };
    const shapes = inputs.map(({ shape }) => shapeList(shape!));
    // One input is given as its shape, several as a list of shapes.
    const given = shapes.length === 1 ? shapes[0]! : list(shapes);
    if (!built) call(instance, 'build', given, span, context);
    built = true;
    const replaced = WEIGHT_LISTS.find((name) => instance.attributes.has(name));
    if (replaced) own.unknown ??= `the layer sets ${replaced} itself`;
    const result = call(instance, 'computeOutputShape', given, span, context) ?? given;
    const outputs = shapesIn(result);
    const unclear = result.kind === 'unknown' ? result.reason : 'what computeOutputShape gives is not known';
    const unknown = outputs?.every((shape) => !shape.some(isUnknownDim)) ? own.unknown : unclear;
    return { shapes: outputs ?? [null], weights: [...own.all], unknown, ...(replaced ? { params: null } : {}) };
  };
}

/** Calls a method that the class of the program defines; null if it defines none. */
function call(instance: InstanceValue, name: string, given: Value, span: Span, context: EvalContext): Value | null {
  const method = classMember(instance.class, name);
  if (!method) return null;
  return context.call({ kind: 'method', self: instance, function: method }, positional([given], span), {
    span,
    expr: null,
  });
}

/** One shape, or a list of them. */
function shapesIn(value: Value): readonly Shape[] | null {
  const single = shapeIn(value);
  if (single) return [single];
  if (value.kind !== 'sequence' || value.open) return null;
  const shapes = value.items.map((item) => shapeIn(item));
  return shapes.includes(null) ? null : (shapes as Shape[]);
}
