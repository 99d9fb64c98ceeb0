/** Reads a training job and checks that its settings are in range. */

import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { type NamedConfig, TRAINING_PROTOCOL_VERSION, type TrainingJob } from '../protocol/training';
import { RANGES, wholeNumber } from '../protocol/training-control';
import { messageOf, TrainingFailure } from './failure';

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const size = whole(1, 2 ** 24);

const named: v.GenericSchema<NamedConfig> = v.object({
  name: v.pipe(v.string(), v.nonEmpty()),
  config: v.record(
    v.string(),
    v.union([v.number(), v.string(), v.boolean(), v.null(), v.array(v.number()), v.lazy(() => named)]),
  ),
});

const row = v.object({
  name: v.string(),
  className: v.string(),
  outputShape: v.array(v.nullable(v.number())),
  paramCount: v.number(),
});

const jobSchema = v.object({
  version: v.literal(TRAINING_PROTOCOL_VERSION),
  modelName: v.string(),
  topology: v.object({ class_name: v.string(), config: v.unknown() }),
  rows: v.array(row),
  compile: v.object({
    optimizer: named,
    loss: named,
    metrics: v.array(named),
    weightedMetrics: v.optional(v.array(named)),
    lossWeight: v.optional(v.pipe(v.number(), v.finite())),
    framework: v.optional(v.literal('tfjs')),
  }),
  fit: v.object({
    epochs: wholeNumber(RANGES.epochs),
    batchSize: wholeNumber(RANGES.batchSize),
    shuffle: v.boolean(),
    validation: v.union([v.literal('test'), v.null(), v.pipe(v.number(), v.gtValue(0), v.ltValue(1))]),
    seed: wholeNumber(RANGES.seed),
    classWeight: v.optional(v.record(v.pipe(v.string(), v.digits()), v.pipe(v.number(), v.finite()))),
    callbacks: v.optional(v.array(named)),
    best: v.optional(
      v.object({
        monitor: v.string(),
        mode: v.picklist(['auto', 'min', 'max']),
        threshold: v.optional(v.pipe(v.number(), v.finite())),
      }),
    ),
    initialEpoch: v.optional(whole(0, RANGES.epochs.most)),
    stepsPerEpoch: v.optional(size),
    validationSteps: v.optional(size),
    validationBatchSize: v.optional(wholeNumber(RANGES.batchSize)),
    validationFreq: v.optional(v.union([size, v.array(v.number())])),
  }),
  dataset: v.object({
    name: v.picklist(['mnist', 'fashion_mnist', 'kmnist', 'cifar10', 'cifar100', 'own']),
    limit: v.nullable(wholeNumber(RANGES.limit)),
    labels: v.picklist(['sparse', 'one-hot']),
    scale: positive,
    sampleShape: v.pipe(v.array(size), v.minLength(1), v.maxLength(6)),
    folder: v.optional(v.nullable(v.string())),
    path: v.optional(v.nullable(v.string())),
    storage: v.optional(v.nullable(v.string())),
  }),
  notes: v.optional(v.array(v.string())),
  engine: v.picklist(['auto', 'native', 'built-in']),
  source: v.object({ path: v.string(), languageId: v.string(), text: v.string() }),
  runFolder: v.pipe(v.string(), v.nonEmpty()),
  isTemporary: v.optional(v.boolean()),
});

export function readJob(file: string): TrainingJob {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new TrainingFailure('job', `The training job ${file} cannot be read: ${messageOf(error)}.`);
  }
  return checkJob(value);
}

/** Throws a `TrainingFailure` that names the first setting that is wrong. */
function checkJob(value: unknown): TrainingJob {
  const result = v.safeParse(jobSchema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const where = v.getDotPath(issue) ?? 'the job';
  const given = typeof issue.input === 'number' || typeof issue.input === 'string' ? `; it is ${issue.input}` : '';
  const text = issue.message.startsWith('must be') ? issue.message : `is out of range: ${issue.message}`;
  throw new TrainingFailure('job', `The training setting ${where} ${text}${given}.`);
}
