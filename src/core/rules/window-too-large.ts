/** window-too-large: a kernel or pool does not fit into its input. */
import type { Application, Layer } from '../graph/graph';
import { type AxisWindow, frameworkName, type Target } from '../layers/definition';
import { axisSize } from '../shape/formula';
import { isTooLarge, windowOutput } from '../shape/window';
import { shapeChain } from './chain';
import { fixOf, setArg, stringValue, upstream } from './change';
import { defineRule, type Finding, type FixCandidate } from './rule';
import { listText, sizesText } from './wording';

export const windowTooLarge = defineRule({
  name: 'window-too-large',
  severity: 'error',
  summary: 'The window of a convolution or pooling is larger than its input.',
  why: `Every convolution without padding takes \`K − 1\` rows and columns away, and every pooling divides what is left. After
enough of them nothing is left for the next window: \`⌊(I − K) / S⌋ + 1\` is zero or negative.

What happens then depends on the framework. Keras refuses it: *Computed output size would be negative* before 3.14, *zero or
negative* since. Older versions of Keras and TensorFlow.js accept an output of size 0, so the model seems to be built and fails,
or learns nothing, when it meets data; a negative size is refused by \`add\` of TensorFlow.js but not by \`apply\`.

With \`padding='same'\` a window always fits. Other ways out are one pooling less, or a larger input.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Sequential, layers
model = Sequential([
    layers.Input((8, 8, 3)),
    layers.Conv2D(16, 3),
    layers.MaxPooling2D(),
    layers.Conv2D(32, 3),
    layers.MaxPooling2D(),
])
`,
      good: `from keras import Sequential, layers
model = Sequential([
    layers.Input((8, 8, 3)),
    layers.Conv2D(16, 3),
    layers.MaxPooling2D(),
    layers.Conv2D(32, 3, padding='same'),
    layers.MaxPooling2D(),
])
`,
    },
    {
      languageId: 'typescript',
      bad: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.conv2d({ inputShape: [4, 4, 1], filters: 8, kernelSize: 5 }));
`,
      good: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.conv2d({ inputShape: [4, 4, 1], filters: 8, kernelSize: 3 }));
`,
    },
  ],
  check: ({ applications, layers }, target) => {
    const listed = new Set(layers);
    return applications.flatMap((application) => findings(application, target, listed));
  },
});

function findings(application: Application, target: Target, listed: ReadonlySet<Layer>): Finding[] {
  const { layer, refusals, inputs } = application;
  const refusal = refusals.find(({ rule }) => rule === 'window-too-large');
  const refused = refusal !== undefined;
  // What is refused for another reason has no windows.
  if (refusals.length > 0 && !refused) return [];
  const windows = windowsOf(application, target).filter(isTooLarge);
  if (windows.length === 0) return [];
  const kernel = layer.args.get('kernelSize') ?? layer.args.get('poolSize');
  return [
    {
      span: refusal?.span ?? kernel?.span ?? layer.call?.callee.span ?? layer.span,
      message: `${layer.className}: ${misfit(windows)}${refused ? '' : silence(windows, target)}`,
      related: shapeChain(inputs[0]),
      fixes: [...padHere(application, target), ...padBefore(application, target, listed)],
    },
  ];
}

/** The windows of an application, whether it was refused or not. */
function windowsOf(
  { layer: { definition, values }, inputs, windows, refusals }: Application,
  target: Target,
): readonly AxisWindow[] {
  if (windows.length > 0) return windows.filter(({ transposed }) => !transposed);
  const shapes = inputs.map(({ shape }) => shape);
  if (refusals.length === 0 || !definition || !values || shapes.length === 0 || shapes.includes(null)) return [];
  return definition.windows(values as never, shapes as never, target).filter(({ transposed }) => !transposed);
}

function misfit(windows: readonly AxisWindow[]): string {
  const dilated = windows.some(({ dilation }) => dilation !== 1)
    ? ` (dilation ${sizesText(windows.map(({ dilation }) => dilation))})`
    : '';
  const axes = listText(windows.map(({ axisName }) => axisName));
  return `a window of ${sizesText(windows.map(({ kernel }) => kernel))}${dilated} does not fit into ${sizesText(windows.map(({ input }) => input))} (${axes})`;
}

/** An output without elements is made without a word; a negative size is refused by some models and not by others. */
function silence(windows: readonly AxisWindow[], target: Target): string {
  const sizes = windows.map((window) => axisSize(windowOutput(window)));
  return sizes.every((size) => size === 0)
    ? `; ${frameworkName(target)} does not say so and makes an output of size ${sizesText(sizes)}`
    : '';
}

function padHere({ layer }: Application, target: Target): FixCandidate[] {
  return fixOf('Pad the edges of this layer', [setArg(layer, 'padding', stringValue('same'), target)], {
    preferred: true,
  });
}

/** Pads the convolutions before, so that more is left for this window. */
function padBefore({ inputs }: Application, target: Target, listed: ReadonlySet<Layer>): FixCandidate[] {
  const unpadded = new Set(
    upstream(inputs[0]).flatMap(({ layer, windows }) =>
      windows.some(
        ({ padding, kernel, stride, transposed }) => padding === 'valid' && kernel !== 1 && stride === 1 && !transposed,
      )
        ? [layer]
        : [],
    ),
  );
  const edits = [...unpadded]
    .filter((layer) => listed.has(layer))
    .sort((a, b) => a.id - b.id)
    .map((layer) => setArg(layer, 'padding', stringValue('same'), target));
  return fixOf('Pad the edges of the convolutions before', edits);
}
