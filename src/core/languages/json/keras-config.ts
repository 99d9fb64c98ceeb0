/** The config of a serialised Keras layer as the arguments of its constructor. */
import type { Argument, Expr } from '../../lang/program';
import type { Lowering } from './lowering';
import { toCamelCase } from './names';
import { list, named, string } from './nodes';
import { getArray, getObject, getString, isFalse, type JsonObject, type JsonProperty } from './tree';
import { argument, lowerPropertyValue, lowerValue, type ObjectLowering } from './values';

/**
 * Entries that say nothing to the constructor, or what it says anyway, are left out. `hasInput` is set where another
 * layer brings the input, so that Keras does not look at `batch_input_shape`.
 */
export function layerArguments(
  layer: JsonObject,
  hasInput: boolean,
  lowering: Lowering,
  lowerObject: ObjectLowering,
): Argument[] {
  const config = getObject(layer, 'config');
  const className = getString(layer, 'class_name')?.value ?? '';
  const args: Argument[] = [];
  for (const property of config?.properties ?? []) {
    if (isSilent(property, className)) continue;
    if (property.name === 'batch_input_shape') {
      if (!hasInput) args.push(...inputShape(property));
      continue;
    }
    const value = lowerEntry(property, className, lowerObject);
    args.push(
      argument(
        property,
        property.name,
        lowering.framework === 'tfjs' && property.name !== 'name' ? inCamelCase(value) : value,
      ),
    );
  }
  return args;
}

/** `keras.Input` from the config of an InputLayer in the spelling of any version. */
export function inputArguments(layer: JsonObject): Argument[] {
  const config = getObject(layer, 'config');
  const args: Argument[] = [];
  for (const property of config?.properties ?? []) {
    const { name, value } = property;
    if (!value || value.type === 'null' || isFalse(value)) continue;
    if (name === 'batch_input_shape' || name === 'batch_shape')
      args.push(argument(property, 'batch_shape', lowerValue(value)));
    else if (name === 'input_shape' || name === 'shape') args.push(argument(property, 'shape', lowerValue(value)));
    else if (name === 'dtype' || name === 'name') args.push(argument(property, name, lowerDtypeOrName(property)));
    else if (name === 'sparse' || name === 'ragged' || name === 'batch_size')
      args.push(argument(property, name, lowerValue(value)));
  }
  return args;
}

/** `batch_input_shape: [null, 28, 28, 1]` of a first layer: `input_shape` of Keras 3, which has no batch axis. */
function inputShape(property: JsonProperty): Argument[] {
  if (property.value?.type !== 'array') return [];
  const [, ...axes] = property.value.items;
  return [
    argument(
      property,
      'input_shape',
      list(
        axes.map((item) => lowerValue(item)),
        property.value.span,
      ),
    ),
  ];
}

function lowerEntry(property: JsonProperty, className: string, lowerObject: ObjectLowering) {
  const { name, value } = property;
  if (name === 'dtype') return lowerDtypeOrName(property);
  // Keras 2 writes the axis of a BatchNormalization as a list of one.
  if (name === 'axis' && className === 'BatchNormalization' && value?.type === 'array' && value.items.length === 1) {
    return lowerValue(value.items[0]!);
  }
  return lowerPropertyValue(property, lowerObject);
}

/** TensorFlow.js turns the words of a config into its own spelling when it loads them: `channels_last` is `channelsLast`. */
function inCamelCase(value: Expr): Expr {
  return value.kind === 'string' ? { ...value, value: toCamelCase(value.value) } : value;
}

function lowerDtypeOrName(property: JsonProperty) {
  const policy = property.value?.type === 'object' ? getString(getObject(property.value, 'config'), 'name') : null;
  return policy ? string(policy.value, property.value!.span) : lowerPropertyValue(property);
}

/** True for what only serialisation writes, and for settings at a value that has no effect. */
function isSilent({ name, value }: JsonProperty, className: string): boolean {
  if (!value) return false;
  if (onlySerialised.has(name)) return true;
  if (name === 'trainable') return !isFalse(value);
  if (silentIfNull.has(name)) return value.type === 'null';
  if (silentIfFalse.has(name)) return isFalse(value);
  if (silentIfOne.has(name)) return value.type === 'number' && value.value === 1;
  return silentOf.get(className)?.has(name) ?? false;
}

/**
 * Keys that `from_config` of some Keras takes and that no constructor documents: Keras 3 pops `zero_output_for_mask`,
 * and `input_length`; the others are of Keras 2 and of TensorFlow.js and choose between equal
 * implementations.
 */
const onlySerialised: ReadonlySet<string> = new Set([
  'zero_output_for_mask',
  'input_length',
  'input_dtype',
  'implementation',
  'time_major',
  'fused',
  'virtual_batch_size',
  'vocabulary_size',
  'oov_method',
  'softmax_robust_masking',
  'rng_type',
  'registered_name',
  'build_config',
  'is_graph_network',
]);
const silentIfNull: ReadonlySet<string> = new Set([
  'quantization_config',
  'activity_regularizer',
  'seed',
  'dtype',
  'name',
  'lora_rank',
  'lora_alpha',
  'batch_input_shape',
  'batch_size',
]);
/** Keras 2 writes it for layers that do not have it (DepthwiseConv2D, Conv2DTranspose), which Keras 3 then refuses to load. */
const silentIfOne: ReadonlySet<string> = new Set(['groups']);
const silentIfFalse: ReadonlySet<string> = new Set([
  ...['unroll', 'stateful', 'sparse', 'ragged', 'autocast', 'rms_scaling', 'renorm'],
]);
const kernels = ['kernel_initializer', 'kernel_regularizer', 'kernel_constraint'];
/** What Keras 2 writes for a class beside its arguments. */
const silentOf: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['Lambda', new Set(['function_type', 'module', 'output_shape_type', 'output_shape_module'])],
  ['MultiHeadAttention', new Set(['query_shape', 'key_shape', 'value_shape'])],
  ['SeparableConv1D', new Set(kernels)],
  ['SeparableConv2D', new Set(kernels)],
  ['SpatialDropout1D', new Set(['noise_shape'])],
  ['SpatialDropout2D', new Set(['noise_shape'])],
  ['SpatialDropout3D', new Set(['noise_shape'])],
]);

/** `[null, 28, 28, 1]` under `build_input_shape`, with which Keras builds a Sequential model that has no input layer. */
export function buildShape(config: JsonObject | null): Argument | null {
  const shape = getArray(config, 'build_input_shape');
  return shape
    ? named(
        'input_shape',
        list(
          shape.items.map((item) => lowerValue(item)),
          shape.span,
        ),
      )
    : null;
}
