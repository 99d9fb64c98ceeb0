/** Operations of TensorFlow and of the Keras backend that `keras.ops` does not have, or has with another meaning. */
import { add, compatible, type Dim, multiply } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { resultType } from './dtypes';
import { imageOperations } from './images';
import { backendWindows } from './neural';
import { NOT_FOLLOWED, type Operation, operation } from './operation';
import { joined } from './rearrange';
import { position } from './reductions';
import { tensorflowElementwise } from './tensorflow-elementwise';
import { tensorflowLinear } from './tensorflow-linear';
import { backendLosses, tensorflowLosses } from './tensorflow-losses';
import { tensorflowMaking } from './tensorflow-making';
import { tensorflowPicking } from './tensorflow-picking';
import { tensorflowReductions } from './tensorflow-reductions';
import { tensorflowShapes } from './tensorflow-shapes';
import { tensorflowSignal } from './tensorflow-signal';
import { tensorflowWindows } from './tensorflow-windows';

/** The functions of TensorFlow; where two modules mean different things by a name, one of them stands before it. */
export const tensorflowNames: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ...tensorflowElementwise,
  ...tensorflowReductions,
  ...tensorflowShapes,
  ...tensorflowPicking,
  ...tensorflowMaking,
  ...tensorflowLinear,
  ...tensorflowLosses,
  ...tensorflowWindows,
  ...tensorflowSignal,
  ...imageOperations,
]);

function wide({ className, operands, result }: Operation): Operation {
  return {
    className,
    operands,
    result: (call) => {
      const outcome = result(call);
      return outcome && typeof outcome === 'object' && 'shape' in outcome
        ? { shape: outcome.shape, dtype: call.word(-1, 'output_type') ?? 'int64' }
        : outcome;
    },
  };
}

/** `K.repeat(x, n)`: rows become sequences. */
const repeatVector = operation('Repeat', (call) => {
  const times = call.number(1, 'n');
  const [shape] = call.shapes;
  if (typeof times !== 'number') return NOT_FOLLOWED;
  return shape!.length === 2 ? [shape![0]!, times, shape![1]!] : null;
});

/** `K.resize_images(x, 2, 2, 'channels_last')`. */
const resizeImages = operation('Resize', (call) => {
  const [rows, columns] = [call.number(1, 'height_factor'), call.number(2, 'width_factor')];
  const [shape] = call.shapes;
  if (typeof rows !== 'number' || typeof columns !== 'number') return NOT_FOLLOWED;
  if (shape!.length !== 4) return null;
  const at = call.word(3, 'data_format') === 'channels_first' ? 2 : 1;
  return shape!.map((dim, axis) =>
    axis === at ? multiply(dim, rows) : axis === at + 1 ? multiply(dim, columns) : dim,
  );
});

const flatten = operation('Flatten', ({ shapes }) => transform.reshape(shapes[0]!, [-1]));

/** The backend leaves what is not the batch open. */
const batchFlatten = operation('Reshape', ({ shapes }) => [shapes[0]![0] ?? null, null]);

/** `K.batch_dot(x, y, axes)`: the batch stays, one axis of each is added up. */
const batchDot = operation(
  'BatchDot',
  (call) => {
    const [a, b] = call.shapes;
    const given = call.axes(2, 'axes');
    if (!b || given === undefined) return NOT_FOLLOWED;
    if (a!.length < 2 || b.length < 2) return null;
    const [first, second] =
      given?.length === 2 ? given : given ? [given[0]!, given[0]!] : [a!.length - 1, b.length > 2 ? b.length - 2 : 1];
    const [from, to] = [transform.axisIndex(first!, a!.length), transform.axisIndex(second!, b.length)];
    if (!from || !to || !compatible(a![from]!, b[to]!)) return null;
    const rest = [...a!.filter((_, i) => i !== from), ...b.filter((_, i) => i !== 0 && i !== to)];
    return { shape: rest.length === 1 ? [...rest, 1] : rest, dtype: resultType(...call.dtypes) };
  },
  'two',
);

const expandDims = operation('ExpandDims', (call) => {
  const axis = call.number(1, 'axis');
  return axis === undefined ? NOT_FOLLOWED : transform.expandDims(call.shapes[0]!, axis ?? -1);
});

/** Zeros around the spatial axes, a pair for each of them. */
function padded(className: string, fallback: number): Operation {
  return operation(className, (call) => {
    const given = call.pairs(1, 'padding');
    const pairs = given ?? (call.dims(1, 'padding') === null ? [[fallback, fallback]] : null);
    const first = call.word(2, 'data_format') === 'channels_first' ? 2 : 1;
    const [shape] = call.shapes;
    if (!pairs) return NOT_FOLLOWED;
    const spatial = shape!.length - 2;
    const each: readonly (readonly Dim[])[] =
      pairs.length === 1 ? new Array<readonly Dim[]>(spatial).fill(pairs[0]!) : pairs;
    if (each.length !== spatial) return null;
    return shape!.map((dim, axis) => {
      const pair = each[axis - first];
      return pair ? add(dim, add(pair[0]!, pair[1]!)) : dim;
    });
  });
}

/** The Keras backend joins along the last axis and takes the last for the greatest element. */
export const backendNames: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['argmax', wide(position('Argmax', [-1]))],
  ['argmin', wide(position('Argmin', [-1]))],
  ['concatenate', joined('Concatenate', transform.concatenate, -1)],
  ['repeat', repeatVector],
  ['resize_images', resizeImages],
  ['flatten', flatten],
  ['batch_flatten', batchFlatten],
  ['batch_dot', batchDot],
  ['expand_dims', expandDims],
  ['temporal_padding', padded('TemporalPadding', 1)],
  ['spatial_2d_padding', padded('Spatial2dPadding', 1)],
  ['spatial_3d_padding', padded('Spatial3dPadding', 1)],
  ...backendWindows,
  ...backendLosses,
  ['cast_to_floatx', operation('Cast', ({ shapes }) => ({ shape: shapes[0]!, dtype: 'float32' }))],
]);
