/** RandomWidth of TensorFlow.js: images of another width in training. What it says of its shape is wrong. */
import { type ArgSpec, choice, inert, refused, show, unknownReading, value } from './args';
import { numberOf } from './augmentation';
import { defineLayer } from './definition';
import { type Plain, PlainUnknown } from './plain';

export const randomWidth = defineLayer({
  name: 'RandomWidth',
  summary: 'Stretches images along their width at random in training.',
  frameworks: ['tfjs'],
  args: {
    factor: factorArg(),
    interpolation: choice(['bilinear', 'nearest'], { default: 'bilinear', doc: 'How pixels are put between others' }),
    seed: inert({ doc: 'Start of the random numbers' }),
    autoVectorize: inert({ doc: 'Taken, but of no effect' }),
  },
  unknown: () => 'the width is drawn at random when it runs',
  output: (_, input) => [...input],
});

function factorArg(): ArgSpec<null> {
  return {
    doc: 'How much the width changes',
    default: null,
    takes: 'number > 0, or two from -1',
    whenUnknown: () => null,
    schema: { anyOf: [{ type: 'number' }, { type: 'array', minItems: 2, maxItems: 2 }] },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      const must = refused(`must be a positive number or two of them, not ${show(plain)}`);
      if (!Array.isArray(plain)) {
        const number = numberOf(plain);
        // A single number f stands for -f and f.
        return typeof number === 'number' && number > 0 && number <= 1 ? value(null) : must;
      }
      const [low, high, ...more] = (plain as readonly Plain[]).map(numberOf);
      if (typeof low !== 'number' || typeof high !== 'number' || more.length > 0) return must;
      return low < -1 || high < -1 || high < low ? must : value(null);
    },
  };
}
