/** Optimizer, loss and metrics of a model as the trainer takes them: Keras names, arguments by their Keras names, defaults of the framework filled in. */
import type { CompileCall, NamedSetting } from '../graph/graph';
import type { Target } from '../layers/definition';
import { toSnakeCase } from '../layers/names';
import type { Span } from '../text/span';
import { refuse } from './obstacle';

export interface NamedConfig {
  readonly name: string;
  readonly config: Readonly<Record<string, number | string | boolean | null>>;
}

export interface CompileSettings {
  readonly optimizer: NamedConfig;
  readonly loss: NamedConfig;
  readonly metrics: readonly NamedConfig[];
  readonly weightedMetrics?: readonly NamedConfig[];
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
  const metrics = compile
    ? compile.metrics.map(({ name, args }) => ({ name, config: args }))
    : [{ name: 'accuracy', config: {} }];
  const weighted = (compile?.weightedMetrics ?? []).map(({ name, args }) => ({ name, config: args }));
  const settings: CompileSettings = {
    optimizer,
    loss,
    metrics,
    ...(weighted.length > 0 ? { weightedMetrics: weighted } : {}),
    ...(target.framework === 'tfjs' ? { framework: 'tfjs' as const } : {}),
  };
  return { settings, notes };
}

/** An argument that is no plain value would be lost in silence. */
function checkRead({ name, unread, span }: NamedSetting): void {
  const [first] = unread;
  if (first)
    refuse(
      span,
      `${first} of ${name} is not a plain value, so it cannot be taken over`,
      'Write a number in its place to train here.',
    );
}

/** Defaults of TensorFlow.js that are not those of Keras (`optimizers.ts`, 4.22). */
const rates: Readonly<Record<string, number>> = { adagrad: 0.01, adadelta: 1, adamax: 0.002 };

function optimizerConfig({ name, args }: NamedSetting, { framework }: Target): NamedConfig {
  const rate = framework === 'tfjs' && args.learning_rate === undefined ? rates[name.toLowerCase()] : undefined;
  const { lr, ...others } = args;
  // `lr` is the name of Keras 2.
  const given = lr === undefined ? others : { learning_rate: lr, ...others };
  return { name: name.toLowerCase(), config: rate === undefined ? given : { learning_rate: rate, ...given } };
}

/** The loss functions of `tf.losses` take logits. */
function lossConfig({ name, args }: NamedSetting): NamedConfig {
  switch (toSnakeCase(name)) {
    case 'softmax_cross_entropy':
      return { name: 'categorical_crossentropy', config: { from_logits: true } };
    case 'sigmoid_cross_entropy':
      return { name: 'binary_crossentropy', config: { from_logits: true } };
    default:
      return { name, config: args };
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
