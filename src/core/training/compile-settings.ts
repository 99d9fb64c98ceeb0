/** Optimizer, loss and metrics of a model as the trainer takes them: Keras names, arguments by their Keras names, defaults of the framework filled in. */
import type { CompileCall, NamedSetting, SettingValue } from '../graph/graph';
import type { Target } from '../layers/definition';
import { toSnakeCase } from '../layers/names';
import type { Span } from '../text/span';
import { refuse } from './obstacle';

export interface NamedConfig {
  readonly name: string;
  readonly config: Readonly<Record<string, ConfigValue>>;
}

type ConfigValue = number | string | boolean | null | readonly number[] | NamedConfig;

export interface CompileSettings {
  readonly optimizer: NamedConfig;
  readonly loss: NamedConfig;
  readonly metrics: readonly NamedConfig[];
  readonly weightedMetrics?: readonly NamedConfig[];
  /** What the loss is multiplied by, where that is not 1. */
  readonly lossWeight?: number;
  /** Set where losses are meant as in TensorFlow.js. */
  readonly framework?: 'tfjs';
}

export interface CompileChoice {
  readonly settings: CompileSettings;
  /** What was chosen because the program does not say it, as sentences. */
  readonly notes: readonly string[];
}

/** What the model's end and the labels say: which loss fits where none is given. */
export interface ModelEnd {
  readonly units: number;
  /** Activation of the last layer; null for none. */
  readonly activation: string | null;
  /** Form of the labels in the program; null if it gives none. */
  readonly labels: 'sparse' | 'one-hot' | null;
  readonly span: Span;
}

export function compileChoice(compile: CompileCall | null, end: ModelEnd, target: Target): CompileChoice {
  const notes: string[] = [];
  if (compile)
    for (const setting of [compile.optimizer, compile.loss, ...compile.metrics, ...(compile.weightedMetrics ?? [])])
      if (setting) checkRead(setting);
  const optimizer = compile?.optimizer ? optimizerConfig(compile.optimizer, target) : { name: 'adam', config: {} };
  if (!compile?.optimizer) notes.push('The program sets no optimizer that can be read; adam is used.');
  let loss = compile?.loss ? lossConfig(compile.loss) : null;
  if (!loss) {
    loss = fittingLoss(end);
    notes.push(`The program sets no loss that can be read; ${loss.name} fits the last layer and is used.`);
  }
  const metrics = compile ? compile.metrics.map(configOf) : [{ name: 'accuracy', config: {} }];
  const weighted = (compile?.weightedMetrics ?? []).map(configOf);
  const settings: CompileSettings = {
    optimizer,
    loss,
    metrics,
    ...(weighted.length > 0 ? { weightedMetrics: weighted } : {}),
    ...lossWeight(compile),
    ...(target.framework === 'tfjs' ? { framework: 'tfjs' as const } : {}),
  };
  return { settings, notes };
}

/** The schedules of Keras, which its own file names (`keras.optimizers.schedules`, 3.15). */
const SCHEDULES: ReadonlySet<string> = new Set([
  'CosineDecay',
  'CosineDecayRestarts',
  'ExponentialDecay',
  'InverseTimeDecay',
  'PiecewiseConstantDecay',
  'PolynomialDecay',
]);

/** An argument that is no plain value would be lost in silence. A learning rate may be a schedule. */
function checkRead({ name, args, unread, span }: NamedSetting): void {
  const isPlain = (arg: string, value: SettingValue) =>
    typeof value !== 'object' || value === null || (arg === 'learning_rate' && isSchedule(value));
  const first = unread[0] ?? Object.entries(args).find(([arg, value]) => !isPlain(arg, value))?.[0];
  if (first)
    refuse(
      span,
      `${first} of ${name} is not a plain value, so it cannot be taken over`,
      'Write a number in its place to train here.',
    );
}

/** Throws where an argument of the schedule is not known. */
function isSchedule(value: readonly number[] | NamedSetting): boolean {
  if (!('name' in value) || !SCHEDULES.has(value.name)) return false;
  const [first] = value.unread;
  if (first) refuse(value.span, `${first} of ${value.name} is not known, so the learning rate is not`);
  const rate = value.name === 'PiecewiseConstantDecay' ? 'values' : 'initial_learning_rate';
  // Keras 3.15 computes in the type of the first rate; only a cosine without a warm-up comes out as with a float.
  const isSafe = value.name === 'CosineDecay' && (value.args.warmup_target ?? null) === null;
  if (value.whole?.includes(rate) && !isSafe)
    refuse(
      value.span,
      `${rate} of ${value.name} begins with a whole number, and Keras rounds with it or stops`,
      'Write it with a decimal point.',
    );
  return true;
}

export function configOf({ name, args }: NamedSetting): NamedConfig {
  return { name, config: mapValues(args, (value) => (isSetting(value) ? configOf(value) : value)) };
}

function isSetting(value: SettingValue): value is NamedSetting {
  return typeof value === 'object' && value !== null && 'name' in value;
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function lossWeight(compile: CompileCall | null): Pick<CompileSettings, 'lossWeight'> {
  const weight = compile?.lossWeight;
  if (typeof weight !== 'number' || weight === 1) return {};
  if (weight === 0) refuse(compile!.span, 'loss_weights of compile is 0, with which nothing is learned');
  return { lossWeight: weight };
}

/** Defaults of TensorFlow.js that are not those of Keras (`optimizers.ts`, 4.22). */
const rates: Readonly<Record<string, number>> = { adagrad: 0.01, adadelta: 1, adamax: 0.002 };

function optimizerConfig(setting: NamedSetting, { framework }: Target): NamedConfig {
  const { name, config } = configOf(setting);
  const rate = framework === 'tfjs' && config.learning_rate === undefined ? rates[name.toLowerCase()] : undefined;
  const { lr, ...others } = config;
  // `lr` is the name of Keras 2.
  const given = lr === undefined ? others : { learning_rate: lr, ...others };
  return { name: name.toLowerCase(), config: rate === undefined ? given : { learning_rate: rate, ...given } };
}

/** The loss functions of `tf.losses` take logits. */
function lossConfig(setting: NamedSetting): NamedConfig {
  switch (toSnakeCase(setting.name)) {
    case 'softmax_cross_entropy':
      return { name: 'categorical_crossentropy', config: { from_logits: true } };
    case 'sigmoid_cross_entropy':
      return { name: 'binary_crossentropy', config: { from_logits: true } };
    default:
      return configOf(setting);
  }
}

function fittingLoss({ units, activation, labels }: ModelEnd): NamedConfig {
  const name = labels === 'one-hot' ? 'categorical_crossentropy' : 'sparse_categorical_crossentropy';
  if (units === 1) return { name: 'mean_squared_error', config: {} };
  if (activation === 'softmax') return { name, config: {} };
  return activation === 'sigmoid' && labels === 'one-hot'
    ? { name: 'binary_crossentropy', config: {} }
    : { name, config: { from_logits: true } };
}

/** Crossentropy over class numbers takes these as they are; every other loss wants one number per output. */
export function labelsOfLoss(loss: NamedConfig, units: number): 'sparse' | 'one-hot' {
  return units === 1 || /^sparse/i.test(loss.name) ? 'sparse' : 'one-hot';
}
