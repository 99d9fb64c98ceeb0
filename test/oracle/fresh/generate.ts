/** Fresh random rows: recorded rows with args, sizes and ranks changed at random. Asks nobody. */
import { argSpecs, layerDefinition, type Target, toSnakeCase } from '../../support/catalogue';
import type { Json, RecordedRow, RecordedShape, RowTable } from '../load-rows';
import type { Random } from './random';

export type FreshRow = Pick<RecordedRow, 'args' | 'input' | 'inputs' | 'call' | 'flags' | 'dtype'>;

/** Values that anybody may write anywhere. */
const odd: readonly Json[] = [null, 0, -1, 1.5, true, false, 'x', [], [1], [1, 2], [2, 2, 2]];

/** Values by arg: those of the recorded rows, those that the spec names, and odd ones. */
export function poolsOf(table: RowTable, target: Target): ReadonlyMap<string, readonly Json[]> {
  const pools = new Map<string, Json[]>();
  const pool = (arg: string): Json[] => pools.get(arg) ?? pools.set(arg, []).get(arg)!;
  for (const [name, spec] of argSpecs(layerDefinition(table.layer)!, target)) {
    const written = target.framework === 'keras' ? toSnakeCase(name) : name;
    const { enum: words = [] } = spec.schema as { readonly enum?: readonly Json[] };
    pool(written).push(...words);
  }
  for (const row of table.rows) {
    for (const [arg, value] of Object.entries(row.args)) if (arg !== 'foo') pool(arg).push(value);
  }
  return pools;
}

export function freshRow(table: RowTable, pools: ReadonlyMap<string, readonly Json[]>, random: Random): FreshRow {
  const accepted = table.rows.filter((row) => row.refused === null);
  const base = random.chance(0.8) && accepted.length > 0 ? random.pick(accepted) : random.pick(table.rows);
  const { input, inputs, call, flags, dtype } = base;
  return {
    args: freshArgs(base, pools, random),
    ...(input ? { input: freshShape(input, random) } : {}),
    ...(inputs ? { inputs: freshShapes(inputs, random) } : {}),
    ...(call ? { call } : {}),
    ...(flags ? { flags } : {}),
    ...(dtype ? { dtype } : {}),
  };
}

export function freshArgs(
  base: RecordedRow,
  pools: ReadonlyMap<string, readonly Json[]>,
  random: Random,
): { readonly [name: string]: Json } {
  const args: { [name: string]: Json } = { ...base.args };
  const names = [...pools.keys()];
  const changes = names.length === 0 ? 0 : random.whole(0, 3);
  for (let i = 0; i < changes; i++) {
    const name = random.pick(names);
    args[name] = random.chance(0.07) ? random.pick(odd) : freshValue(random.pick(pools.get(name)!), random);
    if (args[name] === undefined) delete args[name];
  }
  if (random.chance(0.02)) delete args[random.pick(Object.keys(args))];
  if (random.chance(0.01)) args.no_such_arg = 1;
  return args;
}

/** A whole number becomes another one, also within lists; all else stays. */
function freshValue(value: Json, random: Random): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => freshValue(item, random));
  if (typeof value !== 'number' || !Number.isInteger(value) || random.chance(0.3)) return value;
  return value <= 0 ? value : random.whole(1, Math.min(12, value + 4));
}

function freshShape(shape: RecordedShape, random: Random): RecordedShape {
  const dims = shape.map((dim, axis) => freshDim(dim, axis, random));
  if (random.chance(0.04)) return dims.slice(0, -1);
  return random.chance(0.04) ? [...dims, random.whole(1, 4)] : dims;
}

/** Mostly the same change to every input, so that most of them still fit together. */
function freshShapes(shapes: readonly RecordedShape[], random: Random): readonly RecordedShape[] {
  if (random.chance(0.25)) return shapes.map((shape) => freshShape(shape, random));
  const sizes = new Map<unknown, number | string | null>();
  return shapes.map((shape) =>
    shape.map((dim, axis) => {
      if (!sizes.has(dim)) sizes.set(dim, freshDim(dim, axis, random));
      return sizes.get(dim)!;
    }),
  );
}

function freshDim(dim: number | string | null, axis: number, random: Random): number | string | null {
  if (axis === 0) return random.chance(0.1) ? random.whole(1, 4) : dim;
  if (random.chance(0.12)) return null;
  if (random.chance(0.02)) return 0;
  return random.chance(0.35) ? random.whole(1, 14) : dim;
}
