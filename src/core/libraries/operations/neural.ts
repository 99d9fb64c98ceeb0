/** Operations of networks: windows that slide over an image, attention, losses. */
import { add, compatible, type Dim, isKnown, multiply, type Shape, subtract, unknownDim } from '../../shape/dim';
import { formulaValue } from '../../shape/formula';
import { type Padding, windowOutput } from '../../shape/window';
import { resultType, standard } from './dtypes';
import { NOT_FOLLOWED, type Operation, type OperationCall, type Outcome, operation } from './operation';

/** Where the arguments of windows stand; -1 for those that the function does not have. */
export interface Places {
  readonly strides: number;
  readonly padding: number;
  readonly format: number;
  readonly dilation: number;
}

const ofKeras: Places = { strides: 2, padding: 3, format: 4, dilation: 5 };

/** The spatial axes and that of the channels. */
function axesOf(
  call: OperationCall,
  { format }: Places,
): { readonly spatial: readonly number[]; readonly channels: number } {
  const rank = call.shapes[0]!.length;
  const first = /^(channels_first|NC)/.test(call.word(format, 'data_format') ?? '');
  return {
    spatial: Array.from({ length: rank - 2 }, (_, i) => i + (first ? 2 : 1)),
    channels: first ? 1 : rank - 1,
  };
}

/** Sizes for each spatial axis: a number stands for all; `null` if they are not known. */
export function each(given: readonly Dim[] | null | undefined, rank: number, fallback: number): readonly Dim[] | null {
  if (given === undefined) return null;
  if (given === null) return new Array<Dim>(rank).fill(fallback);
  if (given.length === 1) return new Array<Dim>(rank).fill(given[0]!);
  // TensorFlow lists the batch and the channels too.
  const inner = given.length === rank + 2 ? given.slice(1, -1) : given;
  return inner.length === rank ? inner : null;
}

export function slid(
  call: OperationCall,
  places: Places,
  kernel: readonly Dim[],
  strides: readonly Dim[] | null,
  filters: (channels: Dim) => Dim,
): Outcome {
  const { spatial, channels } = axesOf(call, places);
  const dilation = each(call.dims(places.dilation, 'dilation_rate', 'dilations', 'rate'), spatial.length, 1);
  // TensorFlow takes pairs of sizes for each axis as well, the batch and the channels included.
  const pairs = call.isList(places.padding, 'padding') ? call.pairs(places.padding, 'padding') : null;
  const padding = pairs === null ? (call.word(places.padding, 'padding')?.toLowerCase() ?? 'valid') : 'valid';
  if (!strides || !dilation || pairs === undefined || !/^(valid|same|causal)$/.test(padding)) return NOT_FOLLOWED;
  const [shape] = call.shapes;
  return shape!.map((whole, axis) => {
    const at = spatial.indexOf(axis);
    if (at < 0) return axis === channels ? filters(whole) : whole;
    const input = (pairs?.[axis] ?? []).reduce<Dim>(add, whole);
    const window = {
      input,
      kernel: kernel[at]!,
      stride: strides[at]!,
      dilation: dilation[at]!,
      padding: padding as Padding,
    };
    const size = formulaValue(windowOutput(window));
    return isKnown(size) ? Math.max(0, size) : size;
  });
}

/** `inputs, kernel`: the kernel's last axes are the channels that go in and come out. */
export function convolution(
  className: string,
  places: Places,
  kind: 'plain' | 'depthwise' | 'groups' = 'plain',
): Operation {
  const depthwise = kind === 'depthwise';
  return {
    className,
    // Each place of the result sums over the window, and over the channels that go in.
    products: ({ shapes: [, kernel] }, places) => [{ places, over: kernel!.slice(0, depthwise ? -2 : -1) }],
    result: (call) => {
      const [shape, kernel] = call.shapes;
      if (!kernel || shape!.length < 3) return kernel ? null : NOT_FOLLOWED;
      if (kernel.length !== shape!.length) return null;
      const { spatial, channels } = axesOf(call, places);
      const [into, out] = [kernel.at(-2)!, kernel.at(-1)!];
      const given = shape![channels]!;
      // A kernel of fewer channels is one of groups, which TensorFlow takes.
      if (isKnown(into) && isKnown(given) && (kind === 'groups' ? given % into !== 0 : given !== into)) return null;
      const strides = each(call.dims(places.strides, 'strides', 'stride'), spatial.length, 1);
      return slid(call, places, kernel.slice(0, -2), strides, (dim) => (depthwise ? multiply(dim, out) : out));
    },
    operands: [
      ['inputs', 'input', 'x', 'value'],
      ['kernel', 'filters', 'filter', 'depthwise_kernel', 'depthwise_filter'],
    ],
  };
}

