/** Convolutions of images `[batch, height, width, channels]` with their gradients. */

import { type Attributes, attr, type Value, type ValueShape } from '../builder';
import type { Trace } from '../trace';
import { batchToSpace, spaceToBatch } from './movement';
import { shapeOf, shapeWithBatchOf } from './shapes';

export interface Window {
  readonly strides: readonly [number, number];
  readonly padding: 'same' | 'valid';
  readonly dilation: readonly [number, number];
}

/** `kernel` is `[height, width, inputs, outputs]`. */
export function conv2d(trace: Trace, x: Value, kernel: Value, window: Window): Value {
  return dilated(trace, x, kernel, window, denseConv2d);
}

/** `kernel` is `[height, width, inputs, multiplier]`; both strides are equal. */
export function depthwiseConv2d(trace: Trace, x: Value, kernel: Value, window: Window): Value {
  return dilated(trace, x, kernel, window, denseDepthwiseConv2d);
}

/** The transposed convolution; `kernel` is `[height, width, outputs, inputs]`, `size` the height and width of the result. */
export function conv2dTranspose(
  trace: Trace,
  x: Value,
  kernel: Value,
  window: Window,
  size: readonly [number, number],
): Value {
  const { graph } = trace;
  const attributes = windowAttributes(window);
  const filters = kernel.shape[2]!;
  const target = shapeWithBatchOf(graph, x, [...size, filters]);
  const y = graph.op('Conv2DBackpropInput', [target, kernel, x], [null, ...size, filters], attributes);
  return trace.record(
    y,
    [x, kernel],
    [
      (dy) => graph.op('Conv2D', [dy, kernel], x.shape, attributes),
      (dy) => graph.op('Conv2DBackpropFilter', [dy, graph.ints(known(kernel.shape)), x], kernel.shape, attributes),
    ],
  );
}

export function addBias(trace: Trace, x: Value, bias: Value): Value {
  const { graph } = trace;
  const y = graph.op('BiasAdd', [x, bias], x.shape);
  return trace.record(y, [x, bias], [(dy) => dy, (dy) => graph.op('BiasAddGrad', [dy], bias.shape)]);
}

type DenseConvolution = (trace: Trace, x: Value, kernel: Value, window: Omit<Window, 'dilation'>) => Value;

function denseConv2d(trace: Trace, x: Value, kernel: Value, window: Omit<Window, 'dilation'>): Value {
  const { graph } = trace;
  const attributes = windowAttributes(window);
  const y = graph.op('Conv2D', [x, kernel], outputShape(x, kernel, window, kernel.shape[3]!), attributes);
  return trace.record(
    y,
    [x, kernel],
    [
      (dy) => graph.op('Conv2DBackpropInput', [shapeOf(graph, x), kernel, dy], x.shape, attributes),
      (dy) => graph.op('Conv2DBackpropFilter', [x, graph.ints(known(kernel.shape)), dy], kernel.shape, attributes),
    ],
  );
}

function denseDepthwiseConv2d(trace: Trace, x: Value, kernel: Value, window: Omit<Window, 'dilation'>): Value {
  const { graph } = trace;
  const attributes = windowAttributes(window);
  const sizes = graph.ints(known(kernel.shape));
  const channels = kernel.shape[2]! * kernel.shape[3]!;
  const y = graph.op('DepthwiseConv2dNative', [x, kernel], outputShape(x, kernel, window, channels), attributes);
  return trace.record(
    y,
    [x, kernel],
    [
      (dy) => graph.op('DepthwiseConv2dNativeBackpropInput', [shapeOf(graph, x), kernel, dy], x.shape, attributes),
      (dy) => graph.op('DepthwiseConv2dNativeBackpropFilter', [x, sizes, dy], kernel.shape, attributes),
    ],
  );
}

/**
 * On a CPU TensorFlow has no gradients of dilated convolutions, so positions that the window sees together are brought
 * together, as `tf.nn.convolution` does: every `dilation`-th row and column becomes an image of its own.
 */
function dilated(trace: Trace, x: Value, kernel: Value, window: Window, dense: DenseConvolution): Value {
  const { dilation, padding, strides } = window;
  if (dilation[0] === 1 && dilation[1] === 1) return dense(trace, x, kernel, window);
  const pads: [number, number][] = [];
  const crops: [number, number][] = [];
  for (const axis of [0, 1] as const) {
    const reach = (kernel.shape[axis]! - 1) * dilation[axis];
    const before = padding === 'same' ? Math.floor(reach / 2) : 0;
    const after = padding === 'same' ? reach - before : 0;
    const total = x.shape[axis + 1]! + before + after;
    const fill = (dilation[axis] - (total % dilation[axis])) % dilation[axis];
    pads.push([before, after + fill]);
    crops.push([0, fill]);
  }
  const parts = spaceToBatch(trace, x, dilation, pads);
  const y = dense(trace, parts, kernel, { padding: 'valid', strides });
  const whole = batchToSpace(trace, y, dilation, crops);
  return { output: whole.output, shape: [x.shape[0]!, ...whole.shape.slice(1)] };
}

function windowAttributes({ strides, padding }: Omit<Window, 'dilation'>): Attributes {
  return { strides: attr.ints([1, ...strides, 1]), padding: attr.text(padding.toUpperCase()) };
}

/** The shape after a window has moved over an image. */
export function outputShape(
  x: Value,
  kernel: { readonly shape: ValueShape },
  { strides, padding }: Pick<Window, 'strides' | 'padding'>,
  channels: number,
): ValueShape {
  const space = strides.map((stride, axis) => {
    const [size, reach] = [x.shape[axis + 1]!, kernel.shape[axis]!];
    return padding === 'same' ? Math.ceil(size / stride) : Math.floor((size - reach) / stride) + 1;
  });
  return [x.shape[0]!, ...space, channels];
}

function known(shape: ValueShape): number[] {
  return shape.map((dim) => dim!);
}
