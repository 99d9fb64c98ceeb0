/** Asks the catalogue the questions of the recorded rows and brings both answers into the same form. */
import {
  argSpecs,
  axisSize,
  commonArgRefusal,
  commonArgsRefusal,
  elementCount,
  type Framework,
  freezes,
  inferLayer,
  innerLayer,
  keepsInnerTrainable,
  layerDefinition,
  type Plain,
  PlainLayer,
  PlainObject,
  readArgs,
  type Shape,
  sumCounts,
  type Target,
  takesCommonArg,
  toCamelCase,
} from '../support/catalogue';
import { type Answer, type Json, outputShapes, type RecordedRow, type RowTable } from './load-rows';

/** What is compared: a refusal, or all of an answer. */
export type Essence =
  | { readonly refused: true }
  | {
      readonly outputs: readonly Shape[];
      readonly dtype: unknown;
      readonly weights: readonly unknown[];
      readonly params: unknown;
      readonly trainable: unknown;
    };

const refused: Essence = { refused: true };

/** The framework and version that answered a table. */
export function targetOf({ versions }: RowTable): Target {
  const framework: Framework = versions.keras ? 'keras' : 'tfjs';
  const [major, minor] = versions[framework]!.split('.').map(Number);
  return { framework, version: [major!, minor!] };
}

/** A row as the title of a test: what was asked. */
export function titleOf({ args, input, inputs, call, flags, dtype }: RecordedRow): string {
  return JSON.stringify({ args, on: inputs ?? input, call, flags, dtype });
}

/**
 * What the framework says: its symbolic answer, or a refusal of the call on numbers that follows it. An answer that is no
 * shape (NaN, -2, 2.5) is as good as a refusal.
 */
export function truthsOf(row: RecordedRow): readonly Essence[] {
  const truths = [essenceOf(row), ...(row.withLists ? [essenceOf(row.withLists)] : [])];
  const fails = row.refused === null && ((row.run && 'refused' in row.run) || !outputShapes(row).every(isShape));
  return fails ? [...truths, refused] : truths;
}

function essenceOf(answer: Answer): Essence {
  if (answer.refused) return refused;
  const { weights, params, trainable, outputDtype } = answer;
  return { outputs: outputShapes(answer) as readonly Shape[], dtype: outputDtype, weights, params, trainable };
}

function isShape(shape: unknown): boolean {
  return Array.isArray(shape) && shape.every((dim) => dim === null || (Number.isInteger(dim) && (dim as number) >= 0));
}

/** The args of a row: those of the layer, by their names in the definition, and those that every layer has. */
export function argsOf(
  layer: string,
  row: RecordedRow,
  target: Target,
): { own: Map<string, Plain>; common: Map<string, Plain>; strange: string[] } {
  const definition = layerDefinition(layer)!;
  const known = new Map(
    argSpecs(definition, target).flatMap(([name, spec]) =>
      [name, ...(spec.aliases ?? [])].map((alias) => [alias, name]),
    ),
  );
  const [own, common] = [new Map<string, Plain>(), new Map<string, Plain>()];
  const strange: string[] = [];
  for (const [written, json] of Object.entries(row.args)) {
    const plain = plainOf(json, target);
    const name = toCamelCase(written);
    const spec = known.get(name);
    // An older name of an arg counts before the newer one.
    if (spec !== undefined && (name !== spec || !own.has(spec))) own.set(spec, plain);
    else if (spec !== undefined) continue;
    else if (takesCommonArg(definition, name, target.framework)) common.set(name, plain);
    else strange.push(written);
  }
  return { own, common, strange };
}

/** JSON as the evaluator hands it over: `{class_name, config}` is a layer, `{python}` a function. */
function plainOf(json: Json, target: Target): Plain {
  if (Array.isArray(json)) return (json as readonly Json[]).map((item) => plainOf(item, target));
  if (json === null || typeof json !== 'object') return json as Plain;
  const object = json as { readonly [key: string]: Json };
  if (typeof object.python === 'string') return new PlainObject(null, 'function');
  if (typeof object.class_name === 'string' && layerDefinition(object.class_name)) return layerOf(object, target);
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, plainOf(value, target)]));
}

/** A layer that cannot be made is told by `InvalidInner`: then the framework never came to the layer around it. */
function layerOf({ class_name, config }: { readonly [key: string]: Json }, target: Target): Plain {
  const className = class_name as string;
  const definition = layerDefinition(className)!;
  const { own, common, strange } = argsOf(className, { args: config } as unknown as RecordedRow, target);
  const { values, refused: faults } = readArgs(definition, own, target);
  const wrong = strange.length > 0 && target.framework === 'keras' && !definition.takesAnyArg;
  const miscommon = [...common].some(([name, plain]) => commonArgRefusal(name, plain, target) !== null);
  if (wrong || miscommon || faults.length > 0) throw new InvalidInner();
  const trainable = !freezes(common.get('trainable'), target);
  return new PlainLayer(innerLayer({ className, definition, values, trainable, unknown: null }));
}

class InvalidInner extends Error {}

function camelKeys(flags: { readonly [name: string]: Json }): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(flags).map(([name, value]) => [toCamelCase(name), value]));
}

/** The catalogue's answer to a row; `own` and `inputs` may be given otherwise than the row has them. */
export function answerOf(
  layer: string,
  row: RecordedRow,
  target: Target,
  changed: { readonly own?: ReadonlyMap<string, Plain>; readonly inputs?: readonly Shape[] } = {},
): Essence | { readonly unknown: string } {
  const definition = layerDefinition(layer)!;
  let args: ReturnType<typeof argsOf>;
  try {
    args = argsOf(layer, row, target);
  } catch (error) {
    if (error instanceof InvalidInner) return refused;
    throw error;
  }
  const { own, common, strange } = args;
  if (strange.length > 0 && target.framework === 'keras' && !definition.takesAnyArg) return refused;
  if ([...common].some(([name, plain]) => commonArgRefusal(name, plain, target) !== null)) return refused;
  if (commonArgsRefusal(common, target) !== null) return refused;
  const { values, unknown } = readArgs(definition, changed.own ?? own, target);
  if (!values) return unknown ? { unknown: unknown.reason } : refused;
  const inference = inferLayer(definition, values, changed.inputs ?? inputsOf(row), target, {
    listed: row.inputs !== undefined && row.call === undefined,
    flags: camelKeys(row.flags ?? {}),
  });
  if ('unknown' in inference) return inference;
  if ('refusals' in inference) return refused;
  const outputs = inference.outputs.map((axes) => axes.map(axisSize));
  const frozen = freezes(common.get('trainable'), target) && !keepsInnerTrainable(definition, target);
  const weights = inference.weights.map((weight) => ({ ...weight, trainable: weight.trainable && !frozen }));
  const sizes = (some: typeof weights) => sumCounts(some.map(({ shape }) => elementCount(shape)));
  const given = row.dtype ?? (values.dtype as string | null) ?? 'float32';
  const dtype = definition.dtype(values as never, given, common.get('dtype') as string | undefined, target.framework);
  return {
    outputs,
    dtype: outputs.length === 1 ? dtype : outputs.map(() => dtype),
    weights,
    params: sizes(weights),
    trainable: sizes(weights.filter(({ trainable }) => trainable)),
  };
}

export function inputsOf(row: RecordedRow): readonly Shape[] {
  return (row.inputs ?? (row.input ? [row.input] : [])) as readonly Shape[];
}
