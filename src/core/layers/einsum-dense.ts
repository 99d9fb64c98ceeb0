/** EinsumDense: weighted sums along the axes that an equation names. */
import { elementCount, multiplyCounts } from '../shape/count';
import { type Dim, isSymbolic, unknownDim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import { type ArgSpec, inert, refused, show, unknownReading, value, wholeNumber } from './args';
import { defineLayer, type Refusal } from './definition';
import { einsumShapes } from './einsum-equation';
import { loraArgs, loraRefusals, withLora } from './lora';
import { PlainUnknown } from './plain';
import { activation, kernelAndBiasArgs } from './words';

const { activityRegularizer: _, ...kernelArgs } = kernelAndBiasArgs();

export const einsumDense = defineLayer({
  name: 'EinsumDense',
  summary: 'Weighted sums along the axes that an equation names.',
  frameworks: ['keras'],
  linear: true,
  args: {
    equation: text('The equation: ab,bc->ac', undefined),
    outputShape: outputShape(),
    activation: activation(),
    biasAxes: text('The axes of the output that the bias has', null),
    ...kernelArgs,
    ...loraArgs(),
    gptqUnpackedColumnSize: inert({ doc: 'Size of a packed kernel' }),
    quantizationConfig: inert({ since: [3, 13], doc: 'How the weights are quantized' }),
  },
  rank: { min: 1 },
  refuses: ({ equation, outputShape: wanted, biasAxes, loraRank, kernelConstraint }, input): Refusal[] => {
    const refuse = (arg: string | null, message: string): Refusal[] => [
      { rule: 'invalid-argument', arg, message: `EinsumDense: ${message}` },
    ];
    const shapes = einsumShapes(equation!, biasAxes, input, wanted);
    if (typeof shapes === 'string') return refuse('equation', shapes);
    if (shapes.kernel.includes(null)) return refuse('outputShape', 'a size of the kernel is not known: it is None');
    if (shapes.bias?.includes(null)) return refuse('biasAxes', 'a size of the bias is not known: it is None');
    return loraRefusals('EinsumDense', { loraRank }, kernelConstraint);
  },
  output: ({ equation, outputShape: wanted, biasAxes }, input) => shapesOf(equation, biasAxes, input, wanted).output,
  weights: ({ equation, outputShape: wanted, biasAxes, loraRank }, input) => {
    const { kernel, bias } = shapesOf(equation, biasAxes, input, wanted);
    return withLora(
      [
        { name: 'kernel', shape: kernel, trainable: true },
        ...(bias ? [{ name: 'bias', shape: bias, trainable: true }] : []),
      ],
      { loraRank },
    );
  },
  // Each element of the output costs a product for each place of the kernel that is summed over.
  macs: ({ equation, biasAxes, outputShape: wanted }, input, output) => {
    const { kernel } = shapesOf(equation, biasAxes, input, wanted);
    const [, kernelSpec = '', outputSpec = ''] = /,([a-zA-Z]+)->([.a-zA-Z]+)/.exec(equation ?? '') ?? [];
    const summed = kernel.filter((dim, i) => !outputSpec.includes(kernelSpec[i]!) && (dim !== null || isSymbolic(dim)));
    return multiplyCounts(elementCount(output.slice(1)), elementCount(summed));
  },
});

function shapesOf(equation: string | null, biasAxes: string | null, input: readonly Dim[], wanted: readonly Dim[]) {
  const shapes = einsumShapes(equation ?? '', biasAxes, input, wanted);
  return typeof shapes === 'string' ? { kernel: [], bias: null, output: [] } : shapes;
}

function text(doc: string, fallback: null | undefined): ArgSpec<string | null> {
  return {
    doc,
    default: fallback,
    takes: 'letters',
    schema: { type: fallback === null ? ['string', 'null'] : 'string' },
    read: (plain) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      const letters = Array.isArray(plain) && plain.every((item) => typeof item === 'string') ? plain.join('') : plain;
      if (fallback === null && typeof letters === 'string') return value(letters);
      if (typeof plain === 'string' || (plain === null && fallback === null)) return value(plain);
      return refused(`must be a text, not ${show(plain)}`);
    },
  };
}

/** Sizes without the batch; None for one that is taken from the input. */
function outputShape(): ArgSpec<readonly Dim[]> {
  return {
    doc: 'Shape of the output without the batch; None for sizes taken from the input',
    default: undefined,
    takes: 'whole number, or a list of them or None',
    schema: { anyOf: [{ type: 'integer' }, { type: 'array', items: { type: ['integer', 'null'] } }] },
    read: (plain, target) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      const items = Array.isArray(plain)
        ? plain
        : plain instanceof Symbolic || typeof plain === 'number' || typeof plain === 'boolean'
          ? [plain]
          : null;
      if (!items) return refused(`must be a whole number or a list of them, not ${show(plain)}`);
      const dims: Dim[] = [];
      for (const item of items) {
        const dim =
          item instanceof PlainUnknown ? unknownDim() : item instanceof Symbolic ? item : wholeNumber(item, target);
        if (dim === null && item !== null) return refused(`must hold whole numbers or None, not ${show(plain)}`);
        dims.push(dim);
      }
      return value(dims);
    },
  };
}
