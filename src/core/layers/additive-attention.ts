/** AdditiveAttention: attention whose scores are sums of queries and keys. */
import { amount, choice, flag } from './args';
import { attentionLayer } from './attention-dot';
import type { Weight } from './definition';
import { lateSeedArg } from './noise';

export const additiveAttention = attentionLayer({
  name: 'AdditiveAttention',
  summary: 'Takes a mean of values, weighted by a function of the sums of queries and keys.',
  args: {
    useScale: flag({ default: true, doc: 'Learn a number for each feature that scales the sums' }),
    dropout: amount({ default: 0, doc: 'Share of the weights that is dropped in training' }),
    scoreMode: { ...choice(['dot', 'concat'], { default: 'dot', doc: 'Taken, but of no effect' }), namedOnly: true },
    seed: { ...lateSeedArg(), namedOnly: true },
  },
  weights: ({ useScale }: { readonly useScale: boolean }, query): Weight[] =>
    useScale ? [{ name: 'scale', shape: [query.at(-1)!], trainable: true }] : [],
});
