/** What TensorFlow.js lacks or does otherwise than Keras, asked of the catalogue itself: the layer, its args, its shapes and counts. */
import type { Application, Layer, LayerArg } from '../graph/graph';
import { weightCount } from '../graph/totals';
import { readArgs } from '../layers/bind';
import type { LayerDefinition, Target } from '../layers/definition';
import { inferLayer } from '../layers/infer';
import { toCamelCase, toSnakeCase } from '../layers/names';
import { type Plain, PlainLayer, PlainObject } from '../layers/plain';
import { formatCount } from '../shape/count';
import { formatShape, type Shape } from '../shape/dim';
import { axisSize } from '../shape/formula';
import { refuse } from './obstacle';
import { activationName, isActivation, isNamedObject, plainValue } from './words';

/** The newest version whose answers the catalogue was compared with. */
const TFJS: Target = { framework: 'tfjs', version: [4, 22] };

/** Args that choose how something is computed, not what. */
export const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'seed',
  'useCudnn',
  'implementation',
  'quantizationConfig',
  'synchronized',
  'inputLength',
  'dtype',
]);

/** Throws what TensorFlow.js lacks or does otherwise than Keras with these inputs. */
export function checkApplication(application: Application, target: Target): void {
  const { definition } = application.layer;
  if (definition && target.framework === 'keras')
    checkAgreement(application, definition, checkArgs(application.layer, definition, target));
  checkRuns(application);
}

/** True for an arg that TensorFlow.js does not have. */
export function isMissing(definition: LayerDefinition, name: string): boolean {
  return definition.args[name]!.frameworks?.includes('tfjs') === false;
}

/** What TensorFlow.js 4.22 takes when the layer is made and fails at when it runs, as the recorded rows of Keras show. */
function checkRuns({ layer, inputs }: Application): void {
  const { values, className } = layer;
  const refuseArg = (arg: string, message: string): void => refuse(spanOf(layer, arg), `TensorFlow.js ${message}`);
  const isMore = (sizes: unknown): boolean =>
    Array.isArray(sizes) && sizes.some((size) => typeof size === 'number' && size > 1);
  const rank = inputs[0]?.shape?.length ?? 0;
  if (inputs.some(({ shape }) => shape?.length === 0)) refuse(layer.span, `TensorFlow.js takes no tensor without axes`);
  if (/Cells?$/.test(className)) refuse(layer.span, `TensorFlow.js applies a ${className} only inside of an RNN`);
  if (className === 'Bidirectional' && (values?.layer as { readonly className?: string })?.className === 'RNN')
    refuseArg('layer', 'does not copy an RNN of cells for the other direction');
  if (className === 'RNN' && rank !== 3) refuse(layer.span, 'TensorFlow.js takes sequences of vectors into an RNN');
  if (className === 'CategoryEncoding' && (rank > 2 || values?.outputMode === 'one_hot'))
    refuse(layer.span, 'TensorFlow.js encodes categories only into counts and marks of lists');
  // The shape that it declares has no batch.
  if (className === 'Resizing') refuse(layer.span, 'TensorFlow.js does not take a Resizing as a layer of a model');
  if (className.startsWith('ConvLSTM') && values?.unroll) refuseArg('unroll', `does not unroll a ${className}`);
  if (values?.padding === 'causal') refuseArg('padding', `does not compute causal padding`);
  if (/^(Separable|Depthwise)/.test(className) && isMore(values?.strides) && isMore(values?.dilationRate))
    refuseArg('dilationRate', `does not compute strides and dilation_rate of ${className} together`);
  if (className === 'ELU' && Array.isArray(layer.args.get('alpha')?.plain))
    refuseArg('alpha', 'bends all channels by one number');
  if (className === 'Softmax' && !isLastAxis(values?.axis, rank))
    refuseArg('axis', 'computes a softmax along the last axis only');
  if (className === 'Rescaling')
    for (const arg of ['scale', 'offset'])
      if (typeof configNumber(values?.[arg]) !== 'number') refuseArg(arg, 'rescales by one number only');
  if (className === 'Masking' && typeof configNumber(values?.maskValue) !== 'number')
    refuseArg('maskValue', 'masks by one number only');
  if (className === 'SeparableConv2D' && values?.dataFormat === 'channels_first')
    refuseArg('dataFormat', 'does not compute a SeparableConv2D with channels_first');
}

function configNumber(value: unknown): unknown {
  return plainValue((value ?? null) as Plain);
}

function isLastAxis(axis: unknown, rank: number): boolean {
  const [only, ...more] = Array.isArray(axis) ? axis : [axis ?? -1];
  return more.length === 0 && (only === -1 || only === rank - 1);
}

