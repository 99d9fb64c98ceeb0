/** Attention: a mean of values, weighted by how well each query fits each key. */
import { amount, choice, flag } from './args';
import { attentionLayer } from './attention-dot';
import type { Weight } from './definition';
import { lateSeedArg } from './noise';

interface AttentionValues {
  readonly useScale: boolean;
  readonly scoreMode: string;
}

export const attention = attentionLayer({
  name: 'Attention',
  summary: 'Takes a mean of values, weighted by the products of queries and keys.',
  args: {
    useScale: flag({ default: false, doc: 'Learn one number that scales the scores' }),
    scoreMode: choice(['dot', 'concat'], { default: 'dot', doc: 'How a query is compared with a key' }),
    dropout: amount({ default: 0, doc: 'Share of the weights that is dropped in training' }),
    seed: lateSeedArg(),
  },
  weights: ({ useScale, scoreMode }: AttentionValues): Weight[] => [
    ...(useScale ? [{ name: 'scale', shape: [], trainable: true }] : []),
    ...(scoreMode === 'concat' ? [{ name: 'concat_score_weight', shape: [], trainable: true }] : []),
  ],
});