const separable = operation(
  'SeparableConv',
  (call) => {
    const [shape, kernel, pointwise] = call.shapes;
    if (!kernel || !pointwise) return NOT_FOLLOWED;
    if (kernel.length !== shape!.length) return null;
    const places: Places = { strides: 3, padding: 4, format: 5, dilation: 6 };
    const strides = each(call.dims(3, 'strides'), shape!.length - 2, 1);
    return slid(call, places, kernel.slice(0, -2), strides, () => pointwise.at(-1)!);
  },
  [['inputs'], ['depthwise_kernel'], ['pointwise_kernel']],
);

/** `compute_conv_transpose_output_shape` of Keras 3.15: the kernel's last axes are what comes out and what goes in. */
const transposed = operation(
  'ConvTranspose',
  (call) => {
    const [shape, kernel] = call.shapes;
    if (!kernel || kernel.length !== shape!.length) return kernel ? null : NOT_FOLLOWED;
    const { spatial, channels } = axesOf(call, { ...ofKeras, format: 5 });
    const rank = spatial.length;
    const [strides, dilation] = [each(call.dims(2, 'strides'), rank, 1), each(call.dims(6, 'dilation_rate'), rank, 1)];
    const extra = call.dims(4, 'output_padding');
    const outputPadding = extra === null ? null : each(extra, rank, 0);
    const padding = call.word(3, 'padding') ?? 'valid';
    if (!strides?.every(isKnown) || !dilation?.every(isKnown) || (extra !== null && !outputPadding))
      return NOT_FOLLOWED;
    return shape!.map((input, axis) => {
      const at = spatial.indexOf(axis);
      if (at < 0) return axis === channels ? kernel.at(-2)! : input;
      const size = kernel[at]!;
      if (!isKnown(input) || !isKnown(size)) return input === null ? null : unknownDim();
      const [stride, spread] = [strides[at]! as number, dilation[at]! as number];
      const reach = (size - 1) * spread + 1;
      const added = outputPadding?.[at];
      if (added === undefined || added === null)
        return padding === 'same' ? input * stride : input * stride + Math.max(reach - stride, 0);
      const base = (input - 1) * stride + reach + (added as number);
      return padding === 'same' ? base - 2 * Math.floor(reach / 2) : base;
    });
  },
  [['inputs'], ['kernel']],
);

export function pooling(className: string, size: number, places: Places): Operation {
  return operation(
    className,
    (call) => {
      const rank = call.shapes[0]!.length - 2;
      if (rank < 1) return null;
      const window = each(call.dims(size, 'pool_size', 'ksize', 'window_shape'), rank, 1);
      const given = call.dims(places.strides, 'strides');
      const strides = given === null ? window : each(given, rank, 1);
      return window ? slid(call, places, window, strides, (dim) => dim) : NOT_FOLLOWED;
    },
    [['inputs', 'input', 'value', 'x']],
  );
}

/** Keras puts the sizes before the last axis, whatever stands there already. */
function adaptive(className: string): Operation {
  return operation(className, (call) => {
    const sizes = call.dims(1, 'output_size');
    if (!sizes || sizes.length < 2) return 'Keras itself takes no number for it';
    const [shape] = call.shapes;
    return [...shape!.slice(0, -2), ...sizes, shape!.at(-1)!];
  });
}

/** `(batch, steps, heads, features)` of each. */
const attention: Operation = {
  className: 'DotProductAttention',
  operands: [['query'], ['key'], ['value']],
  result: ({ shapes: [query, key, value], dtypes }) => {
    if (!query || !key || !value) return NOT_FOLLOWED;
    if ([query, key, value].some((shape) => shape.length !== 4) || !compatible(query.at(-1)!, key.at(-1)!)) return null;
    return { shape: query, dtype: resultType(...dtypes) };
  },
  // Each query with each key, then the scores with the values.
  products: ({ shapes: [query, key, value] }) => [
    { places: [...query!.slice(0, 3), key![1]!], over: [query![3]!] },
    { places: [...query!.slice(0, 3), value![3]!], over: [key![1]!] },
  ],
};

/** One number for each element, or for each row of classes. */
function loss(className: string, shapeOf: (target: Shape, output: Shape) => Shape | null): Operation {
  return operation(
    className,
    (call) => {
      const [target, output] = call.shapes;
      if (!target || !output) return NOT_FOLLOWED;
      const shape = shapeOf(target, output);
      return shape && { shape, dtype: standard(call.dtypes[1]!) };
    },
    [['target'], ['output']],
  );
}

const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((dim, axis) => compatible(dim, b[axis]!));

/** Keras takes the last axis away, whichever holds the classes. */
const withoutClasses = (output: Shape): Shape | null => (output.length ? output.slice(0, -1) : null);

