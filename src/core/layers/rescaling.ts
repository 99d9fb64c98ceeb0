/** Rescaling: values multiplied and shifted. */
import { inert } from './args';
import { defineLayer } from './definition';
import { keepsMask } from './masks';

export const rescaling = defineLayer({
  name: 'Rescaling',
  summary: 'Multiplies by a scale and adds an offset, in training and after.',
  masking: keepsMask,
  affine: true,
  args: {
    scale: { ...inert({ doc: 'What the values are multiplied by' }), default: undefined, defaultInTfjs: null },
    offset: inert({ default: 0, doc: 'What is added to them' }),
  },
  elementwise: true,
  output: (_, input) => [...input],
});