/** The args as TensorFlow.js reads them; null if one is not known. Throws if it lacks the layer or one of its args. */
export function checkArgs(
  layer: Layer,
  definition: LayerDefinition,
  target: Target,
): Readonly<Record<string, unknown>> | null {
  if (definition.frameworks?.includes('tfjs') === false) {
    refuse(layer.span, `TensorFlow.js has no ${definition.name}`, 'Use another layer, or train this model with Keras.');
  }
  for (const [name, spec] of Object.entries(definition.args)) {
    if (!isMissing(definition, name) || WITHOUT_EFFECT.has(name)) continue;
    const usual = spec.read(spec.default ?? null, target);
    const isUsual = usual.kind === 'value' && JSON.stringify(usual.value) === JSON.stringify(layer.values![name]);
    if (!isUsual) refuse(spanOf(layer, name), `TensorFlow.js has no ${toSnakeCase(name)} for ${definition.name}`);
  }
  const activity = layer.args.get('activityRegularizer');
  if (activity?.plain !== undefined && activity.plain !== null)
    refuse(spanOf(layer, 'activityRegularizer'), 'TensorFlow.js does not apply an activity_regularizer');

  const given = new Map<string, Plain>();
  for (const [name, value] of Object.entries(layer.values!)) {
    if (!isMissing(definition, name) && !WITHOUT_EFFECT.has(name) && value !== null)
      given.set(name, toTfjs(name, value, layer.args.get(name), target));
  }
  const read = readArgs(definition, given, TFJS);
  const fault = read.refused[0];
  if (fault)
    refuse(
      spanOf(layer, fault.arg),
      `${definition.name} cannot be made in TensorFlow.js: ${toSnakeCase(fault.arg)} ${fault.message.replace(/^\S+ /, '')}`,
      adviceFor(definition.name, fault.arg),
    );
  return read.values;
}

/** Throws if TensorFlow.js makes other shapes or counts of the layer. */
function checkAgreement(
  application: Application,
  definition: LayerDefinition,
  values: Readonly<Record<string, unknown>> | null,
): void {
  if (!values) return;
  const { layer, inputs, outputs } = application;
  const shapes = inputs.map(({ shape }) => shape!);
  const inference = inferLayer(definition, values, shapes, TFJS);
  if ('unknown' in inference) refuse(layer.span, `${definition.name} is not known because ${inference.unknown}`);
  if ('refusals' in inference)
    refuse(layer.span, `TensorFlow.js does not take this ${definition.name}: ${inference.refusals[0]!.message}`);
  const real = inference.outputs.map((axes) => axes.map(axisSize));
  const wanted = outputs.map(({ shape }) => shape!);
  const differing = wanted.findIndex((shape, i) => formatShape(shape) !== formatShape(real[i] ?? []));
  if (differing >= 0) {
    const both = `${formatShape(real[differing] as Shape)} in TensorFlow.js and ${formatShape(wanted[differing]!)} in Keras`;
    refuse(layer.span, `${definition.name} has the output ${both}, so it cannot be trained here`);
  }
  const [ours, theirs] = [weightCount(application.weights), weightCount(inference.weights)];
  if (ours !== theirs)
    refuse(
      layer.span,
      `${definition.name} has ${formatCount(theirs)} parameters in TensorFlow.js and ${formatCount(ours)} in Keras, so it cannot be trained here`,
      adviceFor(definition.name, null),
    );
}

function adviceFor(className: string, arg: string | null): string | undefined {
  if (className === 'GRU' && (arg === null || arg === 'resetAfter')) return 'Write reset_after=False to train it here.';
  return undefined;
}

/** A read value in the form in which a TensorFlow.js program would write it. */
function toTfjs(name: string, value: unknown, arg: LayerArg | undefined, target: Target): Plain {
  if (name === 'dataFormat') return toCamelCase(String(value));
  if (isActivation(name)) {
    const translated = activationName(value as string | null, target);
    return 'value' in translated ? (translated.value as Plain) : null;
  }
  if (arg?.plain instanceof PlainLayer) return arg.plain;
  // Objects are looked at when they are written; here only their being there counts.
  if (isNamedObject(name)) return new PlainObject(null, 'object');
  return (plainValue(value as Plain) === undefined ? (arg?.plain ?? null) : value) as Plain;
}

/** Where an arg is written, else where the layer is. */
export function spanOf(layer: Layer, arg: string) {
  return layer.args.get(arg)?.span ?? layer.span;
}
