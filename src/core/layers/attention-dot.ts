/** Attention and AdditiveAttention: called with a list of query, value and, where it is another, key. */
import type { Shape } from '../shape/dim';
import { formatShape } from '../shape/dim';
import type { ArgSpec } from './args';
import { attentionCount, attentionInputs, attentionMacs } from './attention-inputs';
import { defineManyLayer, type LayerDefinition, type Refusal, type Weight } from './definition';
import { seedRefusals } from './noise';

interface AttentionDescription {
  readonly name: string;
  readonly summary: string;
  readonly args: Readonly<Record<string, ArgSpec<unknown>>>;
  readonly weights: (args: never, query: Shape) => readonly Weight[];
}

export function attentionLayer({ weights, ...described }: AttentionDescription): LayerDefinition {
  return defineManyLayer({
    ...described,
    frameworks: ['keras'],
    merges: true,
    callFlags: ['returnAttentionScores'],
    masking: {
      given: (_, [mask], { operation }) => (mask ? [operation('ConvertToTensor', [mask], mask.shape!)] : []),
    },
    refuses: (args, inputs): Refusal[] => {
      const wrong = attentionCount(described.name, inputs);
      if (wrong.length > 0) return wrong;
      const { seed, dropout } = args as unknown as { readonly seed: string | null; readonly dropout: number | null };
      const faulty = seedRefusals(described.name, seed, dropout);
      if (faulty.length > 0) return faulty;
      const { query, value } = attentionInputs(inputs);
      const refuse = (message: string): Refusal[] => [
        { rule: 'rank-mismatch', arg: null, message: `${described.name}: ${message}` },
      ];
      if (query.length === 0 || value.length === 0)
        return refuse(`takes no tensor without axes, but gets ${formatShape(query)} and ${formatShape(value)}`);
      return weights(args as never, query).some(({ shape }) => shape.includes(null))
        ? refuse(`the last axis of the query must be known, but is None in ${formatShape(query)}`)
        : [];
    },
    outputs: (args, inputs) => {
      const { query, value, key } = attentionInputs(inputs);
      const output = [...query.slice(0, -1), value.at(-1)!];
      return wantsScores(args) ? [output, [...query.slice(0, -1), key.at(-2)!]] : [output];
    },
    weights: (args, inputs) => weights(args as never, inputs[0]!),
    macs: (_, inputs) => {
      const { query, value } = attentionInputs(inputs);
      return attentionMacs(query.slice(1, -1), value.slice(1, -1), [query.at(-1)!, value.at(-1)!]);
    },
  });
}

export function wantsScores(args: Readonly<Record<string, unknown>>): boolean {
  return args.returnAttentionScores === true;
}
