/** What is asked of a training, and what it answers: commands, settings of a new run, looks into the model. Checked on both sides. */

import * as v from 'valibot';
import { contentSchema, predictionSchema, type SampleContent, type SamplePrediction } from './samples';
import type { TrainingJob } from './training';

/** The optimizers that the trainer has, by their Keras names. */
export const OPTIMIZERS = ['sgd', 'adam', 'adamax', 'nadam', 'rmsprop', 'adagrad', 'adadelta'] as const;

/** What can be changed when a model is trained again. */
export interface RunSettings {
  readonly epochs: number;
  readonly batchSize: number;
  /** By its Keras name. */
  readonly optimizer: string;
  /** `null` for what the program says of the optimizer: its schedule. */
  readonly learningRate: number | null;
  /** The class of the schedule that the learning rate follows. */
  readonly schedule?: string;
  readonly seed: number;
  /** At most so many training samples; `null` for all there are. */
  readonly limit: number | null;
}

/** Ranges of the settings, both ends included. */
export const RANGES = {
  epochs: { least: 1, most: 100_000 },
  batchSize: { least: 1, most: 1_000_000 },
  seed: { least: 0, most: 2 ** 32 - 1 },
  limit: { least: 1, most: 1_000_000_000 },
} as const;

/** A whole number in a range, with a message that completes "epochs …". */
export function wholeNumber({ least, most }: { readonly least: number; readonly most: number }) {
  const text = `must be a whole number from ${least.toLocaleString('en-US')} to ${most.toLocaleString('en-US')}`;
  return v.pipe(v.number(text), v.integer(text), v.minValue(least, text), v.maxValue(most, text));
}

const RATE_TEXT = 'must be a number above 0';
const LARGEST_RATE = 1e6;

const settingsSchema = v.object({
  epochs: wholeNumber(RANGES.epochs),
  batchSize: wholeNumber(RANGES.batchSize),
  optimizer: v.picklist(OPTIMIZERS, `must be one of ${OPTIMIZERS.join(', ')}`),
  learningRate: v.nullable(
    v.pipe(
      v.number(RATE_TEXT),
      v.finite(RATE_TEXT),
      v.gtValue(0, RATE_TEXT),
      v.maxValue(LARGEST_RATE, `must be at most ${LARGEST_RATE.toLocaleString('en-US')}`),
    ),
  ),
  seed: wholeNumber(RANGES.seed),
  limit: v.nullable(wholeNumber(RANGES.limit)),
});

/** The settings, or what is wrong with them by their names; each text completes "epochs …". */
export function readRunSettings(
  value: unknown,
): { readonly settings: RunSettings } | { readonly faults: Partial<Record<keyof RunSettings, string>> } {
  const read = v.safeParse(settingsSchema, value);
  if (read.success) return { settings: read.output };
  const faults: Partial<Record<keyof RunSettings, string>> = {};
  for (const issue of read.issues) {
    const name = (v.getDotPath(issue) ?? 'epochs') as keyof RunSettings;
    faults[name] ??= issue.message;
  }
  return { faults };
}

const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const classNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const validationSample = v.object({ index: v.pipe(v.number(), v.integer(), v.minValue(0)) });
/** A picture in the size and channels of those that are trained on, 0 to 255. 64 MB are more than any has. */
const drawnSample = v.object({ pixels: v.pipe(v.string(), v.maxLength(2 ** 26), v.base64()) });

const commandSchema = v.variant('type', [
  v.object({ type: v.literal('stop') }),
  v.object({ type: v.literal('pause') }),
  v.object({ type: v.literal('resume') }),
  /** Puts the weights of the best epoch back. */
  v.object({ type: v.literal('restore-best') }),
  /** What the model makes of one sample. `layers` asks for every layer's output. */
  v.object({ type: v.literal('inspect'), id, sample: v.union([validationSample, drawnSample]), layers: v.boolean() }),
  /** Samples of one cell of the newest confusion matrix. */
  v.object({ type: v.literal('samples'), id, label: classNumber, predicted: classNumber }),
]);

/** What can be said to a running trainer, one JSON object per line on its standard input. */
export type TrainerCommand = v.InferOutput<typeof commandSchema>;
/** Which sample is looked at. */
export type InspectedSample = Extract<TrainerCommand, { readonly type: 'inspect' }>['sample'];
export type TrainerRequest = Extract<TrainerCommand, { readonly id: number }>;

/** `null` for what is no command. */
export function readCommand(value: unknown): TrainerCommand | null {
  const read = v.safeParse(commandSchema, value);
  return read.success ? read.output : null;
}

