/** What comes out of a model that runs on data. */
import type { EvalContext } from '../../eval/context';
import { type ArrayValue, type CallArgument, list, unknown, type Value } from '../../eval/value';
import type { Model } from '../../graph/graph';
import { outputsFor } from '../../graph/model-outputs';
import { type Dim, type Shape, unknownDim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { dataParts } from './data-calls';

/** The arrays that a model computes from the data `x`: one per output, a list of them if there are several. */
export function predictedValue(
  model: Model,
  x: CallArgument | undefined,
  library: ArrayValue['library'],
  span: Span,
  context: EvalContext,
): Value {
  const { shapes, refused } = outputsFor(model, inputsOf(model, x), context.target);
  const values = shapes.map((shape, i): Value => {
    if (shape) return { kind: 'array', shape, dtype: model.outputs[i]!.dtype, library, facts: {}, history: [] };
    return unknown(refused ?? model.outputs[i]!.unknown ?? 'the output of the model is not known', span);
  });
  if (values.length === 0) return unknown(model.unknown ?? 'the output of the model is not known', span);
  return values.length === 1 ? values[0]! : list(values);
}

/** The shapes of the data by input of the model. Data have a first size, also where we do not know it. */
function inputsOf(model: Model, x: CallArgument | undefined): readonly (Shape | null)[] {
  const parts = dataParts(x) ?? [];
  const first = parts[0]?.shape;
  const samples: Dim = first?.length ? first[0]! : unknownDim();
  const counted = (shape: Shape | null | undefined): Shape | null => (shape && [samples, ...shape.slice(1)]) || null;
  const byOrder =
    parts.length === model.inputs.length && parts.every(({ key, shape }) => key === null && shape?.length);
  if (byOrder && parts.length > 0) return parts.map(({ shape }) => counted(shape));
  return model.inputs.length > 0 ? model.inputs.map(({ shape }) => counted(shape)) : [[samples]];
}
