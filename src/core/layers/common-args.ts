/** Args that every layer of a framework takes beside its own. */
import { show } from './args';
import { type Framework, isBefore, type LayerDefinition, type Target } from './definition';
import { type Plain, PlainUnknown } from './plain';
import { regularizer } from './words';

/** Keras 3.15, `Layer.__init__`. The batch size is part of `batch_input_shape` only in Keras 2 and `InputLayer`. */
const keras: ReadonlySet<string> = new Set([
  'name',
  'trainable',
  'dtype',
  'autocast',
  'activityRegularizer',
  'inputShape',
  'inputDim',
]);

/** TensorFlow.js 4.22, `LayerArgs`. Any other key of the config object is ignored without an error. */
const tfjs: ReadonlySet<string> = new Set([
  'name',
  'trainable',
  'dtype',
  'inputShape',
  'batchInputShape',
  'batchSize',
  'inputDType',
  'weights',
  'inputDim',
  'updatable',
]);

/** Their names in camel case. */
export function commonArgs(framework: Framework): ReadonlySet<string> {
  return framework === 'keras' ? keras : tfjs;
}

/** True if the layer takes that arg of every layer. TensorFlow.js passes over what a layer does not take. */
export function takesCommonArg(definition: LayerDefinition, name: string, framework: Framework): boolean {
  return commonArgs(framework).has(name) && (framework === 'tfjs' || (definition.commonArgs?.includes(name) ?? true));
}

/** Why the framework refuses such an arg; null if it does not. Completes "name …". */
export function commonArgRefusal(name: string, plain: Plain, target: Target): string | null {
  const { framework } = target;
  if (plain instanceof PlainUnknown) return null;
  if (plain === null && name !== 'trainable') return null;
  const plainly = plain === null || typeof plain !== 'object' || Array.isArray(plain);
  switch (name) {
    case 'name':
      // TensorFlow.js takes what counts as false for none, and fails on the rest.
      if (framework === 'tfjs' && (plain === false || plain === 0)) return null;
      if (plainly && typeof plain !== 'string') return `must be a string, not ${show(plain)}`;
      return framework === 'keras' && typeof plain === 'string' && plain.includes('/')
        ? `must not contain '/', but is ${show(plain)}`
        : null;
    case 'trainable':
      return framework === 'keras' && !isBefore(target, [3, 15]) && plainly && typeof plain !== 'boolean'
        ? `must be True or False, not ${show(plain)}`
        : null;
    case 'dtype':
      if (framework === 'tfjs' || !plainly) return null;
      return typeof plain === 'string' && (isDtype(plain) || isPolicy(plain))
        ? null
        : `must name a kind of numbers, but there is no ${show(plain)}`;
    case 'activityRegularizer': {
      const reading = activityRegularizer.read(plain, target);
      return reading.kind === 'refused' ? reading.message : null;
    }
    default:
      return null;
  }
}

/** True if the layer is made with weights that training leaves as they are; TensorFlow.js takes 0 and '' for false too. */
export function freezes(trainable: Plain | undefined, { framework }: Target): boolean {
  return trainable === false || (framework === 'tfjs' && (trainable === 0 || trainable === ''));
}

/** Why the framework refuses such args together; null if it does not. */
export function commonArgsRefusal(common: ReadonlyMap<string, Plain>, target: Target): string | null {
  const dim = common.get('inputDim') ?? null;
  return target.framework === 'keras' && dim !== null && common.has('inputShape')
    ? 'input_dim and input_shape cannot both be given'
    : null;
}

const activityRegularizer = regularizer({ doc: 'Penalty on the output' });

/** Kinds of numbers (`keras.src.backend.common.dtypes.ALLOWED_DTYPES`, 3.15). */
export function isDtype(name: string): boolean {
  return /^(float(8_e4m3fn|8_e5m2|16|32|64)?|bfloat16|u?int(8|16|32|64)|int|bool|string|complex(64|128))$/.test(name);
}

/** A way to mix kinds of numbers: `mixed_float16`, `int8_from_float32`. */
function isPolicy(name: string): boolean {
  return /^mixed_b?float16$/.test(name) || name.includes('_from_');
}
