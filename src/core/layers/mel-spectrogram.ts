/** MelSpectrogram: how loud each pitch of a sound is, over time. */
import { isKnown } from '../shape/dim';
import { f } from '../shape/formula';
import { inert } from './args';
import { defineLayer, type Refusal } from './definition';
import { spectrogramSize } from './spectrogram-args';

export const melSpectrogram = defineLayer({
  name: 'MelSpectrogram',
  summary: 'Tells how loud each pitch of a sound is over time, on the mel scale.',
  frameworks: ['keras'],
  args: {
    fftLength: spectrogramSize('Size of the transform', 2048),
    sequenceStride: spectrogramSize('Step between the pieces', 512),
    sequenceLength: spectrogramSize('Length of a piece; fft_length if not given', null),
    window: inert({ default: 'hann', doc: 'How the ends of a piece are faded' }),
    samplingRate: spectrogramSize('Samples in a second', 16000),
    numMelBins: spectrogramSize('Number of pitches', 128),
    minFreq: inert({ default: 20, doc: 'Lowest frequency' }),
    maxFreq: inert({ doc: 'Highest frequency; half the sampling rate if not given' }),
    powerToDb: inert({ default: true, doc: 'Give decibels' }),
    topDb: inert({ default: 80, doc: 'Range of the decibels' }),
    magExp: inert({ default: 2, doc: 'Power of the magnitudes' }),
    minPower: inert({ default: 1e-10, doc: 'Least power' }),
    refPower: inert({ default: 1, doc: 'Power of 0 decibels' }),
  },
  rank: { min: 1 },
  refuses: ({ fftLength, sequenceLength, sequenceStride, numMelBins, samplingRate, maxFreq }): Refusal[] => {
    const refuse = (arg: string, message: string): Refusal[] => [
      { rule: 'invalid-argument', arg, message: `MelSpectrogram: ${message}` },
    ];
    if (
      typeof fftLength === 'number' &&
      typeof sequenceLength === 'number' &&
      sequenceLength !== 0 &&
      fftLength < sequenceLength
    )
      return refuse('fftLength', `fft_length ${fftLength} is smaller than sequence_length ${sequenceLength}`);
    if (fftLength === null) return refuse('fftLength', 'fft_length must be given');
    if (numMelBins === null || !isWhole(numMelBins)) return refuse('numMelBins', 'num_mel_bins must be a whole number');
    if (sequenceStride === null || !isWhole(sequenceStride) || (isKnown(sequenceStride) && sequenceStride < 1))
      return refuse('sequenceStride', 'sequence_stride must be a whole number ≥ 1');
    return samplingRate === null && (maxFreq === null || maxFreq === 0)
      ? refuse('samplingRate', 'sampling_rate must be given')
      : [];
  },
  output: ({ numMelBins, sequenceStride }, input) => {
    const batch = input.length === 1 ? [] : [input[0]!];
    const length = input[input.length === 1 ? 0 : 1]!;
    if (length === null) return [...batch, numMelBins, null];
    const stride = f.size('S', sequenceStride);
    return [...batch, numMelBins, f.floorDivide(f.add(f.add(f.size('L', length), stride), 1), stride)];
  },
});

function isWhole(size: unknown): boolean {
  return typeof size !== 'number' || Number.isInteger(size);
}
