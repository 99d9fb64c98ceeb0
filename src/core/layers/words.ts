/** Args that name a function of the framework: activations, initializers, regularizers, constraints. */

import { Symbolic } from '../shape/symbolic';
import { type ArgReading, type ArgSpec, refused, show, unknownReading, value } from './args';
import { type Framework, isBefore, type Target } from './definition';
import { type Plain, PlainFloat, PlainObject, PlainUnknown } from './plain';

type Names = Readonly<Record<Framework, ReadonlySet<string>>>;

/** Names that `keras.activations.get` (3.15) and `getActivation` of TensorFlow.js (4.22) resolve. */
const activations: Names = {
  keras: new Set([
    'relu',
    'leaky_relu',
    'relu6',
    'softmax',
    'celu',
    'elu',
    'selu',
    'softplus',
    'softsign',
    'squareplus',
    'soft_shrink',
    'sparse_plus',
    'silu',
    'swish',
    'gelu',
    'glu',
    'tanh',
    'tanh_shrink',
    'threshold',
    'sigmoid',
    'sparse_sigmoid',
    'exponential',
    'hard_sigmoid',
    'hard_silu',
    'hard_swish',
    'hard_tanh',
    'hard_shrink',
    'linear',
    'mish',
    'log_softmax',
    'log_sigmoid',
    'sparsemax',
  ]),
  tfjs: new Set([
    'elu',
    'selu',
    'relu',
    'relu6',
    'linear',
    'sigmoid',
    'hardSigmoid',
    'softplus',
    'softsign',
    'tanh',
    'softmax',
    'logSoftmax',
    'gelu',
    'gelu_new',
    'mish',
    'swish',
    // Layers, which it finds by their class names and applies like functions.
    'ReLU',
    'LeakyReLU',
    'PReLU',
    'ELU',
    'ThresholdedReLU',
    'Softmax',
  ]),
};

/** The classes of initializers that TensorFlow.js has. */
export const tfjsInitializers: readonly string[] = [
  'Constant',
  'GlorotNormal',
  'GlorotUniform',
  'HeNormal',
  'HeUniform',
  'Identity',
  'LeCunNormal',
  'LeCunUniform',
  'Ones',
  'Orthogonal',
  'RandomNormal',
  'RandomUniform',
  'TruncatedNormal',
  'VarianceScaling',
  'Zeros',
];

const initializers: Names = {
  keras: new Set([
    ...bothSpellings([
      'Initializer',
      'Constant',
      'Identity',
      'Ones',
      'STFT',
      'Zeros',
      'GlorotNormal',
      'GlorotUniform',
      'HeNormal',
      'HeUniform',
      'LecunNormal',
      'LecunUniform',
      'Orthogonal',
      'RandomNormal',
      'RandomUniform',
      'TruncatedNormal',
      'VarianceScaling',
    ]),
    'IdentityInitializer',
    'normal',
    'one',
    'STFTInitializer',
    'OrthogonalInitializer',
    'uniform',
    'zero',
  ]),
  tfjs: new Set(camelSpellings(tfjsInitializers)),
};

const regularizers: Names = {
  keras: new Set([
    'Regularizer',
    'regularizer',
    'L1',
    'l1',
    'L2',
    'l2',
    'L1L2',
    'l1l2',
    'OrthogonalRegularizer',
    'orthogonal_regularizer',
  ]),
  tfjs: new Set(['L1L2', 'l1l2']),
};

/** The classes of constraints that TensorFlow.js has. */
export const tfjsConstraints: readonly string[] = ['MaxNorm', 'MinMaxNorm', 'NonNeg', 'UnitNorm'];

const constraints: Names = {
  keras: new Set(bothSpellings(['Constraint', ...tfjsConstraints])),
  tfjs: new Set(camelSpellings(tfjsConstraints)),
};

interface WordOptions {
  readonly doc: string;
  readonly frameworks?: readonly Framework[];
}

/** The name of an activation function, a function, or none. Read as its name; null for `linear` and none. */
export function activation(
  options: { readonly doc?: string; readonly default?: string | null; readonly defaultInTfjs?: string } = {},
): ArgSpec<string | null> {
  return {
    doc: options.doc ?? 'Function applied to the output',
    default: options.default ?? null,
    ...(options.defaultInTfjs === undefined ? {} : { defaultInTfjs: options.defaultInTfjs }),
    ...wordSpec('activation', activations),
  };
}

