/** Whole models at random, as descriptions that can be written in every language. Asks no framework. */
import { layerDefinition, type Shape, type Target } from '../../support/catalogue';
import { answerOf } from '../compare';
import type { Json, RecordedRow, RowTable } from '../load-rows';
import { freshArgs, poolsOf } from './generate';
import type { Random } from './random';

/** A layer as it is constructed; a model among them has no args. */
export interface Part {
  readonly className: string;
  readonly args: { readonly [name: string]: Json };
  readonly model: ModelDescription | null;
}

/** One application: the part by its index, and tensors by their indices. */
export interface Step {
  readonly part: number;
  readonly inputs: readonly number[];
  /** The part merges a list, even if it has one tensor only. */
  readonly listed: boolean;
  readonly outputs: readonly number[];
}

export interface ModelDescription {
  readonly kind: 'sequential' | 'functional';
  /** Shapes without the batch; their tensors are the first ones. */
  readonly inputs: readonly Shape[];
  readonly parts: readonly Part[];
  readonly steps: readonly Step[];
  readonly outputs: readonly number[];
}

export interface ModelPools {
  readonly target: Target;
  readonly tables: readonly RowTable[];
  /** Whether another framework, too, is thought to take the layer on such inputs. */
  readonly also: (part: Part, inputs: readonly Shape[], listed: boolean) => boolean;
}

const startShapes: readonly Shape[] = [
  [28, 28, 1],
  [17, 15, 3],
  [32, 32, 4],
  [null, null, 3],
  [12, 8],
  [null, 6],
  [20],
  [7],
  [6, 8, 8, 2],
];

/** Layers whose args are things of a program, or whose inputs are no numbers. */
const apart: ReadonlySet<string> = new Set([
  ...['Input', 'InputLayer', 'Lambda', 'TFSMLayer', 'FlaxLayer', 'JaxLayer', 'TorchModuleWrapper', 'Wrapper'],
  ...['StringLookup', 'IntegerLookup', 'TextVectorization', 'Hashing', 'HashedCrossing', 'Discretization'],
  ...['CategoryEncoding', 'Pipeline', 'SpectralNormalization', 'RandomWidth'],
]);

/** The tables of layers that whole models are made of. */
export function modelPools(tables: readonly RowTable[], target: Target): ModelPools {
  return {
    target,
    tables: tables.filter(({ layer }) => layerDefinition(layer) && !apart.has(layer)),
    also: () => true,
  };
}

/** The same for models that TensorFlow.js can build as well; `spelling` says a layer's args as it spells them. */
export function sharedPools(
  pools: ModelPools,
  tfjs: {
    readonly has: (layer: string) => boolean;
    readonly spelling: (part: Part) => { readonly args: Part['args'] };
  },
): ModelPools {
  const target: Target = { framework: 'tfjs', version: [4, 22] };
  return {
    ...pools,
    tables: pools.tables.filter(({ layer }) => tfjs.has(layer)),
    also: (part, inputs, listed) =>
      outputsOf(part.className, tfjs.spelling(part).args, inputs, target, listed) !== null,
  };
}

export function freshModel(pools: ModelPools, random: Random): ModelDescription {
  return random.chance(0.3)
    ? sequential(pools, random, random.pick(startShapes), 1)
    : functional(
        pools,
        random,
        random.chance(0.25) ? [random.pick(startShapes), random.pick(startShapes)] : [random.pick(startShapes)],
        1,
      );
}

/** A model that is still growing; a shape is null where the catalogue knows none. */
class Draft {
  readonly parts: Part[] = [];
  readonly steps: Step[] = [];
  readonly shapes: (Shape | null)[];

  constructor(readonly inputs: readonly Shape[]) {
    this.shapes = inputs.map((shape) => [null, ...shape]);
  }

  apply(part: number, inputs: readonly number[], listed: boolean, shapes: readonly (Shape | null)[]): void {
    const outputs = shapes.map((shape) => this.shapes.push(shape) - 1);
    this.steps.push({ part, inputs, listed, outputs });
  }

  add(part: Part): number {
    return this.parts.push(part) - 1;
  }
}

function sequential(pools: ModelPools, random: Random, input: Shape, depth: number): ModelDescription {
  const draft = new Draft([input]);
  const length = random.whole(1, 7);
  for (let i = 0; i < length; i++) {
    const last = draft.shapes.length - 1;
    if (depth > 0 && random.chance(0.1)) addModel(draft, pools, random, last, depth, true);
    else addLayer(draft, pools, random, last, true);
  }
  return {
    kind: 'sequential',
    inputs: [input],
    parts: draft.parts,
    steps: draft.steps,
    outputs: [draft.shapes.length - 1],
  };
}

function functional(pools: ModelPools, random: Random, inputs: readonly Shape[], depth: number): ModelDescription {
  const draft = new Draft(inputs);
  const length = random.whole(2, 10);
  for (let i = 0; i < length; i++) {
    // Mostly goes on from the newest tensor; sometimes branches off from an older one.
    const from = random.chance(0.7) ? draft.shapes.length - 1 : random.whole(0, draft.shapes.length - 1);
    const way = random.next();
    if (way < 0.2 && draft.shapes.length > 1) addMerge(draft, pools, random, from);
    else if (way < 0.3) applyAgain(draft, random);
    else if (way < 0.38 && depth > 0) addModel(draft, pools, random, from, depth, false);
    else addLayer(draft, pools, random, from, false);
  }
  const used = new Set(draft.steps.flatMap((step) => step.inputs));
  const ends = draft.shapes.map((_, i) => i).filter((i) => !used.has(i) && i >= inputs.length);
  const wanted = ends.filter((end) => end === ends.at(-1) || random.chance(0.5));
  return {
    kind: 'functional',
    inputs,
    parts: draft.parts,
    steps: draft.steps,
    outputs: wanted.length > 0 ? wanted : [draft.shapes.length - 1],
  };
}