/** Columns of windows: `(batch, channels · window, places)`. */
const unfold = operation('Unfold', (call) => {
  const [shape] = call.shapes;
  if (shape!.length !== 4) return null;
  const [kernel, dilation, padding, stride] = windowArgs(call, 1);
  if (!kernel || !dilation || !padding || !stride) return NOT_FOLLOWED;
  const places = [0, 1].map((i) => placesOf(shape![2 + i]!, kernel[i]!, dilation[i]!, padding[i]!, stride[i]!));
  return [shape![0]!, multiply(shape![1]!, kernel[0]! * kernel[1]!), multiply(places[0]!, places[1]!)];
});

const fold = operation('Fold', (call) => {
  const [shape] = call.shapes;
  if (shape!.length !== 3) return null;
  const size = pair(call.axes(1, 'output_size'), 1);
  const [kernel] = windowArgs(call, 2);
  if (!size || !kernel) return NOT_FOLLOWED;
  const channels = shape![1]!;
  return [shape![0]!, isKnown(channels) ? channels / (kernel[0]! * kernel[1]!) : unknownDim(), size[0]!, size[1]!];
});

type Pair = readonly [number, number];

function windowArgs(call: OperationCall, from: number): readonly (Pair | null)[] {
  return [
    pair(call.axes(from, 'kernel_size'), null),
    pair(call.axes(from + 1, 'dilation'), 1),
    pair(call.axes(from + 2, 'padding'), 0),
    pair(call.axes(from + 3, 'stride'), 1),
  ];
}

function pair(given: readonly number[] | null | undefined, fallback: number | null): Pair | null {
  if (given === null) return fallback === null ? null : [fallback, fallback];
  return given?.length === 1 ? [given[0]!, given[0]!] : given?.length === 2 ? [given[0]!, given[1]!] : null;
}

function placesOf(input: Dim, kernel: number, dilation: number, padding: number, stride: number): Dim {
  const free = subtract(input, dilation * (kernel - 1) + 1 - 2 * padding);
  return isKnown(free) ? Math.floor(free / stride) + 1 : input === null ? null : unknownDim();
}

const ctcDecode = operation('CtcDecode', (call) => {
  const paths = call.number(4, 'top_paths');
  const [shape] = call.shapes;
  if (paths === undefined || shape!.length !== 3) return NOT_FOLLOWED;
  const many = [
    [paths ?? 1, shape![0]!, shape![1]!],
    [shape![0]!, paths ?? 1],
  ];
  return { many, dtypes: ['int32', standard(call.dtypes[0]!)] };
});

export const neuralOperations: readonly (readonly [name: string, operation: Operation])[] = [
  ['conv', convolution('Conv', ofKeras)],
  ['depthwise_conv', convolution('DepthwiseConv', ofKeras, 'depthwise')],
  ['separable_conv', separable],
  ['conv_transpose', transposed],
  ['max_pool', pooling('MaxPool', 1, ofKeras)],
  ['average_pool', pooling('AveragePool', 1, ofKeras)],
  ['adaptive_average_pool', adaptive('AdaptiveAveragePool')],
  ['adaptive_max_pool', adaptive('AdaptiveMaxPool')],
  ['dot_product_attention', attention],
  ['binary_crossentropy', loss('BinaryCrossentropy', (target, output) => (sameShape(target, output) ? output : null))],
  [
    'categorical_crossentropy',
    loss('CategoricalCrossentropy', (target, output) => (sameShape(target, output) ? withoutClasses(output) : null)),
  ],
  ['sparse_categorical_crossentropy', loss('SparseCategoricalCrossentropy', (_, output) => withoutClasses(output))],
  [
    'ctc_loss',
    operation(
      'CtcLoss',
      ({ shapes: [, output], dtypes }) =>
        output ? { shape: [output[0]!], dtype: standard(dtypes[1]!) } : NOT_FOLLOWED,
      [['target'], ['output']],
    ),
  ],
  ['ctc_decode', ctcDecode],
  [
    'psnr',
    operation(
      'PSNR',
      ({ shapes, dtypes }) =>
        shapes[1] && !sameShape(shapes[0]!, shapes[1]) ? null : { shape: [], dtype: standard(dtypes[0]!) },
      'two',
    ),
  ],
  ['unfold', unfold],
  ['fold', fold],
];

/** The backend's names, with the arguments in its own order. */
export const backendWindows: readonly (readonly [name: string, operation: Operation])[] = [
  ...['conv1d', 'conv2d', 'conv3d'].map((name) => [name, convolution('Conv', ofKeras)] as const),
  ...['pool2d', 'pool3d'].map((name) => [name, pooling('Pool', 1, { ...ofKeras, dilation: -1 })] as const),
];
