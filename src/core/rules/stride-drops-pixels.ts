/** stride-drops-pixels: the last rows or columns of an input are under no window. */
import type { Application } from '../graph/graph';
import type { AxisWindow, Target } from '../layers/definition';
import { isKnown } from '../shape/dim';
import { droppedBy, effectiveKernel } from '../shape/window';
import { shapeChain } from './chain';
import { fixOf, setArg, stringValue } from './change';
import { defineRule, type Finding } from './rule';
import { listText } from './wording';

export const strideDropsPixels = defineRule({
  name: 'stride-drops-pixels',
  severity: 'warning',
  summary: 'A stride leaves the last rows or columns of the input unused.',
  why: `Without padding a window moves on by its stride as long as it fits: \`⌊(I − K) / S⌋ + 1\` times. What the rounding cuts off
are rows at the bottom and columns at the right that no window ever covers: with 28 pixels, a kernel of 3 and a stride of 2 the
thirteenth window ends at pixel 26, and the last row and the last column do not take part. The framework says nothing.

It is often harmless, and always worth knowing: a picture whose object touches the edge loses it, and a decoder that doubles
the size again gets one pixel less than it started with. \`padding='same'\` uses every pixel.

Convolutions are reported as warnings. A pooling that leaves out a last row is so common (13 → 6) that it is a hint only, which
editors show at the line and not in the list of problems. Rows that only padding added are not counted, nor are windows of one
pixel with a stride, which leave most pixels out on purpose.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import Input, layers
x = layers.Conv2D(16, 3, strides=2)(Input((28, 28, 1)))
`,
      good: `from keras import Input, layers
x = layers.Conv2D(16, 3, strides=2, padding='same')(Input((28, 28, 1)))
`,
    },
  ],
  check: ({ applications }, target) => applications.flatMap((application) => finding(application, target)),
});

function finding(application: Application, target: Target): Finding[] {
  const { layer, windows, inputs, weights } = application;
  const dropped = windows.flatMap((window) => {
    const count = droppedFrom(window, application);
    return count > 0 ? [[window, count] as const] : [];
  });
  if (dropped.length === 0) return [];
  const stride = layer.args.get('strides')?.span;
  return [
    {
      span: stride ?? layer.call?.callee.span ?? layer.span,
      message: `${layer.className} never looks at ${listText(dropped.map(([window, count]) => edgeText(window, count)))}`,
      ...(weights.length > 0 ? {} : { severity: 'hint' as const }),
      related: shapeChain(inputs[0]),
      fixes: fixOf('Pad the edges, so that every pixel is used', [
        setArg(layer, 'padding', stringValue('same'), target),
      ]),
    },
  ];
}

/** Data only: what padding put there is no loss. */
function droppedFrom(window: AxisWindow, { inputs }: Application): number {
  if (window.transposed || window.stride === 1 || effectiveKernel(window) === 1) return 0;
  const dropped = droppedBy(window) ?? 0;
  const producer = inputs[0]?.producer;
  if (!producer?.layer.definition?.addsEdges) return dropped;
  const [before, after] = [producer.inputs[0]?.shape?.[window.axis], producer.outputs[0]?.shape?.[window.axis]];
  const added = isKnown(before ?? null) && isKnown(after ?? null) ? (after as number) - (before as number) : 0;
  return Math.max(0, dropped - Math.ceil(added / 2));
}

const edges: ReadonlyMap<string, readonly [one: string, many: string]> = new Map([
  ['height', ['the last row', 'the last N rows']],
  ['width', ['the last column', 'the last N columns']],
  ['steps', ['the last step', 'the last N steps']],
]);

function edgeText({ axisName, input }: AxisWindow, count: number): string {
  const [one, many] = edges.get(axisName) ?? [
    `the last element of the ${axisName}`,
    `the last N elements of the ${axisName}`,
  ];
  return `${count === 1 ? one : many.replace('N', String(count))} of ${input}`;
}
