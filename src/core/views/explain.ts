/** How the numbers of one application come about, as data from which hover, terminal and documents are written. */
import type { Application } from '../graph/graph';
import { applicationReason, trainableCount, trainableReason } from '../graph/totals';
import { show } from '../layers/args';
import { argSpecs } from '../layers/bind';
import type { AxisWindow, Target, Weight } from '../layers/definition';
import { toSnakeCase } from '../layers/names';
import type { Plain } from '../layers/plain';
import { UNKNOWN_WORD } from '../layers/words';
import { type Count, elementCount, formatCount, multiplyCounts } from '../shape/count';
import { formatDim, formatShape, isKnown } from '../shape/dim';
import { type Formula, formulaValue, generalText, isFormula, numberText } from '../shape/formula';
import { droppedBy, padsOf } from '../shape/window';
import { isWorthTelling, type ReceptiveField, receptiveField } from './receptive-field';

/** One axis of the output: `height: ⌊(I − K) / S⌋ + 1 = ⌊(28 − 3) / 2⌋ + 1 = 13`. */
export interface AxisExplanation {
  readonly name: string;
  readonly general: string;
  readonly numbers: string;
  readonly value: string;
}

export interface WeightExplanation {
  readonly name: string;
  readonly shape: string;
  /** `3 × 3 × 5 × 16`. */
  readonly product: string;
  readonly count: string;
  readonly trainable: boolean;
}

/** What `same` or `causal` adds at the two ends of an axis, or what `valid` leaves over at the end. */
export interface EdgeExplanation {
  readonly axisName: string;
  readonly before: number;
  readonly after: number;
  readonly dropped: number;
}

export interface Explanation {
  readonly className: string;
  readonly layerName: string;
  readonly summary: string | null;
  /** The call with its defaults filled in. */
  readonly signature: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly axes: readonly AxisExplanation[];
  readonly weights: readonly WeightExplanation[];
  /** `each of the 16 filters has 3 × 3 × 5 + 1 = 46; 46 × 16 = 736`, where the weights have that form. */
  readonly perFilter: string | null;
  readonly params: string;
  readonly trainable: string;
  /** Why it is not known whether training changes its weights; null if it is. */
  readonly trainableUnknown: string | null;
  readonly macs: string | null;
  /** Bytes that the output of one sample takes as float32. */
  readonly activationBytes: Count;
  readonly receptiveField: readonly ReceptiveField[];
  readonly edges: readonly EdgeExplanation[];
  readonly windows: readonly AxisWindow[];
  readonly refusals: readonly string[];
  readonly unknown: string | null;
}

export function explain(application: Application, target: Target): Explanation {
  const { layer, inputs, outputs, windows, weights, params, macs, axes } = application;
  const output = outputs[0]?.shape ?? null;
  const field = receptiveField(application);
  const shapeText = ({ shape }: (typeof outputs)[number]): string => (shape ? formatShape(shape) : '?');
  return {
    className: layer.className,
    layerName: layer.name,
    summary: layer.definition?.summary ?? null,
    signature: signature(application, target),
    inputs: inputs.map(shapeText),
    outputs: outputs.map(shapeText),
    axes: (axes[0] ?? []).flatMap((axis, i) =>
      isFormula(axis) && axis.kind === 'operation'
        ? [axisExplanation(axis, axisName(i, windows, axes[0]!.length))]
        : [],
    ),
    weights: weights.map(weightExplanation),
    perFilter: perFilter(weights),
    params: formatCount(params),
    trainable: formatCount(trainableCount(application)),
    trainableUnknown: params === 0 ? null : trainableReason([layer]),
    macs: macs === null || macs === 0 ? null : formatCount(macs),
    activationBytes: output ? multiplyCounts(elementCount(output.slice(1)), 4) : null,
    receptiveField: isWorthTelling(field) ? field : [],
    edges: windows.flatMap(edgeExplanation),
    windows,
    refusals: [...layer.refusals, ...application.refusals].map(({ message }) => message),
    unknown: applicationReason(application),
  };
}

function axisExplanation(formula: Formula, name: string): AxisExplanation {
  return { name, general: generalText(formula), numbers: numberText(formula), value: formatDim(formulaValue(formula)) };
}

function axisName(axis: number, windows: readonly AxisWindow[], rank: number): string {
  return windows.find((window) => window.axis === axis)?.axisName ?? (axis === rank - 1 ? 'last axis' : `axis ${axis}`);
}

function weightExplanation({ name, shape, trainable }: Weight): WeightExplanation {
  const product = shape.map(formatDim).join(' × ') || '1';
  return { name, shape: formatShape(shape), product, count: formatCount(elementCount(shape)), trainable };
}

/** The notebook's relation: each filter has K1 × K2 × CI weights and one bias. */
function perFilter(weights: readonly Weight[]): string | null {
  const [kernel, bias] = weights;
  if (weights.length !== 2 || kernel!.shape.length < 2 || bias!.shape.length !== 1) return null;
  const filters = kernel!.shape.at(-1)!;
  if (!isKnown(filters) || bias!.shape[0] !== filters) return null;
  const each = kernel!.shape.slice(0, -1);
  const inputs = elementCount(each);
  if (typeof inputs !== 'number') return null;
  const noun = kernel!.shape.length === 2 ? 'unit' : 'filter';
  const whose = filters === 1 ? `the one ${noun}` : `each of the ${formatCount(filters)} ${noun}s`;
  const total = multiplyCounts(inputs + 1, filters);
  return `${whose} has ${each.map(formatDim).join(' × ')} + 1 = ${formatCount(inputs + 1)}; ${formatCount(inputs + 1)} × ${formatCount(filters)} = ${formatCount(total)}`;
}

function edgeExplanation(window: AxisWindow): EdgeExplanation[] {
  const pads = padsOf(window);
  const dropped = droppedBy(window) ?? 0;
  if (!pads || (pads.before === 0 && pads.after === 0 && dropped === 0)) return [];
  return [{ axisName: window.axisName, ...pads, dropped }];
}

/** `Conv2D(filters=16, kernel_size=(3, 3), strides=(2, 2), padding='valid')`: what was given, and the defaults that bear on shape or count. */
function signature({ layer }: Application, target: Target): string {
  const { definition, values } = layer;
  if (!definition || !values) return layer.className;
  const isKeras = target.framework === 'keras';
  const written = argSpecs(definition, target).flatMap(([name, spec]) => {
    // An arg that reads as null or as a word when it is not known bears on no shape.
    const unread = spec.whenUnknown?.();
    const bears = unread !== null && unread !== UNKNOWN_WORD;
    if (!layer.args.get(name)?.source && (!bears || spec.default === null || spec.default === undefined)) return [];
    const value = values[name];
    if (value === undefined || typeof value === 'function') return [];
    // What is off unless it is asked for goes without saying.
    if (value === false && !layer.args.get(name)?.source) return [];
    if (isInner(value)) return [`${isKeras ? `${toSnakeCase(name)}=` : `${name}: `}${value.className}`];
    return [isKeras ? `${toSnakeCase(name)}=${show(value as Plain)}` : `${name}: ${showInJavaScript(value)}`];
  });
  return isKeras ? `${layer.className}(${written.join(', ')})` : `${layer.className}({${written.join(', ')}})`;
}

/** A layer given to a layer. */
function isInner(value: unknown): value is { readonly className: string } {
  return typeof value === 'object' && value !== null && 'className' in value && typeof value.className === 'string';
}

function showInJavaScript(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(showInJavaScript).join(', ')}]`;
  return String(value);
}
