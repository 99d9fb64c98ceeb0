/** Low-rank adaptation: the kernel is frozen, and the product of two small matrices is trained beside it (Keras 3). */
import type { Dim } from '../shape/dim';
import { amount, size } from './args';
import type { Refusal, Target, Weight } from './definition';
import type { Plain } from './plain';

export function loraArgs(options: { readonly namedOnly?: boolean } = {}) {
  const rank = size({
    default: null,
    optional: true,
    min: 0,
    frameworks: ['keras'],
    ...options,
    doc: 'Train a matrix of this rank instead of the kernel',
  });
  return {
    // Keras asks only whether there is one, so whatever counts as false is none.
    loraRank: { ...rank, read: (plain: Plain, target: Target) => rank.read(isEmpty(plain) ? null : plain, target) },
    loraAlpha: amount({
      default: null,
      unchecked: true,
      frameworks: ['keras'],
      since: [3, 10],
      ...options,
      doc: 'Scale of the trained matrix',
    }),
  };
}

export interface LoraValues {
  readonly loraRank: Dim;
}

/** The weights with the kernel (the first) frozen and its two factors added: `… × rank` and `rank × last axis`. */
export function withLora(weights: readonly Weight[], { loraRank }: LoraValues, frozen = 'kernel'): Weight[] {
  if (loraRank === null || loraRank === 0) return [...weights];
  const kernel = weights[0]!;
  return [
    { ...kernel, trainable: false },
    ...weights.slice(1),
    { name: `lora_${frozen}_a`, shape: [...kernel.shape.slice(0, -1), loraRank], trainable: true },
    { name: `lora_${frozen}_b`, shape: [loraRank, kernel.shape.at(-1)!], trainable: true },
  ];
}

/** Keras does not train the factors of a kernel that is constrained. */
export function loraRefusals(layer: string, { loraRank }: LoraValues, constraint: string | null): Refusal[] {
  if (loraRank === null || loraRank === 0 || constraint === null) return [];
  return [
    {
      rule: 'invalid-argument',
      arg: 'loraRank',
      message: `${layer}: lora_rank and a constraint of the kernel cannot both be given`,
    },
  ];
}

function isEmpty(plain: Plain): boolean {
  return plain === '' || plain === false || (Array.isArray(plain) && plain.length === 0);
}
