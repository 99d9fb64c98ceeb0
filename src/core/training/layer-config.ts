/** One layer as an entry of a TensorFlow.js topology, or why TensorFlow.js cannot have it. */
import type { Application, Layer } from '../graph/graph';
import type { LayerDefinition, Target } from '../layers/definition';
import { toSnakeCase } from '../layers/names';
import { type Plain, PlainLayer, PlainObject, PlainUnknown } from '../layers/plain';
import { checkApplication, checkArgs, isMissing, spanOf, WITHOUT_EFFECT } from './limits';
import { refuse } from './obstacle';
import {
  activationName,
  constraintObject,
  initializerObject,
  isActivation,
  isNamedObject,
  plainValue,
  regularizerObject,
  type Translation,
} from './words';

export interface LayerEntry {
  /** The class in TensorFlow.js: that of the layer, or one that does the same where it lacks it. */
  readonly className: string;
  /** Keras 2 names, snake case. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** Names of args in a topology where they are not the Keras name in snake case. */
const OTHER_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  LeakyReLU: { negativeSlope: 'alpha' },
};

export function layerEntry(application: Application, target: Target): LayerEntry {
  const { layer } = application;
  const { definition } = layer;
  if (!definition) {
    const what = `${layer.className} is not a layer of the framework, so it cannot be trained without running the program`;
    refuse(layer.span, what, 'Use a layer of the framework in its place.');
  }
  if (!layer.values) refuse(layer.span, `${layer.className} is not known: ${layer.unknown ?? 'an arg is not known'}`);
  const replaced = replacement(application);
  if (replaced) return { className: replaced.className, config: { ...common(layer), ...replaced.config } };
  checkApplication(application, target);
  const config = configOf(layer, definition, target);
  if (definition.name === 'Concatenate') config.axis = fromFront(config.axis, application);
  return { className: definition.name, config };
}

function configOf(layer: Layer, definition: LayerDefinition, target: Target): Record<string, unknown> {
  const config = common(layer);
  for (const name of Object.keys(definition.args)) {
    if (WITHOUT_EFFECT.has(name) || isMissing(definition, name)) continue;
    const value = configValue(layer, name, target);
    const written = OTHER_NAMES[definition.name]?.[name] ?? toSnakeCase(name);
    if (value !== null && value !== undefined) config[written] = value;
  }
  return config;
}

/** A layer that is given to a layer: what a wrapper wraps, the cell of a recurrent layer. */
function innerEntry(plain: PlainLayer, outer: Layer, target: Target): object {
  const value = plain.value as { readonly kind?: string; readonly layer?: Layer } | null;
  const layer = value?.kind === 'layer' ? value.layer : undefined;
  if (!layer?.definition || !layer.values)
    refuse(outer.span, `the layer inside of ${outer.className} is not one of the framework`);
  if (target.framework === 'keras') checkArgs(layer, layer.definition, target);
  return { class_name: layer.definition.name, config: configOf(layer, layer.definition, target) };
}

/** TensorFlow.js takes every negative axis of a Concatenate for the last one (`concatenate` in `tfjs_backend.ts`, 4.22). */
function fromFront(axis: unknown, { inputs }: Application): unknown {
  return typeof axis === 'number' && axis < 0 ? axis + (inputs[0]?.shape?.length ?? 0) : axis;
}

function common(layer: Layer): Record<string, unknown> {
  return { name: layer.name, trainable: layer.trainable !== false };
}

/** Layers that TensorFlow.js lacks or refuses although another one does the same. */
function replacement({ layer, inputs, outputs }: Application): LayerEntry | null {
  if (layer.className === 'Identity') return { className: 'Activation', config: { activation: 'linear' } };
  // TensorFlow.js flattens only what has at least 3 axes.
  const [input, output] = [inputs[0]?.shape, outputs[0]?.shape];
  if (layer.className !== 'Flatten' || !input || !output || input.length > 2) return null;
  return { className: 'Reshape', config: { target_shape: output.slice(1) } };
}

/** The value of an arg in a topology; null if it is left out. */
function configValue(layer: Layer, name: string, target: Target): unknown {
  const arg = layer.args.get(name);
  if (arg?.plain instanceof PlainUnknown)
    refuse(
      arg.span ?? layer.span,
      `${toSnakeCase(name)} of ${layer.className} is not known because ${arg.plain.reason}`,
    );
  const value = layer.values![name];
  if (arg?.plain instanceof PlainLayer) return innerEntry(arg.plain, layer, target);
  if (isLayers(arg?.plain)) {
    const cells = arg.plain.map((plain) => innerEntry(plain, layer, target));
    // Several cells of an RNN are one that stacks them.
    return layer.className === 'RNN' ? { class_name: 'StackedRNNCells', config: { cells } } : cells;
  }
  const checked = (translation: Translation): unknown => {
    if ('value' in translation) return translation.value;
    return refuse(
      spanOf(layer, name),
      `${toSnakeCase(name)} of ${layer.className} cannot be trained: ${translation.lacks}`,
    );
  };
  if (isActivation(name)) {
    if (arg?.plain instanceof PlainObject && arg.plain.what !== 'object' && !isBuiltin(arg.plain)) {
      refuse(
        spanOf(layer, name),
        `${toSnakeCase(name)} of ${layer.className} is a function of the program, which is not run`,
      );
    }
    return checked(activationName(value as string | null, target));
  }
  const plain = arg?.plain ?? layer.definition!.args[name]!.default ?? null;
  if (isNamedObject(name)) {
    if (value === null || plain === null) return null;
    if (name === 'activityRegularizer') return null;
    if (name.endsWith('Initializer')) return checked(initializerObject(plain));
    return checked(name.endsWith('Constraint') ? constraintObject(plain) : regularizerObject(plain, target));
  }
  // What is read in another form than it was written is passed on as it was written.
  const written = plainValue((value ?? null) as Plain) ?? plainValue(arg?.plain ?? null);
  if (written === undefined)
    refuse(spanOf(layer, name), `${toSnakeCase(name)} of ${layer.className} is not a plain value`);
  return written;
}

function isBuiltin({ value }: PlainObject): boolean {
  return (value as { readonly kind?: string } | null)?.kind === 'builtin';
}

function isLayers(plain: Plain | undefined): plain is readonly PlainLayer[] {
  return Array.isArray(plain) && plain.length > 0 && plain.every((each) => each instanceof PlainLayer);
}
