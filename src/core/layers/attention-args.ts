/** Args that MultiHeadAttention and GroupQueryAttention share. */

import type { Dim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import { type ArgSpec, flag, refused, show, size, unknownReading, value } from './args';
import type { Refusal, Weight } from './definition';
import { seedRefusals } from './noise';
import { PlainUnknown } from './plain';
import { kernelAndBiasArgs } from './words';

export const headArg = (doc: string) => size({ strict: false, doc });

export const slidingWindowArg = () => ({
  slidingWindow: size({
    default: null,
    optional: true,
    since: [3, 13],
    doc: 'Each query sees so many steps around it',
  }),
});

export const flashArg = () => ({
  flashAttention: flag({ default: false, doc: 'Use the fast kernel of the device' }),
});

export const gateArg = () => ({
  useGate: flag({
    default: false,
    since: [3, 12],
    doc: 'Multiply the output by a gate that is computed from the query',
  }),
});

/** Faults of args that the two layers have in common. */
export function attentionArgRefusals(
  layer: string,
  args: {
    readonly flashAttention: boolean;
    readonly dropout: number | null;
    readonly seed: string | null;
    readonly kernelInitializer: string | null;
    readonly biasInitializer: string | null;
  },
): Refusal[] {
  const refuse = (arg: string, message: string): Refusal[] => [
    { rule: 'invalid-argument', arg, message: `${layer}: ${message}` },
  ];
  if (args.flashAttention && (args.dropout ?? 0) > 0)
    return refuse('flashAttention', 'flash attention has no dropout: set dropout to 0');
  if (args.kernelInitializer === null) return refuse('kernelInitializer', 'kernel_initializer must be given');
  if (args.biasInitializer === null) return refuse('biasInitializer', 'bias_initializer must be given');
  return seedRefusals(layer, args.seed, args.dropout);
}

export const attentionKernelArgs = kernelAndBiasArgs;

/** A projection: its kernel and, where it is wanted, its bias over the last axes of the output. */
export function projection(input: readonly Dim[], output: readonly Dim[], useBias: boolean): Weight[] {
  return [
    { name: 'kernel', shape: [...input, ...output], trainable: true },
    ...(useBias ? [{ name: 'bias', shape: output, trainable: true }] : []),
  ];
}

/** The size of the last axes of the output: one, or a list. Empty is none. */
export function outputShapeArg(): ArgSpec<readonly Dim[] | null> {
  return {
    doc: 'Size of the output features; those of the query if not given',
    default: null,
    takes: 'whole number, or a list of them',
    schema: { anyOf: [{ type: ['integer', 'null'] }, { type: 'array', items: { type: 'integer' } }] },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null || plain === 0 || plain === false) return value(null);
      if (plain instanceof Symbolic || (typeof plain === 'number' && Number.isInteger(plain))) return value([plain]);
      if (plain === true) return value([1]);
      if (!Array.isArray(plain)) return refused(`must be a whole number or a list of them, not ${show(plain)}`);
      const hole = plain.find((item) => item instanceof PlainUnknown);
      if (hole instanceof PlainUnknown) return unknownReading(hole);
      const wrong = plain.some(
        (item) => !(item instanceof Symbolic) && !(typeof item === 'number' && Number.isInteger(item)),
      );
      if (wrong) return refused(`must hold whole numbers, not ${show(plain)}`);
      return value(plain.length === 0 ? null : (plain as readonly Dim[]));
    },
  };
}