/** An activation that must be given. */
export function requiredActivation(doc: string): ArgSpec<string | null> {
  return { doc, default: undefined, defaultInTfjs: null, ...wordSpec('activation', activations) };
}

/** How a word reads that is not known, where none at all would be another thing. */
export const UNKNOWN_WORD = 'unknown';

export function initializer(fallback: string, options: WordOptions): ArgSpec<string | null> {
  const spec = wordSpec('initializer', initializers);
  return {
    ...options,
    default: fallback,
    defaultInTfjs: null,
    ...spec,
    // None is refused by some layers, so an initializer that is not known does not read as none.
    whenUnknown: () => UNKNOWN_WORD,
    // TensorFlow.js takes its default for whatever counts as false.
    read: (plain, target) => {
      if (target.framework === 'tfjs' && (plain === false || plain === 0 || plain === '')) return value(null);
      // Made by its name it has no value; only Keras 2 had one in reserve.
      if (typeof plain === 'string' && /^constant$/i.test(plain) && !isBefore(target, [3, 0]))
        return refused(`needs a value, which ${show(plain)} does not give`);
      return spec.read(plain, target);
    },
  };
}

export function regularizer(options: WordOptions): ArgSpec<string | null> {
  return { ...options, default: null, ...wordSpec('regularizer', regularizers) };
}

export function constraint(options: WordOptions): ArgSpec<string | null> {
  return { ...options, default: null, ...wordSpec('constraint', constraints) };
}

function wordSpec(what: string, names: Names) {
  return {
    takes: `name of an ${what}, a function, or none`.replace(/an ([^aeiou])/, 'a $1'),
    schema: { enum: [...names.keras, null] },
    whenUnknown: () => null,
    read: (plain: Plain, target: Target): ArgReading<string | null> => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null) return value(null);
      if (typeof plain === 'string') {
        if (!names[target.framework].has(plain))
          return refused(`must name an ${what}, but there is no ${show(plain)}`.replace(/an ([^aeiou])/, 'a $1'));
        return value(plain === 'linear' ? null : plain);
      }
      if (plain instanceof PlainObject) return value(plain.name ?? plain.what);
      if (
        typeof plain === 'number' ||
        typeof plain === 'boolean' ||
        plain instanceof PlainFloat ||
        Array.isArray(plain)
      ) {
        return refused(
          `must be the name of an ${what} or a function, not ${show(plain)}`.replace(/an ([^aeiou])/, 'a $1'),
        );
      }
      if (plain instanceof Symbolic) return value(null);
      // A serialized object: what it says is checked when it is made.
      return 'config' in plain
        ? value(typeof plain.class_name === 'string' ? plain.class_name : null)
        : refused(`must be the name of an ${what} or a function, not ${show(plain)}`.replace(/an ([^aeiou])/, 'a $1'));
    },
  };
}

/** `kernel_initializer`, `bias_initializer`, … `bias_constraint`, in the order of Keras. */
export function kernelAndBiasArgs() {
  return {
    kernelInitializer: initializer('glorot_uniform', { doc: 'Start values of the kernel' }),
    biasInitializer: initializer('zeros', { doc: 'Start values of the bias' }),
    kernelRegularizer: regularizer({ doc: 'Penalty on the kernel' }),
    biasRegularizer: regularizer({ doc: 'Penalty on the bias' }),
    activityRegularizer: regularizer({ doc: 'Penalty on the output' }),
    kernelConstraint: constraint({ doc: 'Constraint on the kernel' }),
    biasConstraint: constraint({ doc: 'Constraint on the bias' }),
  };
}

/** `HeNormal` and `he_normal`. */
function bothSpellings(names: readonly string[]): string[] {
  return names.flatMap((name) => [name, name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()]);
}

/** `HeNormal` and `heNormal`. */
function camelSpellings(names: readonly string[]): string[] {
  return names.flatMap((name) => [name, name[0]!.toLowerCase() + name.slice(1)]);
}
