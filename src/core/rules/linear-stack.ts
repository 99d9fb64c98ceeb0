/** linear-stack: two layers that compute weighted sums follow each other without a non-linearity between them. */
import type { Application, LayerGraph } from '../graph/graph';
import type { Target } from '../layers/definition';
import { isKnown } from '../shape/dim';
import { activationOf } from './activation';
import { fixOf, setArg, stringValue } from './change';
import { defineRule, type Finding } from './rule';

export const linearStack = defineRule({
  name: 'linear-stack',
  severity: 'warning',
  summary: 'Two convolutions or dense layers without an activation between them compute what one could.',
  why: `A convolution or a dense layer without activation is a linear map, and a linear map of a linear map is linear again. Two of
them in a row can represent no more than a single one: the second layer adds parameters, not power. Flattening, padding,
average pooling, dropout and batch normalization between them change nothing about that; \`ReLU\`, \`MaxPooling2D\` or any other
non-linearity does. Keras adds no activation of its own: the default is none.

A narrow layer between two wider ones is not reported: there the linear map is split on purpose, to save parameters.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Sequential, layers
model = Sequential([layers.Input((28, 28, 1)), layers.Conv2D(16, 3), layers.Conv2D(32, 3), layers.MaxPooling2D()])
`,
      good: `from keras import Sequential, layers
model = Sequential([layers.Input((28, 28, 1)), layers.Conv2D(16, 3, activation='relu'), layers.Conv2D(32, 3), layers.MaxPooling2D()])
`,
    },
  ],
  check: ({ applications }: LayerGraph, target) => applications.flatMap((application) => finding(application, target)),
});

function finding(application: Application, target: Target): Finding[] {
  const { layer } = application;
  if (!layer.definition?.linear || application.unknown !== null) return [];
  const before = linearBefore(application);
  if (!before || isBottleneck(before, application)) return [];
  const between = before.outputs[0] === application.inputs[0] ? '' : ' (what stands between them is linear too)';
  return [
    {
      span: before.layer.call?.callee.span ?? before.layer.span,
      message: `${before.layer.className} has no activation, so it and the ${layer.className} after it are one linear map${between}`,
      related: [{ span: layer.call?.callee.span ?? layer.span, message: `the ${layer.className} after it` }],
      fixes: fixOf('Add a ReLU activation', [setArg(before.layer, 'activation', stringValue('relu'), target)], {
        preferred: true,
      }),
    },
  ];
}

/** The layer without activation whose output reaches this one unbent. */
function linearBefore({ inputs }: Application): Application | null {
  let at = inputs.length === 1 ? inputs[0]!.producer : null;
  while (at?.layer.definition && at.inputs.length === 1 && at.unknown === null) {
    const { definition } = at.layer;
    if (definition.linear) return activationOf(at.layer) === null ? at : null;
    const passes =
      definition.affine === true || (definition.args.activation !== undefined && activationOf(at.layer) === null);
    if (!passes) return null;
    at = at.inputs[0]!.producer;
  }
  return null;
}

/** The result in the middle is narrower than what goes in and what comes out: a factorization. */
function isBottleneck(first: Application, second: Application): boolean {
  const width = (tensor: Application['inputs'][number] | undefined): number | null => {
    const size = tensor?.shape?.at(-1) ?? null;
    return isKnown(size) ? size : null;
  };
  const [from, middle, to] = [width(first.inputs[0]), width(second.inputs[0]), width(second.outputs[0])];
  if (from === null || middle === null || to === null) return true;
  // One kernel per channel and then a mix of channels is the classic split.
  if (from === middle && kernelOf(first)?.at(-1) !== middle) return true;
  // A mix of channels alone that does not widen them ends the blocks of MobileNet.
  return middle < to && (middle < from || (middle === from && mixesOnly(first)));
}

/** A convolution with a window of one pixel. */
function mixesOnly({ windows }: Application): boolean {
  return windows.length > 0 && windows.every(({ kernel }) => kernel === 1);
}

function kernelOf({ weights }: Application) {
  return weights.find(({ name }) => name === 'kernel')?.shape;
}
