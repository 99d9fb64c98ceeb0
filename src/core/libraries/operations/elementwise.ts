/** Operations that leave the shape, and those that broadcast two tensors, by what they make of the dtype. */
import { broadcast } from '../../shape/transform';
import { floatType, isFloat, resultType, standard } from './dtypes';
import type { Operation } from './operation';

type DtypeRule = (dtypes: readonly string[]) => string;

/** Names of functions of one tensor that leave its shape, by the rule for its dtype. */
const unary: readonly (readonly [rule: DtypeRule, names: string])[] = [
  [
    ([dtype]) => standard(dtype!),
    `abs absolute bitwise_invert bitwise_not celu conj conjugate copy elu empty_like erf erfinv flip flipud gelu
    hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh imag layer_normalization leaky_relu log_sigmoid log_softmax
    nan_to_num negative real relu relu6 rms_normalization round rsqrt selu sigmoid sign silu soft_shrink softmax softplus
    softsign sort sparse_plus sparse_sigmoid sparsemax squareplus stop_gradient swish tanh_shrink tril triu trunc threshold
    mish exponential linear identity dropout l2_normalize reverse roll clip_by_value ensure_shape image_normalization
    random_flip_left_right random_flip_up_down adjust_brightness adjust_contrast adjust_gamma adjust_hue adjust_saturation
    flip_left_right flip_up_down random_brightness random_contrast random_saturation random_hue bias_add leaky_relu
    batch_normalization scatter_update slice_update is_nan`,
  ],
  [
    ([dtype]) => floatType(dtype!),
    `angle arccos arccosh arcsin arcsinh arctan arctanh ceil cos cosh erfc exp exp2 expm1 fabs floor log log10 log1p log2 sin
    sinc sinh sqrt tan tanh`,
  ],
  [
    ([dtype]) => (isFloat(dtype!) || dtype === 'int64' ? (dtype === 'int64' ? 'float64' : dtype!) : 'float32'),
    'cbrt corrcoef deg2rad i0 rad2deg',
  ],
  [() => 'float32', 'normalize reciprocal per_image_standardization'],
  [() => 'bool', 'isfinite isinf isnan isneginf isposinf isreal logical_not signbit is_finite is_inf'],
  [() => 'int32', 'argsort'],
  [([dtype]) => (dtype === 'bool' ? 'int32' : standard(dtype!)), 'square'],
  [([dtype]) => (dtype === 'bool' ? 'int32' : standard(dtype!)), 'nancumsum nancumprod'],
];

/** Names of functions of two tensors that are stretched to one shape, by the rule for their dtypes. */
const pairs: readonly (readonly [rule: DtypeRule, names: string])[] = [
  [
    (dtypes) => resultType(...dtypes),
    'add floor_divide floordiv fmax fmin maximum minimum multiply power pow subtract squared_difference',
  ],
  [(dtypes) => floatType(...dtypes), 'arctan2 divide divide_no_nan ldexp logaddexp logaddexp2 nextafter true_divide'],
  [() => 'bool', 'equal greater greater_equal isclose less less_equal logical_and logical_or logical_xor not_equal'],
  [(dtypes) => (dtypes.every((dtype) => dtype === 'bool') ? 'int32' : resultType(...dtypes)), 'fmod mod'],
  [(dtypes) => resultType(...dtypes.map(asInteger)), 'gcd lcm'],
];

const bitwise: ReadonlySet<string> = new Set(['bitwise_and', 'bitwise_or', 'bitwise_xor']);
const NO_NUMBERS = 'Keras takes only tensors here';

/** Keras gives these the shape of the first, whatever the second stretches it to. */
const firstShaped = 'bitwise_and bitwise_left_shift bitwise_or bitwise_right_shift bitwise_xor left_shift right_shift';

/** Two tensors, no numbers of the program. */
function ofTensors(name: string): Operation {
  return {
    className: classNameOf(name),
    operands: 'two',
    result: ({ shapes, dtypes }) => {
      if (dtypes.some((dtype) => dtype === 'int' || dtype === 'float')) return NO_NUMBERS;
      const shape = broadcast(shapes[0]!, shapes[1] ?? []);
      return shape && { shape, dtype: heaviside(dtypes) };
    },
  };
}

/** A number of the program leaves the dtype of a tensor of truth values as it is. */
function shifted([own, by]: readonly string[]): string {
  return by === undefined || (own === 'bool' && by === 'int') ? standard(own!) : resultType(own!, by);
}

/** A number of the program is made a tensor of its own first. */
export function asInteger(dtype: string): string {
  return dtype === 'int' ? 'int64' : standard(dtype);
}

/** Two whole numbers of any size meet in the default float, save the widest. */
function heaviside(dtypes: readonly string[]): string {
  const met = resultType(...dtypes);
  if (met === 'bool' || isFloat(met)) return met;
  return met === 'int64' ? 'float64' : 'float32';
}

/** Classes of a summary that are not the name of their function. */
const classNames: Readonly<Record<string, string>> = { pow: 'Power', floordiv: 'FloorDivide' };

export const elementwiseOperations: readonly (readonly [name: string, operation: Operation])[] = [
  ...unary.flatMap(([rule, names]) =>
    words(names).map((name) => [name, elementwise(classNameOf(name), rule)] as const),
  ),
  ...pairs.flatMap(([rule, names]) =>
    words(names).map((name) => [name, binary(classNames[name] ?? classNameOf(name), rule)] as const),
  ),
  ...['heaviside', 'hypot'].map((name) => [name, ofTensors(name)] as const),
  ...words(firstShaped).map(
    (name) =>
      [
        name,
        {
          className: classNameOf(name),
          operands: 'two',
          result: ({ shapes, dtypes }) =>
            dtypes.includes('float') || (bitwise.has(name) && dtypes.includes('int'))
              ? NO_NUMBERS
              : { shape: shapes[0]!, dtype: shifted(dtypes) },
        } satisfies Operation,
      ] as const,
  ),
];

const pairRules: ReadonlyMap<string, DtypeRule> = new Map(
  pairs.flatMap(([rule, names]) => words(names).map((name) => [classNameOf(name), rule] as const)),
);

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter(Boolean);
}

export function elementwise(className: string, rule: DtypeRule = ([dtype]) => standard(dtype!)): Operation {
  return { className, operands: 'one', result: ({ shapes, dtypes }) => ({ shape: shapes[0]!, dtype: rule(dtypes) }) };
}

/** By its class, for Python's operators. */
export function binary(
  className: string,
  rule: DtypeRule = pairRules.get(className) ?? ((dtypes) => resultType(...dtypes)),
): Operation {
  return {
    className,
    operands: 'two',
    result: ({ shapes, dtypes }) => {
      const shape = broadcast(shapes[0]!, shapes[1] ?? []);
      return shape && { shape, dtype: rule(dtypes) };
    },
  };
}

/** `like(x, dtype=None)`: the shape of the tensor, the dtype of the call. */
export function like(className: string, position: number): Operation {
  return {
    className,
    operands: 'one',
    result: (call) => ({
      shape: call.shapes[0]!,
      dtype: call.word(position, 'dtype') ?? standard(call.dtypes[0]!),
    }),
  };
}

/** `batch_norm` becomes `BatchNorm`. */
export function classNameOf(name: string): string {
  return name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
