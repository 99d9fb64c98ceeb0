/** input-data-mismatch: the data given to a model do not have the shape of its input. */
import type { DataCall, DataPart, Layer, LayerGraph, Model, Tensor } from '../graph/graph';
import { givesInput } from '../graph/input-layer';
import { replay } from '../graph/replay';
import type { ProgramEdit } from '../lang/edit';
import type { Target } from '../layers/definition';
import {
  compatible,
  compatibleShapes,
  type Dim,
  formatDim,
  formatShape,
  isKnown,
  isSymbolic,
  type Shape,
} from '../shape/dim';
import { dataChain } from './chain';
import { fixOf, numberValue, shapeValue } from './change';
import { inputParts } from './data-parts';
import { defineRule, type Finding, type FixCandidate, type RelatedPlace } from './rule';
import { plural } from './wording';

export const inputDataMismatch = defineRule({
  name: 'input-data-mismatch',
  severity: 'error',
  summary: 'The data given to a model do not have the shape of its input.',
  why: `A model is built for inputs of one shape. When the data have another number of axes, or another size along an axis that
the model fixes, the framework stops at \`fit\`. Grey images often lack their channel axis, and often a model for colour images
meets grey ones. The first axis counts samples and is not part of \`Input(shape=…)\`.

**Keras** adds a last axis of size 1 where the model wants just that, and takes one away where the model has none; so
\`(60000, 28, 28)\` is taken by \`Input((28, 28, 1))\`. A functional model then compares all sizes (*expected shape=(None, 28,
28, 5), found shape=(None, 28, 28, 1)*); a \`Sequential\` one leaves that to its layers (*expected axis -1 of input shape to have
value 5*), so another image size goes through where no layer depends on it.

**TensorFlow.js** compares every size: *expected conv2d_input to have shape [null,28,28,5] but got array with shape
[100,28,28,1]*.`,
  examples: [
    {
      languageId: 'python',
      bad: `import numpy as np
from keras import Sequential, layers
model = Sequential([layers.Input((28, 28, 5)), layers.Conv2D(8, 3), layers.ReLU(), layers.Flatten(), layers.Dense(10)])
model.compile(loss="mse")
model.fit(np.zeros((100, 28, 28, 1)), np.zeros((100, 10)))
`,
      good: `import numpy as np
from keras import Sequential, layers
model = Sequential([layers.Input((28, 28, 1)), layers.Conv2D(8, 3), layers.ReLU(), layers.Flatten(), layers.Dense(10)])
model.compile(loss="mse")
model.fit(np.zeros((100, 28, 28, 1)), np.zeros((100, 10)))
`,
    },
    {
      languageId: 'typescript',
      bad: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [8], units: 1 })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fit(tf.zeros([100, 9]), tf.zeros([100, 1]));
`,
      good: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [9], units: 1 })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fit(tf.zeros([100, 9]), tf.zeros([100, 1]));
`,
    },
  ],
  check: (graph, target) =>
    graph.dataCalls.flatMap((call) => {
      // The framework stops at the training data and never sees the validation data.
      const training = findings(call.model, call.x, call, target, graph);
      return training.length > 0 ? training : findings(call.model, call.validation?.x ?? null, call, target, graph);
    }),
});

function findings(
  model: Model,
  parts: readonly DataPart[] | null,
  { kind }: DataCall,
  target: Target,
  graph: LayerGraph,
): Finding[] {
  if (!parts?.length || model.unknown !== null || model.inputs.length === 0) return [];
  if (parts.length !== model.inputs.length) return parts.every(({ shape }) => shape) ? [wrongCount(model, parts)] : [];
  const pairs = inputParts(model, parts);
  if (!pairs) return [];
  const misfit = pairs.find(
    ({ part, input }) => part.shape && input.shape && !accepts(model, input.shape, part.shape, target, kind),
  );
  if (misfit) return [finding(model, misfit.part, misfit.input, null, graph)];
  return throughLayers(model, pairs, target, graph);
}

function wrongCount(model: Model, parts: readonly DataPart[]): Finding {
  return {
    span: parts[0]!.span,
    message: `${modelName(model)} takes ${plural(model.inputs.length, 'input')}, but is given ${plural(parts.length, 'array')}`,
  };
}

/** Whether the framework takes data of that shape before any layer has seen them. */
function accepts(model: Model, input: Shape, data: Shape, target: Target, kind: DataCall['kind']): boolean {
  if (target.framework === 'tfjs') {
    const given = data.length === 1 && kind !== 'call' ? [...data, 1] : data;
    return given.length === input.length && sizesFit(input, given);
  }
  const bare = (shape: Shape): Shape => (shape.at(-1) === 1 ? shape.slice(0, -1) : shape);
  if (model.kind === 'functional' && !sizesFit(bare(input), bare(data))) return false;
  return adjusted(input, data) !== null;
}

/** All sizes that both have and that are known, the batch left out. */
function sizesFit(input: Shape, data: Shape): boolean {
  return input.every((dim, axis) => axis === 0 || axis >= data.length || dim === null || compatible(dim, data[axis]!));
}

