/** STFTSpectrogram: the frequencies in a sound over time, by convolutions. */
import { type Dim, floorDivide, isKnown, multiply, type Shape } from '../shape/dim';
import { choice, flag } from './args';
import { type DataFormat, dataFormat } from './data-format';
import { defineLayer, type Refusal, type Target } from './definition';
import { spectrogramSize, windowArg } from './spectrogram-args';
import { tooLargeWindows, windowedOutput, windowsOf } from './windows';

interface Values {
  readonly mode: string;
  readonly frameLength: Dim;
  readonly frameStep: Dim;
  readonly fftLength: Dim;
  readonly padding: 'valid' | 'same';
  readonly dataFormat: DataFormat;
}

export const sTFTSpectrogram = defineLayer({
  name: 'STFTSpectrogram',
  summary: 'Tells the frequencies in a sound over time.',
  frameworks: ['keras'],
  args: {
    mode: choice(['log', 'magnitude', 'psd', 'real', 'imag', 'angle', 'stft'], {
      default: 'log',
      doc: 'What is given of each frequency',
    }),
    frameLength: spectrogramSize('Length of a piece', 256),
    frameStep: spectrogramSize('Step between the pieces; half their length if not given', null),
    fftLength: spectrogramSize('Size of the transform; the next power of 2 if not given', null),
    window: windowArg(),
    periodic: flag({ default: false, doc: 'Take the window as periodic' }),
    scaling: choice(['density', 'spectrum'], { default: 'density', optional: true, doc: 'What is scaled' }),
    padding: choice(['valid', 'same'], { default: 'valid', doc: 'How the ends are treated' }),
    expandDims: flag({ default: false, doc: 'Give frequencies an axis of their own' }),
    dataFormat: dataFormat(),
  },
  rank: 3,
  refuses: (args, input, target): Refusal[] => {
    const refuse = (arg: string | null, message: string): Refusal[] => [
      { rule: arg === null ? 'rank-mismatch' : 'invalid-argument', arg, message: `STFTSpectrogram: ${message}` },
    ];
    const { frameLength, frameStep, fftLength } = args;
    const bad = (dim: Dim): boolean => isKnown(dim) && (!Number.isInteger(dim) || dim < 1);
    if (frameLength === null || bad(frameLength))
      return refuse('frameLength', 'frame_length must be a whole number ≥ 1');
    if (
      frameStep !== null &&
      ((isKnown(frameStep) && frameStep < 1) || (isKnown(frameStep) && isKnown(frameLength) && frameStep > frameLength))
    )
      return refuse('frameStep', 'frame_step must be a whole number from 1 to frame_length');
    if (frameStep === null && isKnown(frameLength) && frameLength < 2)
      return refuse('frameLength', 'half the frame_length is the step, and must be 1 at least');
    if (
      fftLength !== null &&
      (bad(fftLength) || (isKnown(fftLength) && isKnown(frameLength) && fftLength < frameLength))
    )
      return refuse('fftLength', 'fft_length must be a whole number, not less than frame_length');
    if (typeof args.window === 'number' && isKnown(frameLength) && args.window !== frameLength)
      return refuse('window', `the window has ${args.window} values, but frame_length is ${frameLength}`);
    if (input[channelsAt(args)] === null) return refuse(null, 'the number of channels must be known, but is None');
    return tooLargeWindows('STFTSpectrogram', 'frameLength', framesOf(args, input, target), {
      target,
      emptySince: [3, 14],
    });
  },
  output: (args, input, target) => {
    const frames = framesOf(args, input, target);
    const channels = input[channelsAt(args)]!;
    const frequencies = frequenciesOf(args);
    const flat = windowedOutput(input, frames, channelsAt(args), multiply(frequencies, channels));
    if (!args.expandDims) return flat;
    const [batch, first, second] = flat;
    return args.dataFormat === 'channels_first'
      ? [batch!, channels, second!, frequencies]
      : [batch!, first!, frequencies, channels];
  },
  weights: (args) => {
    const shape = [args.frameLength, 1, binsOf(args)];
    return [
      ...(args.mode === 'imag' ? [] : [{ name: 'real_kernel', shape, trainable: true }]),
      ...(args.mode === 'real' ? [] : [{ name: 'imag_kernel', shape, trainable: true }]),
    ];
  },
});

function channelsAt({ dataFormat: format }: Values): number {
  return format === 'channels_first' ? 1 : 2;
}

function framesOf(args: Values, input: Shape, target: Target) {
  const step = args.frameStep ?? floorDivide(args.frameLength, 2);
  return windowsOf({ ...args, strides: [step] }, [args.frameLength], input, target);
}

function frequenciesOf(args: Values): Dim {
  return args.mode === 'stft' ? multiply(2, binsOf(args)) : binsOf(args);
}

function binsOf({ fftLength, frameLength }: Values): Dim {
  const size = fftLength ?? (isKnown(frameLength) ? 2 ** Math.ceil(Math.log2(frameLength)) : frameLength);
  const half = floorDivide(size, 2);
  return isKnown(half) ? half + 1 : half;
}
