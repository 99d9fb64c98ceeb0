/** `keras.layers.Lambda`: a function of the program as a layer. */

import type { EvalContext } from '../../eval/context';
import { positional } from '../../eval/helpers';
import { type BuiltinValue, type CallArguments, type CallSite, list, shapeValue, type Value } from '../../eval/value';
import { bodyMacs } from '../../graph/body';
import type { Layer, Tensor } from '../../graph/graph';
import type { ProgramResult } from '../../graph/program-layer';
import { isUnknownDim, type Shape } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument } from '../common/data-calls';
import { givenName } from '../common/given-name';
import { shapeIn } from '../common/shape-value';
import { layerBase } from './bases';
import { leavesOf } from './own/structure';

export const lambdaClass: BuiltinValue = {
  kind: 'builtin',
  name: 'keras.layers.Lambda',
  call: (args, site, context) => ({ kind: 'layer', layer: lambdaLayer(args, site, context) }),
  base: layerBase,
};

/** `Lambda(function, output_shape=None, mask=None, arguments=None, **kwargs)`. */
function lambdaLayer(args: CallArguments, site: CallSite, context: EvalContext): Layer {
  const body = argument(args, 0, 'function')?.value;
  const name = args.names.get('name')?.value;
  const given = shapeIn(args.names.get('input_shape')?.value);
  const declared = argument(args, 1, 'output_shape')?.value;
  const more = argument(args, 3, 'arguments')?.value;
  return context.graph.programLayer(
    {
      className: 'Lambda',
      name: givenName(name),
      span: site.span,
      call: site.expr,
      inputShape: given && [null, ...given],
    },
    (inputs, span) => {
      const values = inputs.map(
        ({ shape, dtype, unknown }): Value => ({
          kind: 'tensor',
          tensor: context.graph.tensor(shape, dtype, unknown),
        }),
      );
      const one = values.length === 1 ? values[0]! : list(values);
      if (declared && declared.kind !== 'none') {
        const shape = outputShape(declared, inputs, span, context);
        return resultOf([shape], inputs, shape ? null : 'its output_shape is not known');
      }
      if (!body) return resultOf([null], inputs, 'the layer is given no function');
      const names =
        more?.kind === 'mapping'
          ? [...more.entries.values()].flatMap(({ key, value }) =>
              key.kind === 'string' ? [[key.value, { value, source: null, span }] as const] : [],
            )
          : [];
      const call = { ...positional([one], span), names: new Map(names) };
      const { result, body: done } = context.graph.inside(() => context.call(body, call, { span, expr: null }));
      return { ...fromValue(result, inputs), macs: bodyMacs(done, inputs[0]?.shape ?? null) };
    },
  );
}

function outputShape(declared: Value, inputs: readonly Tensor[], span: Span, context: EvalContext): Shape | null {
  const batch = inputs[0]?.shape?.[0] ?? null;
  const plain = shapeIn(declared);
  if (plain) return [batch, ...plain];
  if (declared.kind !== 'function' || inputs.some(({ shape }) => shape === null)) return null;
  const shapes = inputs.map(({ shape }) => shapeValue(shape!));
  const given = shapes.length === 1 ? shapes[0]! : list(shapes);
  return shapeIn(context.call(declared, positional([given], span), { span, expr: null }));
}

function fromValue(value: Value, inputs: readonly Tensor[]): ProgramResult {
  const leaves = leavesOf(value);
  const bad = value.kind === 'unknown' ? value : leaves.find(({ kind }) => kind === 'unknown');
  if (bad?.kind === 'unknown') return resultOf([null], inputs, bad.reason);
  if (leaves.length === 0) return resultOf([null], inputs, 'the function gives no tensor');
  const shapes = leaves.map((leaf) =>
    leaf.kind === 'tensor' ? leaf.tensor.shape : leaf.kind === 'array' ? leaf.shape : null,
  );
  const unclear = leaves.map((leaf) => (leaf.kind === 'tensor' ? leaf.tensor.unknown : null)).find((why) => why);
  const known = shapes.every((shape) => shape !== null && !shape.some(isUnknownDim));
  const dtypes = leaves.map((leaf) => (leaf.kind === 'tensor' ? leaf.tensor.dtype : 'float32'));
  return { ...resultOf(shapes, inputs, unclear ?? (known ? null : 'a size is not known')), dtypes };
}

function resultOf(shapes: readonly (Shape | null)[], inputs: readonly Tensor[], unknown: string | null): ProgramResult {
  return { shapes, weights: [], unknown, params: 0, dtypes: [inputs[0]?.dtype ?? 'float32'] };
}
