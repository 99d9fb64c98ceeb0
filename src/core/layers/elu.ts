/** ELU: negative numbers approach a floor. */

import { Symbolic } from '../shape/symbolic';
import { type ArgSpec, amount, refused, show, value } from './args';
import { defineLayer } from './definition';
import { keepsMask } from './masks';
import { type Plain, PlainUnknown } from './plain';

export const elu = defineLayer({
  name: 'ELU',
  summary: 'Bends negative values towards a floor.',
  masking: keepsMask,
  args: { alpha: alpha() },
  elementwise: true,
  output: (_, input) => [...input],
});

function isGiven(plain: Plain): boolean {
  return plain !== null && !(plain instanceof PlainUnknown) && !(plain instanceof Symbolic);
}

/** TensorFlow.js has the function for 1 only; Keras takes one for each channel as well. */
function alpha(): ArgSpec<number | null> {
  const any = amount({ default: 1, optional: true, doc: 'The floor is minus this' });
  return {
    ...any,
    read: (plain, target) => {
      if (target.framework === 'tfjs' && isGiven(plain) && plain !== 1)
        return refused(`can only be 1 in TensorFlow.js, not ${show(plain)}`);
      return Array.isArray(plain) ? value(null) : any.read(plain, target);
    },
  };
}
