/**
 * Functions of TensorFlow that work element by element. Unlike Keras, TensorFlow turns no tensor into another dtype to make two of
 * them meet: the result has the dtype of the tensors, and numbers of the program take it on.
 */
import type { Shape } from '../../shape/dim';
import * as transform from '../../shape/transform';
import { standard } from './dtypes';
import { classNameOf } from './elementwise';
import { NOT_FOLLOWED, type Operands, type Operation, operation } from './operation';

type DtypeRule = (dtype: string) => string;

/** The dtype of tensors that meet: that of the first which is no number of the program. */
export function metType(dtypes: readonly string[]): string {
  return standard(dtypes.find((dtype) => dtype !== 'int' && dtype !== 'float') ?? dtypes[0] ?? 'float32');
}

/** Of complex numbers the real ones. */
export function realType(dtype: string): string {
  return dtype === 'complex64' ? 'float32' : dtype === 'complex128' ? 'float64' : standard(dtype);
}

/** `tf.truediv`: whole numbers become floats of at least their size. */
const divided: DtypeRule = (dtype) =>
  /^u?int(8|16)$/.test(dtype) ? 'float32' : /^u?int(32|64)$/.test(dtype) ? 'float64' : dtype;

const always =
  (dtype: string): DtypeRule =>
  () =>
    dtype;

/** Names of functions of one tensor that leave its shape, by the rule for its dtype. */
const unary: readonly (readonly [rule: DtypeRule, names: string])[] = [
  [
    standard,
    `acos acosh adjust_brightness adjust_contrast adjust_gamma adjust_hue adjust_saturation asin asinh atan atanh band_part
    batch_normalization bessel_i0 bessel_i0e bessel_i1 bessel_i1e bias_add ceil check_numerics clip_by_average_norm
    clip_by_norm clip_by_value conj cos cosh cumprod cumsum cumulative_logsumexp dct digamma draw_bounding_boxes
    dropout elu erf erfc erfcinv erfinv exp expm1 fake_quant_with_min_max_args fake_quant_with_min_max_vars
    fake_quant_with_min_max_vars_per_channel fftshift flip_left_right flip_up_down floor gelu grad_pass_through
    guarantee_const hard_sigmoid hsv_to_rgb idct identity ifftshift invert invert_permutation l2_normalize lgamma
    local_response_normalization log log1p log_sigmoid log_softmax lrn mfccs_from_log_mel_spectrograms ndtri negative
    quantize_and_dequantize quantize_and_dequantize_v2 random_brightness random_contrast random_flip_left_right
    random_flip_up_down random_hue random_saturation reciprocal reciprocal_no_nan relu relu6 reverse reverse_sequence
    rgb_to_hsv rint roll round rsqrt selu set_diag shuffle sigmoid sign silu sin sinh softmax softplus softsign sort
    sqrt square stateless_random_brightness stateless_random_contrast stateless_random_flip_left_right
    stateless_random_flip_up_down stateless_random_hue stateless_random_saturation stop_gradient swish tan tanh
    tensor_scatter_nd_add tensor_scatter_nd_max tensor_scatter_nd_min tensor_scatter_nd_sub tensor_scatter_nd_update`,
  ],
  [(dtype) => (/int/.test(dtype) ? 'float32' : standard(dtype)), 'leaky_relu'],
  [(dtype) => (dtype === 'complex128' ? dtype : 'complex64'), 'fft fft2d fft3d ifft ifft2d ifft3d'],
  [realType, 'abs angle imag real'],
  [always('bool'), 'is_finite is_inf is_nan logical_not'],
  [always('string'), 'as_string lower regex_replace strip substr upper'],
  [(dtype) => (/^(b?float(16|32)|float64)$/.test(dtype) ? dtype : 'float32'), 'per_image_standardization'],
];

/** Names of functions of two tensors that are stretched to one shape, with the names of their arguments. */
const pairs: readonly (readonly [rule: DtypeRule, args: readonly [string, string], names: string])[] = [
  [
    standard,
    ['x', 'y'],
    `add bitwise_and bitwise_or bitwise_xor divide_no_nan floor_div floordiv floormod left_shift maximum minimum mod multiply
    multiply_no_nan pow realdiv right_shift squared_difference subtract truncatediv truncatemod xdivy xlog1py xlogy`,
  ],
  [divided, ['x', 'y'], 'divide truediv'],
  [standard, ['x', 'y'], 'div'],
  [standard, ['y', 'x'], 'atan2'],
  [standard, ['a', 'x'], 'igamma igammac polygamma'],
  [standard, ['x', 'q'], 'zeta'],
  [standard, ['x1', 'x2'], 'nextafter'],
  [
    always('bool'),
    ['x', 'y'],
    'equal greater greater_equal less less_equal logical_and logical_or logical_xor not_equal',
  ],
  [always('bool'), ['self', 'other'], 'eq ne'],
  [(dtype) => (dtype === 'float64' ? 'complex128' : 'complex64'), ['real', 'imag'], 'complex'],
];

