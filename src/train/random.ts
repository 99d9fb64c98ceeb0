/** Random numbers that are the same for the same seed. */

/** A source of numbers from 0 (included) to 1 (excluded). */
export type Random = () => number;

/** The generator Mulberry32 by Tommy Ettinger: 32 bits of state, enough for shuffles and initial weights. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Makes everything that TensorFlow.js draws without a seed of its own (initial weights, dropout) follow `seed`: it takes
 * all such numbers from `Math.random`. Returns the function that puts the old generator back.
 */
export function seedMathRandom(seed: number): () => void {
  const original = Math.random;
  Math.random = seededRandom(seed);
  return () => {
    Math.random = original;
  };
}

/** Runs what may draw numbers from `Math.random` without a change to what others draw from it later. */
export async function withRandomAside<Result>(work: () => Promise<Result>): Promise<Result> {
  const restore = seedMathRandom(1);
  try {
    return await work();
  } finally {
    restore();
  }
}

/** Shuffles in place (Fisher-Yates). */
export function shuffle(values: Uint32Array, random: Random): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const value = values[last]!;
    values[last] = values[other]!;
    values[other] = value;
  }
}