/** Keras adds or takes away a last axis of size 1 (`Functional._adjust_input_rank`, 3.15); null where that does not help. */
function adjusted(input: Shape, data: Shape): Shape | null {
  if (data.length === input.length) return data;
  if (data.length === input.length + 1) return mayBeOne(data.at(-1)!) ? data.slice(0, -1) : null;
  return data.length === input.length - 1 && mayBeOne(input.at(-1)!) ? [...data, 1] : null;
}

/** A size that is not known to us may be 1; a None of the framework is not 1 to it. */
function mayBeOne(dim: Dim): boolean {
  return dim === 1 || isSymbolic(dim);
}

/** Sizes that differ are no fault until a layer minds. */
function throughLayers(
  model: Model,
  pairs: NonNullable<ReturnType<typeof inputParts>>,
  target: Target,
  graph: LayerGraph,
): Finding[] {
  const shapes = pairs.map(({ part, input }) => part.shape && input.shape && adjusted(input.shape, part.shape));
  const differs = pairs.findIndex(({ input }, i) => shapes[i] && !sizesFit(input.shape!, shapes[i]!));
  if (differs < 0 || shapes.includes(null)) return [];
  const run = replay(
    model,
    shapes.map((shape, i) => [pairs[i]!.input.shape![0]!, ...shape!.slice(1)]),
    target,
  );
  if (run.kind !== 'refused') return [];
  return [finding(model, pairs[differs]!.part, pairs[differs]!.input, run.message, graph)];
}

function finding(model: Model, part: DataPart, input: Tensor, consequence: string | null, graph: LayerGraph): Finding {
  const [wanted, given] = [input.shape!, part.shape!];
  return {
    span: part.span,
    message: `${modelName(model)} takes ${formatShape(wanted)} but the data have shape ${formatShape(given)}${difference(wanted, given)}${consequence ? `; ${consequence}` : ''}`,
    related: causes(part, input, graph),
    fixes: changeInput(input, wanted, given, graph),
  };
}

function difference(wanted: Shape, given: Shape): string {
  if (isOneSample(wanted, given)) return ': the axis that counts samples is missing';
  if (wanted.length !== given.length) return `: ${plural(given.length, 'axis')} instead of ${wanted.length}`;
  const axis = wanted.findIndex((dim, i) => i > 0 && !compatible(dim, given[i]!));
  if (axis < 0) return '';
  const channels = axis === wanted.length - 1 && wanted.length === 4;
  const [found, expected] = [formatDim(given[axis]!), formatDim(wanted[axis]!)];
  return channels
    ? `: ${found} channel${found === '1' ? '' : 's'} instead of ${expected}`
    : `: ${found} instead of ${expected} along axis ${axis}`;
}

/** Data that are one sample where a batch of them is wanted. */
function isOneSample(wanted: Shape, given: Shape): boolean {
  return wanted.length > 2 && compatibleShapes(wanted.slice(1), given);
}

function modelName(model: Model): string {
  return model.variable?.name ?? model.name;
}

function causes(part: DataPart, input: Tensor, graph: LayerGraph): RelatedPlace[] {
  const origin = givesInput(input, graph.layers);
  const made = origin
    ? [{ span: origin.span, message: `the model's input is made here: ${formatShape(input.shape!)}` }]
    : [];
  return [...made, ...dataChain(part)];
}

/** Write the shape of the data where the input's shape was written. */
function changeInput(input: Tensor, wanted: Shape, given: Shape, graph: LayerGraph): FixCandidate[] {
  const layer = givesInput(input, graph.layers);
  const arg = layer && shapeArg(layer);
  const title = `Change the input to ${formatShape(given.slice(1))}`;
  if (!arg || isOneSample(wanted, given) || !given.slice(1).every(isKnown)) return [];
  if (
    wanted.length === given.length &&
    arg.origins.length === wanted.length - 1 &&
    arg.origins.every((origin) => origin)
  ) {
    const edits = given.flatMap((dim, axis): ProgramEdit[] =>
      axis === 0 || compatible(dim, wanted[axis]!) || !isKnown(dim)
        ? []
        : [{ kind: 'replace-value', target: arg.origins[axis - 1]!, value: numberValue(dim) }],
    );
    return fixOf(title, edits, { preferred: true });
  }
  const channels = wanted.length === given.length + 1 && wanted.length === 4 ? arg.origins[2] : null;
  // Keras gives images without a channel axis one of size 1.
  if (channels && arg.origins.length === 3) {
    const edit: ProgramEdit = { kind: 'replace-value', target: channels, value: numberValue(1) };
    return fixOf('Change the input to 1 channel', [edit], { preferred: true });
  }
  const value = shapeValue(given.slice(1));
  const written = arg.source?.value;
  if (!value || written?.kind !== 'sequence') return [];
  return fixOf(title, [{ kind: 'replace-value', target: written, value }], { preferred: true });
}

function shapeArg(layer: Layer) {
  const own = layer.args.get('shape');
  return own?.source ? own : layer.inputShapeArg;
}
