/** RandomColorJitter: brightness, contrast, saturation and hue at once. */
import { type ArgSpec, inert } from './args';
import { augmentationLayer, isPair, strength } from './augmentation';
import { dataFormat } from './data-format';
import type { Refusal } from './definition';
import { seedArg } from './noise';
import type { Plain } from './plain';

interface Values {
  readonly valueRange: Plain;
  readonly brightnessFactor: Given;
  readonly saturationFactor: Given;
}

/** Whether a strength was given. */
type Given = boolean;

export const randomColorJitter = augmentationLayer({
  name: 'RandomColorJitter',
  summary: 'Changes brightness, contrast, saturation and hue in training.',
  args: {
    valueRange: inert({ default: [0, 255], doc: 'Least and greatest value of a pixel' }),
    // Nothing in a list counts as no change of brightness.
    brightnessFactor: given('brightness', -1, { noneIsZero: true }),
    contrastFactor: given('contrast', 0),
    saturationFactor: given('saturation', -1),
    hueFactor: given('hue', 0),
    seed: seedArg(),
    dataFormat: dataFormat(),
  },
  // Only the layers inside for brightness and saturation look at the range.
  refuses: ({ valueRange, brightnessFactor, saturationFactor }: Values): Refusal[] => {
    if ((!brightnessFactor && !saturationFactor) || isPair(valueRange)) return [];
    const message = 'RandomColorJitter: value_range must hold two numbers';
    return [{ rule: 'invalid-argument', arg: 'valueRange', message }];
  },
});

function given(what: string, from: number, options: { readonly noneIsZero?: boolean } = {}): ArgSpec<Given> {
  const spec = strength({
    default: null,
    from,
    to: 1,
    optional: true,
    ...options,
    doc: `Strength of the change of ${what}`,
  });
  return {
    ...spec,
    whenUnknown: () => false,
    read: (plain, target) => {
      const reading = spec.read(plain, target);
      return reading.kind === 'value' ? { kind: 'value', value: plain !== null } : reading;
    },
  };
}
