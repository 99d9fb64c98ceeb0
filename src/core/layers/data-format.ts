/** Which axes are spatial and which holds the channels. */
import { type ArgSpec, refused, show, unknownReading, value } from './args';
import type { Framework } from './definition';
import { PlainUnknown } from './plain';

export type DataFormat = 'channels_last' | 'channels_first';

interface DataFormatOptions {
  /** TensorFlow.js takes whatever is not `channelsFirst` for `channelsLast`. */
  readonly uncheckedInTfjs?: boolean;
  readonly frameworks?: readonly Framework[];
}

/** `channels_last` in Keras, in any case; `channelsLast` in TensorFlow.js, in that case only. Read in the spelling of Keras. */
export function dataFormat({ uncheckedInTfjs, ...options }: DataFormatOptions = {}): ArgSpec<DataFormat> {
  return {
    ...options,
    doc: 'Where the channels are',
    default: null,
    takes: "one of 'channels_last', 'channels_first'",
    schema: { enum: ['channels_last', 'channels_first', null] },
    read: (plain, target) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null) return value('channels_last');
      const words =
        target.framework === 'tfjs'
          ? ({ channelsLast: 'channels_last', channelsFirst: 'channels_first' } as const)
          : null;
      const word =
        typeof plain !== 'string' ? '' : words ? (words[plain as keyof typeof words] ?? '') : plain.toLowerCase();
      if (uncheckedInTfjs && words && word === '') return value('channels_last');
      if (word === 'channels_last' || word === 'channels_first') return value(word);
      return refused(
        `must be one of ${words ? "'channelsLast', 'channelsFirst'" : "'channels_last', 'channels_first'"}, not ${show(plain)}`,
      );
    },
  };
}

/** Index of the channel axis in a shape with batch. */
export function channelAxis(format: DataFormat | null, rank: number): number {
  return format === 'channels_first' ? 1 : rank - 1;
}

/** Indices of the spatial axes in a shape with batch. */
export function spatialAxes(format: DataFormat | null, rank: number): number[] {
  const first = format === 'channels_first' ? 2 : 1;
  return Array.from({ length: rank - 2 }, (_, i) => first + i);
}

/** Names of the spatial axes, the outermost first. */
export function axisNames(count: number): readonly string[] {
  return count === 1 ? ['steps'] : count === 2 ? ['height', 'width'] : ['depth', 'height', 'width'];
}
