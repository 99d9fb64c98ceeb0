/** Windows of `tf.nn` that slide over an image or a sequence; the strides may list all axes. */
import { isKnown, multiply } from '../../shape/dim';
import { standard } from './dtypes';
import { convolution, each, type Places, pooling, slid } from './neural';
import { NOT_FOLLOWED, type Operation, operation } from './operation';

const places: Places = { strides: 2, padding: 3, format: 4, dilation: 5 };
/** A kernel for each channel stands before the settings. */
const afterTwo: Places = { strides: 3, padding: 4, format: 5, dilation: 6 };

const separable = operation(
  'SeparableConv',
  (call) => {
    const [shape, kernel, pointwise] = call.shapes;
    if (!kernel || !pointwise) return NOT_FOLLOWED;
    if (kernel.length !== shape!.length || pointwise.length !== shape!.length) return null;
    const strides = each(call.dims(3, 'strides'), shape!.length - 2, 1);
    return slid(call, afterTwo, kernel.slice(0, -2), strides, () => pointwise.at(-1)!);
  },
  [['input'], ['depthwise_filter'], ['pointwise_filter']],
);

/** The shape of the result is an argument. */
const transposed = operation('ConvTranspose', (call) => call.dims(2, 'output_shape') ?? NOT_FOLLOWED);

/** A structure for each channel: `(height, width, channels)`. */
const morphology = (className: string, at: number): Operation =>
  operation(
    className,
    (call) => {
      const [shape, kernel] = call.shapes;
      if (!kernel) return NOT_FOLLOWED;
      if (shape!.length !== 4 || kernel.length !== 3) return null;
      const strides = each(call.dims(2, 'strides'), 2, 1);
      return slid(call, { ...places, dilation: at }, kernel.slice(0, -1), strides, (dim) => dim);
    },
    [
      ['input', 'value'],
      ['filters', 'filter', 'kernel'],
    ],
  );

const pooled = (className: string): Operation => pooling(className, 1, { ...places, dilation: -1 });

/** The greatest elements and where they stand in the flat image. */
const withPlaces: Operation = {
  ...pooled('MaxPool'),
  result: (call) => {
    const outcome = pooled('MaxPool').result(call);
    if (!Array.isArray(outcome)) return outcome;
    const dtype = call.word(5, 'output_dtype') ?? call.word(-1, 'Targmax') ?? 'int64';
    return { many: [outcome, outcome], dtypes: [standard(call.dtypes[0]!), dtype] };
  },
};

/** `pool(input, window_shape, pooling_type, strides, …)`: a step of 1 where none is given. */
const pool = operation('Pool', (call) => {
  const rank = call.shapes[0]!.length - 2;
  const window = rank < 1 ? null : each(call.dims(1, 'window_shape'), rank, 1);
  const strides = rank < 1 ? null : each(call.dims(3, 'strides'), rank, 1);
  return window ? slid(call, afterTwo, window, strides, (dim) => dim) : NOT_FOLLOWED;
});

/** Patches of an image, each laid out along the last axis. */
const patches = operation('ExtractPatches', (call) => {
  const [sizes, strides, rates] = [1, 2, 3].map((at) =>
    each(call.dims(at, ['sizes', 'strides', 'rates'][at - 1]!), 2, 1),
  );
  if (!sizes || !strides || !rates) return NOT_FOLLOWED;
  if (call.shapes[0]!.length !== 4 || !sizes.every(isKnown)) return null;
  return slid(
    { ...call, dims: (at, ...names) => (names.includes('dilations') ? rates : call.dims(at, ...names)) },
    {
      ...places,
      padding: 4,
      format: -1,
    },
    sizes,
    strides,
    (dim) => multiply(dim, multiply(sizes[0]!, sizes[1]!)),
  );
});

export const tensorflowWindows: readonly (readonly [name: string, operation: Operation])[] = [
  ...['conv1d', 'conv2d', 'conv3d', 'convolution', 'atrous_conv2d'].map(
    (name) => [name, convolution('Conv', places, 'groups')] as const,
  ),
  ['depthwise_conv2d', convolution('DepthwiseConv', places, 'depthwise')],
  ['separable_conv2d', separable],
  ...['conv1d_transpose', 'conv2d_transpose', 'conv3d_transpose', 'conv_transpose'].map(
    (name) => [name, transposed] as const,
  ),
  ['dilation2d', morphology('Dilation2D', 5)],
  ['erosion2d', morphology('Erosion2D', 5)],
  ...['max_pool1d', 'max_pool2d', 'max_pool3d', 'max_pool'].map((name) => [name, pooled('MaxPool')] as const),
  ...['avg_pool1d', 'avg_pool2d', 'avg_pool3d', 'avg_pool'].map((name) => [name, pooled('AveragePool')] as const),
  ['max_pool_with_argmax', withPlaces],
  ['pool', pool],
  ['extract_patches', patches],
];
