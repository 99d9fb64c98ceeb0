/** What the samples of a data set are, and one of them in the form in which it is shown. */

import * as v from 'valibot';

/** What all samples of a run are. */
export type SampleForm =
  | {
      readonly kind: 'picture';
      readonly width: number;
      readonly height: number;
      /** 1 for grey, 3 for colour, 4 for colour with opacity; others are shown side by side. */
      readonly channels: number;
      /** The values that are shown as black and as white. */
      readonly range: readonly [number, number];
      /** Whether each shows one thing in its middle, as the digits of MNIST do. */
      readonly isCentred: boolean;
    }
  | { readonly kind: 'sequence'; readonly steps: number; readonly features: number }
  | {
      readonly kind: 'row';
      readonly size: number;
      /** What the values are called; `null` where the data give them no names. */
      readonly names: readonly string[] | null;
    };

export const contentSchema = v.variant('kind', [
  v.object({
    kind: v.literal('picture'),
    width: v.number(),
    height: v.number(),
    channels: v.number(),
    /** Base64; row by row, the channels of a pixel side by side, 0 to 255. */
    pixels: v.string(),
  }),
  v.object({
    kind: v.literal('sequence'),
    /** Points of each curve; of a long sequence every second, third ... step. */
    points: v.number(),
    /** Features that are shown, the first ones. */
    curves: v.number(),
    /** The values that the bytes 0 and 255 stand for. */
    least: v.number(),
    most: v.number(),
    /** Base64; curve after curve. */
    bytes: v.string(),
  }),
  /** The first values of the row. */
  v.object({ kind: v.literal('row'), values: v.array(v.number()) }),
]);

export type SampleContent = v.InferOutput<typeof contentSchema>;

export const predictionSchema = v.object({
  /** Index in the validation part. */
  index: v.number(),
  label: v.number(),
  predicted: v.number(),
  /** One per class. */
  probabilities: v.array(v.number()),
  content: contentSchema,
});

export type SamplePrediction = v.InferOutput<typeof predictionSchema>;

/** Those of the values that are samples. */
export function readSamples(values: readonly unknown[]): SamplePrediction[] {
  return values.filter((value): value is SamplePrediction => v.is(predictionSchema, value));
}