/** A layer of one input that the catalogue mostly accepts; one in twenty is taken as it comes. */
function addLayer(draft: Draft, pools: ModelPools, random: Random, from: number, oneOutput: boolean): void {
  const input = draft.shapes[from] ?? null;
  const careless = random.chance(0.05);
  for (let attempt = 0; attempt < 60; attempt++) {
    const table = random.pick(pools.tables);
    const rows = table.rows.filter(
      (row) =>
        row.refused === null &&
        row.input &&
        !row.dtype &&
        !row.call &&
        !row.flags &&
        !isProgram(row.args) &&
        row.input.length === (input?.length ?? 2),
    );
    if (rows.length === 0) continue;
    const args = partArgs(table, random.pick(rows), pools, random);
    const outputs = input && outputsOf(table.layer, args, [input], pools.target, false);
    const part: Part = { className: table.layer, args, model: null };
    if (!careless && !(outputs && pools.also(part, [input], false))) continue;
    if (oneOutput && (outputs?.length ?? 1) > 1) continue;
    draft.apply(draft.add(part), [from], false, outputs ?? [null]);
    return;
  }
}

function addMerge(draft: Draft, pools: ModelPools, random: Random, from: number): void {
  const tables = pools.tables.filter(({ layer }) => layerDefinition(layer)!.merges);
  const careless = random.chance(0.05);
  for (let attempt = 0; attempt < 25; attempt++) {
    const table = random.pick(tables);
    const count = random.whole(2, 3);
    const inputs = [from, ...Array.from({ length: count - 1 }, () => random.whole(0, draft.shapes.length - 1))];
    const rows = table.rows.filter((row) => row.refused === null && row.inputs && !row.dtype);
    if (rows.length === 0) continue;
    const args = partArgs(table, random.pick(rows), pools, random);
    const shapes = inputs.map((i) => draft.shapes[i] ?? null);
    const known = shapes.flatMap((shape) => (shape ? [shape] : []));
    const outputs = known.length === count ? outputsOf(table.layer, args, known, pools.target, true) : null;
    const part: Part = { className: table.layer, args, model: null };
    if (!careless && !(outputs && pools.also(part, known, true))) continue;
    draft.apply(draft.add(part), inputs, true, outputs ?? [null]);
    return;
  }
}

/** A layer or model that is there already, on another tensor of the same shape. */
function applyAgain(draft: Draft, random: Random): void {
  const steps = draft.steps.filter(({ inputs }) => inputs.length === 1);
  if (steps.length === 0) return;
  const step = random.pick(steps);
  const shape = JSON.stringify(draft.shapes[step.inputs[0]!]);
  const same = draft.shapes.flatMap((other, i) => (other && JSON.stringify(other) === shape ? [i] : []));
  if (same.length === 0) return;
  draft.apply(
    step.part,
    [random.pick(same)],
    step.listed,
    step.outputs.map((i) => draft.shapes[i] ?? null),
  );
}

/** A model within the model; one in a Sequential model gives one output. */
function addModel(
  draft: Draft,
  pools: ModelPools,
  random: Random,
  from: number,
  depth: number,
  oneOutput: boolean,
): void {
  const shape = draft.shapes[from];
  if (!shape || shape.length < 2) return;
  const make = random.chance(0.5)
    ? sequential
    : (p: ModelPools, r: Random, s: Shape, d: number) => functional(p, r, [s], d);
  const made = make(pools, random, shape.slice(1), depth - 1);
  const model = oneOutput ? { ...made, outputs: made.outputs.slice(-1) } : made;
  const outputs = shapesOf(model, pools.target);
  draft.apply(draft.add({ className: model.kind, args: {}, model }), [from], false, outputs);
}

/** A function among the args cannot be written in every language. */
function isProgram(args: Part['args']): boolean {
  return JSON.stringify(args).includes('"python"');
}

/** The shapes of a model's outputs, by the catalogue. */
function shapesOf(model: ModelDescription, target: Target): (Shape | null)[] {
  const shapes: (Shape | null)[] = model.inputs.map((shape) => [null, ...shape]);
  for (const { part, inputs, listed, outputs } of model.steps) {
    const { className, args, model: inner } = model.parts[part]!;
    const given = inputs.flatMap((i) => (shapes[i] ? [shapes[i]!] : []));
    const found =
      given.length < inputs.length
        ? null
        : inner
          ? shapesOf(inner, target)
          : outputsOf(className, args, given, target, listed);
    for (const [i, output] of outputs.entries()) shapes[output] = found?.[i] ?? null;
  }
  return model.outputs.map((i) => shapes[i] ?? null);
}

/** Args of a recorded row, changed at random. What is about a layer by itself is left out. */
function partArgs(table: RowTable, row: RecordedRow, { target }: ModelPools, random: Random): Part['args'] {
  const args = { ...freshArgs(row, poolsOf(table, target), random) };
  for (const name of ['name', 'dtype', 'input_shape', 'input_dim', 'batch_size', 'batch_input_shape', 'weights'])
    if (!(name === 'input_dim' && table.layer.endsWith('Embedding'))) delete args[name];
  return args;
}

/** The output shapes; null if the layer is refused or not known. */
function outputsOf(
  layer: string,
  args: Part['args'],
  inputs: readonly Shape[],
  target: Target,
  listed: boolean,
): readonly Shape[] | null {
  const asked = { args, ...(listed ? { inputs } : { input: inputs[0] }) } as unknown as RecordedRow;
  const answer = answerOf(layer, asked, target);
  return 'outputs' in answer ? answer.outputs : null;
}
