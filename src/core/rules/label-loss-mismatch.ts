/** label-loss-mismatch: labels, loss and the last layer of a model do not fit together. */

import type { CompileCall, DataCall, DataPart, Model, NamedSetting, OutputLoss, Tensor } from '../graph/graph';
import { frameworkName, type Target } from '../layers/definition';
import { counted } from '../shape/count';
import { formatShape, isKnown, type Shape } from '../shape/dim';
import { activationOf } from './activation';
import { dataChain } from './chain';
import { fixOf, insertBefore, numberValue, setArg, stringValue } from './change';
import { changeLoss, writtenLoss } from './compiled';
import { outputParts } from './data-parts';
import { type LossFamily, labelFit, lossFamily, lossName } from './label-fit';
import { defineRule, type Finding, type FixCandidate, type RelatedPlace } from './rule';
import { plural } from './wording';

export const labelLossMismatch = defineRule({
  name: 'label-loss-mismatch',
  severity: 'error',
  summary: 'The labels do not fit the loss and the output of the model.',
  why: `Three things must agree: the shape of the labels, the loss, and the number of outputs of the last layer.

| labels | shape | loss | last layer |
| --- | --- | --- | --- |
| class numbers | \`(N,)\` or \`(N, 1)\` | \`sparse_categorical_crossentropy\` | \`Dense(classes, activation='softmax')\` |
| one-hot rows | \`(N, classes)\` | \`categorical_crossentropy\` | \`Dense(classes, activation='softmax')\` |
| yes or no | \`(N,)\` or \`(N, 1)\` | \`binary_crossentropy\` | \`Dense(1, activation='sigmoid')\` |
| several yes or no | \`(N, k)\` | \`binary_crossentropy\` | \`Dense(k, activation='sigmoid')\` |
| numbers | \`(N, k)\` | \`mse\` | \`Dense(k)\` |

The cross-entropies of Keras stop with *Arguments \`target\` and \`output\` must have the same shape* or *Argument \`output\` must
have rank (ndim) \`target.ndim - 1\`*. Class numbers beyond the last output end in *Received a label value of 9 which is outside
the valid range*. Losses that are computed element by element (\`mse\`, \`mae\`, …) stretch a size of 1 over the other size and
say nothing: the model trains on nonsense, which is reported here as a warning. TensorFlow.js compares all sizes (*Error when
checking target*).`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Sequential, datasets, layers, utils
(x_train, y_train), _ = datasets.mnist.load_data()
y_train = utils.to_categorical(y_train, 10)
model = Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit(x_train, y_train)
`,
      good: `from keras import Sequential, datasets, layers, utils
(x_train, y_train), _ = datasets.mnist.load_data()
y_train = utils.to_categorical(y_train, 10)
model = Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile(optimizer='adam', loss='categorical_crossentropy')
model.fit(x_train, y_train)
`,
    },
    {
      languageId: 'python',
      bad: `from keras import Sequential, datasets, layers
(x_train, y_train), _ = datasets.cifar100.load_data()
model = Sequential([layers.Input((32, 32, 3)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit(x_train, y_train)
`,
      good: `from keras import Sequential, datasets, layers
(x_train, y_train), _ = datasets.cifar100.load_data()
model = Sequential([layers.Input((32, 32, 3)), layers.Flatten(), layers.Dense(100, activation='softmax')])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
model.fit(x_train, y_train)
`,
    },
  ],
  check: (graph, target) =>
    graph.dataCalls.flatMap((call) => {
      // The framework stops at the labels for training and never sees those for validation.
      const training = findings(call.y, call, target);
      return training.length > 0 ? training : findings(call.validation?.y ?? null, call, target);
    }),
});

function findings(parts: readonly DataPart[] | null, call: DataCall, target: Target): Finding[] {
  const { compile, model } = call;
  if (!parts?.length || !compile?.losses || model.unknown !== null) return [];
  const pairs = outputParts(model, parts);
  if (!pairs) return wrongCount(parts, compile.losses, call);
  return pairs.flatMap(({ part, output }) => {
    const loss = lossOf(output, model, compile.losses!);
    const family = loss && lossFamily(loss.name);
    return loss && family ? finding(part, output, family, { ...compile, loss }, call, target) : [];
  });
}

/** The loss that an output is given: by its name, by its place, or the one for all. */
function lossOf(output: Tensor, { outputs }: Model, losses: readonly OutputLoss[]): NamedSetting | null {
  const [first] = losses;
  if (first?.key !== null) return losses.find(({ key }) => key === output.producer?.layer.name)?.setting ?? null;
  return (losses.length === 1 ? first : losses[outputs.indexOf(output)])?.setting ?? null;
}

/** Labels by order must be as many as outputs with a loss. */
function wrongCount(parts: readonly DataPart[], losses: readonly OutputLoss[], { model }: DataCall): Finding[] {
  const { outputs } = model;
  const byName = [...parts, ...losses].some(({ key }) => key !== null);
  if (byName || outputs.length === 0 || parts.length === outputs.length || !parts.every(({ shape }) => shape))
    return [];
  const given = parts.length === 1 ? 'one array of labels' : `${parts.length} arrays of labels`;
  const name = model.variable?.name ?? model.name;
  return [
    {
      span: parts[0]!.span,
      message: `${name} has ${plural(outputs.length, 'output')}, but is given ${given}: ${parts.map(({ shape }) => formatShape(shape!)).join(', ')}`,
      related: outputs.flatMap(({ producer, shape }) =>
        producer && shape
          ? [{ span: producer.layer.span, message: `an output is made here: ${formatShape(shape)}` }]
          : [],
      ),
    },
  ];
}

function finding(
  part: DataPart,
  output: Tensor,
  family: LossFamily,
  compile: CompileCall,
  call: DataCall,
  target: Target,
): Finding[] {
  const { shape: labels, facts } = part;
  const { shape } = output;
  if (!labels || !shape || labels.length === 0 || shape.length < 2) return [];
  const rows = family === 'sparse' && facts.oneHot === true && labels.length === shape.length && labels.at(-1) !== 1;
  const fit = rows ? 'refused' : labelFit(family, labels, shape, target.framework, batchOf(call, labels));
  const loss = writtenLoss(compile);
  const outputs = shape.at(-1)!;
  if (fit === 'fits') {
    const { classes, oneHot } = facts;
    if (family !== 'sparse' || oneHot || classes === undefined || !isKnown(outputs) || classes <= outputs) return [];
    const message = `the labels are the numbers 0 to ${classes - 1}, but the model has ${counted(outputs, 'output')}, for ${outputs === 1 ? '0' : `0 to ${outputs - 1}`}`;
    return [
      { span: part.span, message, related: causes(part, output, compile), fixes: changeUnits(output, classes, target) },
    ];
  }
  const shapes = `labels ${formatShape(labels)}, output ${formatShape(shape)}`;
  const stretched = fit === 'stretched';
  const message = stretched
    ? `${loss} stretches one over the other: ${shapes}; ${frameworkName(target)} does not say so`
    : `${loss} ${complaint(family, labels, shape, facts.oneHot ?? false)}: ${shapes}`;
  return [
    {
      span: part.span,
      message,
      related: causes(part, output, compile),
      fixes: fixes(labels, shape, output, family, compile, target),
      ...(stretched ? { severity: 'warning' as const } : {}),
    },
  ];
}

function batchOf({ settings, kind }: DataCall, labels: Shape): number {
  const rows = labels[0];
  const batch = kind === 'train_on_batch' ? Number.POSITIVE_INFINITY : (settings.batchSize ?? 32);
  return isKnown(rows!) ? Math.min(batch, rows) : batch;
}

function complaint(family: LossFamily, labels: Shape, output: Shape, oneHot: boolean): string {
  const outputs = output.at(-1)!;
  if (output.length > 2 && labels.length <= 2)
    return `compares one row per sample, but the output has ${output.length} axes`;
  switch (family) {
    case 'sparse':
      return oneHot || (labels.length === output.length && labels.at(-1) === outputs)
        ? 'takes class numbers, but the labels are one-hot'
        : 'takes one class number per sample';
    case 'equal':
      return outputs !== 1 && (labels.length < output.length || labels.at(-1) === 1)
        ? `takes ${outputs} columns of labels, but they are single numbers`
        : 'takes labels in the shape of the output';
    case 'elementwise':
      return 'takes labels in the shape of the output';
  }
}

function causes(part: DataPart, { producer, shape }: Tensor, compile: CompileCall): RelatedPlace[] {
  const last = producer && { span: producer.layer.span, message: `the output is made here: ${formatShape(shape!)}` };
  return [
    ...(last ? [last] : []),
    { span: compile.loss!.span, message: `the loss is ${writtenLoss(compile)}` },
    ...dataChain(part),
  ];
}

/** Another loss, another number of outputs, or one row per sample. Which of them fits is found out by analysing again. */
function fixes(
  labels: Shape,
  output: Shape,
  last: Tensor,
  family: LossFamily,
  compile: CompileCall,
  target: Target,
): FixCandidate[] {
  const columns = labels.length > 1 ? labels.at(-1)! : 1;
  const binary = lossName(compile.loss!.name).startsWith('binary');
  const flat = output.length > 2 && labels.length <= 2;
  const site = last.producer?.site ?? null;
  return [
    ...(flat ? fixOf('Flatten before the last layer', [insertBefore(site, 'Flatten')], { preferred: true }) : []),
    ...(flat && output.length <= 5
      ? fixOf('Average over all places before the last layer', [
          insertBefore(site, `GlobalAveragePooling${output.length - 2}D`),
        ])
      : []),
    ...(family === 'sparse' ? changeLoss(compile, 'categorical_crossentropy', { preferred: true }) : []),
    ...(family === 'equal' && !binary
      ? changeLoss(compile, 'sparse_categorical_crossentropy', { preferred: true })
      : []),
    ...(family !== 'sparse' && isKnown(columns) && (columns > 1 || binary || family === 'elementwise')
      ? changeUnits(last, columns, target)
      : []),
    ...(binary ? changeLoss(compile, 'sparse_categorical_crossentropy') : []),
  ];
}

function changeUnits({ producer }: Tensor, units: number, target: Target): FixCandidate[] {
  if (!producer) return [];
  const { layer } = producer;
  const name = layer.args.has('units') ? 'units' : 'filters';
  const edits = [setArg(layer, name, numberValue(units), target)];
  // A softmax over one output is always 1.
  if (units === 1 && activationOf(layer) === 'softmax')
    edits.push(setArg(layer, 'activation', stringValue('sigmoid'), target));
  return fixOf(`Give the last layer ${plural(units, 'output')}`, edits, { preferred: true });
}
