/** One application of a layer while a model is traced, and how its settings are read. */

import type { Value } from '../builder';
import type { Trace } from '../trace';
import { NotInGraph } from '../unsupported';

export interface LayerCall {
  readonly trace: Trace;
  readonly name: string;
  readonly className: string;
  /** As `getConfig` of TensorFlow.js returns it. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly trainable: boolean;
  readonly inputs: readonly Value[];
  /** The shape of the result as TensorFlow.js has it; the batch is `null`. */
  readonly outputShape: readonly (number | null)[];
  /** The value of a weight by the last part of its name, `null` if the layer has none of it. */
  weight(name: string): Value | null;
  /** What the weight becomes at the end of the step. */
  update(name: string, value: Value): void;
  /** A seed of its own for each call. */
  seed(): number;
}

/** Builds the nodes of one layer. Throws `NotInGraph` where its settings are not covered. */
export type LayerRule = (call: LayerCall) => Value;

export function inputOf(call: LayerCall): Value {
  return call.inputs[0]!;
}

export function weightOf(call: LayerCall, name: string): Value {
  const found = call.weight(name);
  if (found === null) throw new NotInGraph(describe(call, `without the weight ${name}`));
  return found;
}

export function numberOf(call: LayerCall, name: string, fallback?: number): number {
  const value = call.config[name] ?? fallback;
  if (typeof value !== 'number') throw unclear(call, name);
  return value;
}

/** One number stands for two. */
export function pairOf(call: LayerCall, name: string, fallback?: number): readonly [number, number] {
  const value = call.config[name] ?? fallback;
  if (typeof value === 'number') return [value, value];
  const [first, second, ...others]: unknown[] = Array.isArray(value) ? value : [];
  if (typeof first === 'number' && typeof second === 'number' && others.length === 0) return [first, second];
  throw unclear(call, name);
}

/** A number, or a list of one. */
export function singleOf(call: LayerCall, name: string, fallback?: number): number {
  const value = call.config[name] ?? fallback;
  const single: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof single !== 'number') throw unclear(call, name);
  return single;
}

/** The setting, if it is one of those that are covered. */
export function oneOf<Choice extends string>(call: LayerCall, name: string, ...choices: readonly Choice[]): Choice {
  const value = call.config[name];
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw unclear(call, name);
  return found;
}

/** Images and sequences have their channels on the last axis. */
export function requireChannelsLast(call: LayerCall): void {
  const format = call.config.dataFormat;
  if (format !== undefined && format !== null && format !== 'channelsLast') throw unclear(call, 'dataFormat');
}

/** The rank that the operations of a layer take. */
export function requireRank(call: LayerCall, rank: number): void {
  if (inputOf(call).shape.length !== rank) throw new NotInGraph(describe(call, 'with an input of another rank'));
}

export function unclear(call: LayerCall, setting: string): NotInGraph {
  const value = JSON.stringify(call.config[setting]);
  const keras = setting.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return new NotInGraph(describe(call, `with ${keras} = ${value}`));
}

export function describe(call: Pick<LayerCall, 'name' | 'className'>, what = ''): string {
  return `the layer ${call.name} (${call.className})${what === '' ? '' : ` ${what}`}`;
}
