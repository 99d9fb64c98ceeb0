/** Operations on signals: frames and Fourier transforms, complex numbers as pairs of tensors. */
import { add, type Dim, floorDivide, isKnown, multiply, type Shape, subtract, unknownDim } from '../../shape/dim';
import { NOT_FOLLOWED, type Operation, operation } from './operation';

/** How many windows of a length fit at a stride. */
function frames(length: Dim, window: number, stride: number): Dim {
  const free = subtract(length, window);
  return isKnown(free) ? Math.floor(free / stride) + 1 : length === null ? null : unknownDim();
}

const extractSequences = operation('ExtractSequences', (call) => {
  const [length, stride] = [call.number(1, 'sequence_length'), call.number(2, 'sequence_stride')];
  const [shape] = call.shapes;
  if (!length || !stride || !shape!.length) return NOT_FOLLOWED;
  return [...shape!.slice(0, -1), frames(shape!.at(-1)!, length, stride), length];
});

/** Half of the spectrum of real numbers, and one more. */
function half(size: number): number {
  return Math.floor(size / 2) + 1;
}

function twice(shape: Shape): { readonly many: readonly Shape[]; readonly dtypes: readonly string[] } {
  return { many: [shape, shape], dtypes: ['float32', 'float32'] };
}

const rfft = operation('RFFT', (call) => {
  const length = call.number(1, 'fft_length');
  const [shape] = call.shapes;
  if (length === undefined || !shape!.length) return NOT_FOLLOWED;
  const last = length === null ? add(floorDivide(shape!.at(-1)!, 2), 1) : half(length);
  const spectrum = [...shape!.slice(0, -1), last];
  return { many: [spectrum, spectrum] };
});

const irfft = operation(
  'IRFFT',
  (call) => {
    const length = call.number(1, 'fft_length');
    const [shape] = call.shapes;
    if (length === undefined || !shape!.length) return NOT_FOLLOWED;
    return [...shape!.slice(0, -1), length ?? multiply(subtract(shape!.at(-1)!, 1), 2)];
  },
  'list',
);

const stft = operation('STFT', (call) => {
  const [length, stride, size] = [1, 2, 3].map((at, i) =>
    call.number(at, ['sequence_length', 'sequence_stride', 'fft_length'][i]!),
  );
  const [shape] = call.shapes;
  if (!length || !stride || !size || !shape!.length) return NOT_FOLLOWED;
  const centered = call.flagUnlessFalse(5, 'center');
  const whole = centered ? add(shape!.at(-1)!, 2 * Math.floor(size / 2)) : shape!.at(-1)!;
  return twice([...shape!.slice(0, -1), frames(whole, size, stride), half(size)]);
});

const istft = operation(
  'ISTFT',
  (call) => {
    const [stride, size, given] = [
      call.number(2, 'sequence_stride'),
      call.number(3, 'fft_length'),
      call.number(4, 'length'),
    ];
    const [shape] = call.shapes;
    if (!stride || !size || given === undefined || shape!.length < 2) return NOT_FOLLOWED;
    const centered = call.flagUnlessFalse(6, 'center');
    const whole = add(multiply(subtract(shape!.at(-2)!, 1), stride), size);
    const length = given ?? (centered ? subtract(whole, 2 * Math.floor(size / 2)) : whole);
    return [...shape!.slice(0, -2), length];
  },
  'list',
);

const complexPair = (className: string): Operation => operation(className, ({ shapes }) => twice(shapes[0]!), 'list');

export const signalOperations: readonly (readonly [name: string, operation: Operation])[] = [
  ['extract_sequences', extractSequences],
  ['rfft', rfft],
  ['irfft', irfft],
  ['stft', stft],
  ['istft', istft],
  ['fft', complexPair('FFT')],
  ['fft2', complexPair('FFT2')],
  ['ifft2', complexPair('IFFT2')],
  ['polar', operation('Polar', ({ shapes }) => shapes[0]!, [['abs_']])],
  [
    'view_as_complex',
    operation('ViewAsComplex', ({ shapes: [shape] }) =>
      shape!.length ? { shape: shape!.slice(0, -1), dtype: 'complex64' } : null,
    ),
  ],
  ['view_as_real', operation('ViewAsReal', ({ shapes: [shape] }) => ({ shape: [...shape!, 2], dtype: 'float32' }))],
];