/** Classes that the sizes of shapes are followed through (`sizes.ts`). */
const classNames: Readonly<Record<string, string>> = {
  floor_div: 'FloorDivide',
  floordiv: 'FloorDivide',
  floormod: 'Mod',
  truediv: 'TrueDivide',
};

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter(Boolean);
}

function className(name: string): string {
  return classNames[name] ?? classNameOf(name);
}

/** Tensors that are stretched to one shape. */
function stretched(name: string, operands: Operands, rule: DtypeRule): Operation {
  return operation(
    className(name),
    ({ shapes, dtypes }) => {
      if (shapes.length < operands.length) return 'its second argument is not there';
      const shape = shapes.reduce<Shape | null>((met, next) => met && transform.broadcast(met, next), []);
      return shape && { shape, dtype: rule(metType(dtypes)) };
    },
    operands,
  );
}

/** `tf.where(condition, x, y)`; without the two it gives the places of what is true, whose number the data say. */
const where = operation(
  'Where',
  ({ shapes, dtypes }) => {
    if (shapes.length === 1) return { shape: [null, shapes[0]!.length], dtype: 'int64' };
    const shape = shapes.reduce<Shape | null>((met, next) => met && transform.broadcast(met, next), []);
    return shape && { shape, dtype: metType(dtypes.slice(1)) };
  },
  [['condition'], ['x'], ['y']],
);

/** Tensors of one shape, of which each may know some of the sizes. */
const summed = operation(
  'AddN',
  ({ shapes, dtypes }) => {
    const [first, ...others] = shapes;
    if (!first || others.some(({ length }) => length !== first.length)) return null;
    return {
      shape: first.map((dim, axis) => shapes.find((shape) => shape[axis] !== null)?.[axis] ?? dim),
      dtype: metType(dtypes),
    };
  },
  'list',
);

/** The dtype that an argument names. */
function converted(
  name: string,
  position: number,
  arg: string,
  fallback: (dtype: string) => string = standard,
): Operation {
  return operation(className(name), (call) => {
    const dtype = call.word(position, arg);
    // A dtype may be a number as well.
    if (dtype === null && call.dims(position, arg) !== null) return NOT_FOLLOWED;
    return { shape: call.shapes[0]!, dtype: dtype ?? fallback(call.dtypes[0]!) };
  });
}

export const tensorflowElementwise: readonly (readonly [name: string, operation: Operation])[] = [
  ...unary.flatMap(([rule, names]) =>
    words(names).map(
      (name) =>
        [
          name,
          operation(className(name), ({ shapes, dtypes }) => ({ shape: shapes[0]!, dtype: rule(dtypes[0]!) })),
        ] as const,
    ),
  ),
  ...pairs.flatMap(([rule, [first, second], names]) =>
    words(names).map((name) => [name, stretched(name, [[first], [second]], rule)] as const),
  ),
  ['betainc', stretched('betainc', [['a'], ['b'], ['x']], standard)],
  ['scalar_mul', stretched('multiply', [['scalar'], ['x']], standard)],
  ['where', where],
  [
    'polyval',
    operation('Polyval', ({ shapes, dtypes }) => ({ shape: shapes.at(-1)!, dtype: standard(dtypes.at(-1)!) }), [
      ['coeffs'],
      ['x'],
    ]),
  ],
  ['add_n', summed],
  ['accumulate_n', summed],
  ['cast', converted('cast', 1, 'dtype')],
  ['saturate_cast', converted('saturate_cast', 1, 'dtype')],
  ['zeros_like', converted('zeros_like', 1, 'dtype')],
  ['ones_like', converted('ones_like', 1, 'dtype')],
  ['convert_to_tensor', converted('identity', 1, 'dtype')],
  ['convert_image_dtype', converted('convert_image_dtype', 1, 'dtype')],
  ['argsort', converted('argsort', -1, 'output_type', () => 'int32')],
  ['strings.length', converted('length', -1, 'dtype', () => 'int32')],
  ['to_number', converted('to_number', 1, 'out_type', () => 'float32')],
  ['to_hash_bucket', converted('to_hash_bucket', -1, 'dtype', () => 'int64')],
  ['to_hash_bucket_fast', converted('to_hash_bucket_fast', -1, 'dtype', () => 'int64')],
];
