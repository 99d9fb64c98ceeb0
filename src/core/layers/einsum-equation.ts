/** The equation of EinsumDense: `ab,bc->ac`, with axes left out on one side as `...`. Knows no layer. */
import { type Dim, isSymbolic, type Shape } from '../shape/dim';

export interface EinsumShapes {
  readonly kernel: readonly Dim[];
  readonly bias: readonly Dim[] | null;
  readonly output: readonly Dim[];
}

/** What the equation makes of an input, or what is wrong with it (`_analyze_einsum_string`, Keras 3). */
export function einsumShapes(
  equation: string,
  biasAxes: string | null,
  input: Shape,
  wanted: readonly Dim[],
): EinsumShapes | string {
  const parts = partsOf(equation);
  if (!parts)
    return `the equation must be of the form ab,bc->ac, ...ab,bc->...ac or ab...,bc->ac..., not '${equation}'`;
  const { inputSpec, kernelSpec, outputSpec, leftElided } = parts;
  const elided = input.length - inputSpec.length;
  const output = wholeOutput(input, wanted, elided, leftElided);
  const inputAt = new Map([...inputSpec].map((axis, i) => [axis, leftElided ? elided + i : i]));
  const outputAt = new Map([...outputSpec].map((axis, i) => [axis, leftElided ? i + elided : i]));
  for (const axis of inputSpec) {
    const from = at(input, inputAt.get(axis)!);
    if (from === undefined)
      return `the equation names ${inputSpec.length} axes of the input, which has ${input.length}`;
    if (!outputAt.has(axis)) continue;
    const to = at(output, outputAt.get(axis)!);
    if (to === undefined) return missingOutput(outputSpec, output);
    if (to !== null && from !== to && !isSymbolic(from) && !isSymbolic(to))
      return `axis ${axis} is ${from ?? 'None'} in the input, but ${to} in the output`;
  }
  const strange = [...outputSpec].find((axis) => !inputSpec.includes(axis) && !kernelSpec.includes(axis));
  if (strange !== undefined) return `axis ${strange} of the output is neither in the input nor in the kernel`;
  const kernel: Dim[] = [];
  for (const axis of kernelSpec) {
    const place = outputAt.get(axis);
    const from = inputAt.get(axis);
    if (place === undefined && from === undefined)
      return `axis ${axis} of the kernel is neither in the input nor in the output`;
    const dim = place === undefined ? at(input, from!) : at(output, place);
    if (dim === undefined) return missingOutput(outputSpec, output);
    kernel.push(dim);
  }
  if (biasAxes === null) return { kernel, bias: null, output };
  const bias = biasShape(biasAxes, outputSpec, output, elided, leftElided);
  return typeof bias === 'string' ? bias : { kernel, bias, output };
}

interface Parts {
  readonly inputSpec: string;
  readonly kernelSpec: string;
  readonly outputSpec: string;
  readonly leftElided: boolean;
}

/** Keras looks at the start of the text only, and so do these. */
function partsOf(equation: string): Parts | null {
  const dotted = equation.replaceAll('...', '0');
  const plain = /^([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)/.exec(dotted);
  const left = /^0([a-zA-Z]+),([a-zA-Z]+)->0([a-zA-Z]+)/.exec(dotted);
  const right = /^([a-zA-Z]{2,})0,([a-zA-Z]+)->([a-zA-Z]+)0/.exec(dotted);
  const match = plain ?? left ?? right;
  if (!match) return null;
  const [, inputSpec, kernelSpec, outputSpec] = match as unknown as [string, string, string, string];
  return { inputSpec, kernelSpec, outputSpec, leftElided: !plain && left !== null };
}

/** The output with its batch, and with the axes that the equation leaves out. */
function wholeOutput(input: Shape, wanted: readonly Dim[], elided: number, leftElided: boolean): Dim[] {
  const output: Dim[] = [input[0]!, ...wanted];
  if (elided <= 0) return output;
  if (!leftElided) return [...output, ...input.slice(input.length - elided)];
  // Keras puts each of them in front of the one before.
  return [output[0]!, ...input.slice(1, elided).reverse(), ...wanted];
}

function biasShape(
  axes: string,
  outputSpec: string,
  output: readonly Dim[],
  elided: number,
  leftElided: boolean,
): readonly Dim[] | string {
  const strange = [...axes].find((axis) => !outputSpec.includes(axis));
  if (strange !== undefined) return `axis ${strange} of the bias is not in the output '${outputSpec}'`;
  if (axes === '') return 'bias_axes must name an axis';
  if (output.length < outputSpec.length + (leftElided ? elided : 0)) return missingOutput(outputSpec, output);
  const first = Math.min(...[...axes].map((axis) => outputSpec.indexOf(axis)));
  const shift = leftElided ? elided : 0;
  const sizes = [...outputSpec.slice(first)].map((axis) =>
    axes.includes(axis) ? output[outputSpec.lastIndexOf(axis) + shift]! : 1,
  );
  return leftElided ? sizes : [...sizes, ...new Array<Dim>(Math.max(0, elided)).fill(1)];
}

/** As Python indexes: negative from the end. */
function at(dims: readonly Dim[], index: number): Dim | undefined {
  return dims.at(index);
}

function missingOutput(outputSpec: string, output: readonly Dim[]): string {
  return `the equation names ${outputSpec.length} axes of the output, which has ${output.length} with the batch`;
}