/** Small pictures of equal size in one string, each row by row: 128 is zero, 1 is `-limit`, 255 is `limit`. */
export interface PictureStrip {
  /** Three bytes per pixel: red, green, blue. */
  readonly isColour?: boolean;
  readonly width: number;
  readonly height: number;
  /** Pictures in `bytes`. */
  readonly count: number;
  /** Pictures there would be if all were shown. */
  readonly total: number;
  /** The largest absolute value, which the colours go up to. */
  readonly limit: number;
  /** Base64; a byte per pixel, or three. */
  readonly bytes: string;
}

/** What one layer gives for one sample. */
export interface LayerActivation {
  readonly name: string;
  readonly className: string;
  /** Without the batch. */
  readonly shape: readonly number[];
  readonly pictures: PictureStrip;
}

const strip = v.object({
  width: v.number(),
  height: v.number(),
  count: v.number(),
  total: v.number(),
  limit: v.number(),
  bytes: v.string(),
});

const answerSchema = v.variant('type', [
  v.object({
    type: v.literal('inspection'),
    id,
    /** One per class. */
    probabilities: v.array(v.number()),
    /** The validation sample that was asked for; left out for a drawn one. */
    sample: v.optional(v.object({ label: v.number(), content: contentSchema })),
    /** Empty if they were not asked for. */
    layers: v.array(v.object({ name: v.string(), className: v.string(), shape: v.array(v.number()), pictures: strip })),
  }),
  v.object({
    type: v.literal('samples'),
    id,
    label: v.number(),
    predicted: v.number(),
    samples: v.array(predictionSchema),
  }),
  /** Why a request has no other answer: a sentence for the user. */
  v.object({ type: v.literal('refused'), id, message: v.string() }),
]);

/** What a request gets; told to who asked and kept nowhere. */
export type TrainerAnswer =
  | {
      readonly type: 'inspection';
      readonly id: number;
      readonly probabilities: readonly number[];
      readonly sample?: { readonly label: number; readonly content: SampleContent } | undefined;
      readonly layers: readonly LayerActivation[];
    }
  | {
      readonly type: 'samples';
      readonly id: number;
      readonly label: number;
      readonly predicted: number;
      readonly samples: readonly SamplePrediction[];
    }
  | { readonly type: 'refused'; readonly id: number; readonly message: string };

/** `null` for what is no answer. */
export function readAnswer(value: unknown): TrainerAnswer | null {
  const read = v.safeParse(answerSchema, value);
  return read.success ? (read.output as TrainerAnswer) : null;
}

/** An answer as a line of the trainer's output. */
export function answerLine(answer: TrainerAnswer): string {
  return JSON.stringify({ answer });
}

/** `null` for any other line. */
export function readAnswerLine(line: string): TrainerAnswer | null {
  if (!line.startsWith('{"answer":')) return null;
  try {
    return readAnswer((JSON.parse(line) as { answer?: unknown }).answer);
  } catch {
    return null;
  }
}

/** Messages from the training panel to the extension. */
export type PanelOutput =
  | { readonly type: 'ready' }
  | { readonly type: 'open-source' }
  | { readonly type: 'open-run-folder' }
  /** `settings` are those of the program where there are none. */
  | { readonly type: 'restart'; readonly settings?: RunSettings }
  | { readonly type: 'command'; readonly command: TrainerCommand };

/** Lets in what a panel can say; `null` for anything else. */
export function readPanelOutput(message: unknown): PanelOutput | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type, settings, command } = message as { type?: unknown; settings?: unknown; command?: unknown };
  switch (type) {
    case 'ready':
    case 'open-source':
    case 'open-run-folder':
      return { type };
    case 'restart': {
      if (settings === undefined) return { type };
      const read = readRunSettings(settings);
      return 'settings' in read ? { type, settings: read.settings } : null;
    }
    case 'command': {
      const read = readCommand(command);
      return read && { type, command: read };
    }
    default:
      return null;
  }
}

/** The job with other settings. Arguments of another optimizer do not fit the new one and are left out. */
export function withRunSettings<Job extends Pick<TrainingJob, 'compile' | 'fit' | 'dataset'>>(
  job: Job,
  { epochs, batchSize, optimizer, learningRate, seed, limit }: RunSettings,
): Job {
  const before = job.compile.optimizer;
  const kept = before.name.toLowerCase() === optimizer ? before.config : {};
  const rate = learningRate === null ? {} : { learning_rate: learningRate };
  return {
    ...job,
    compile: { ...job.compile, optimizer: { name: optimizer, config: { ...kept, ...rate } } },
    fit: { ...job.fit, epochs, batchSize, seed },
    dataset: { ...job.dataset, limit },
  };
}
