/** Windows that slide along the spatial axes of an input: what convolution and pooling have in common. */
import { type Dim, isKnown, type Shape } from '../shape/dim';
import { type Axis, axisSize } from '../shape/formula';
import { type Padding, windowOutput } from '../shape/window';
import { axisNames, type DataFormat, spatialAxes } from './data-format';
import { type AxisWindow, isBefore, type Refusal, type Target } from './definition';

export interface WindowValues {
  readonly dataFormat: DataFormat | null;
  readonly padding: Padding;
  readonly strides: readonly Dim[];
  readonly dilationRate?: readonly Dim[];
}

/** The windows of a layer along its spatial axes. TensorFlow.js computes the length of `causal` as that of `valid`. */
export function windowsOf(values: WindowValues, kernel: readonly Dim[], input: Shape, target: Target): AxisWindow[] {
  const padding = values.padding === 'causal' && target.framework === 'tfjs' ? 'valid' : values.padding;
  return spatialAxes(values.dataFormat, input.length).map((axis, i) => ({
    axis,
    axisName: axisNames(input.length - 2)[i]!,
    input: input[axis]!,
    kernel: kernel[i]!,
    stride: values.strides[i]!,
    dilation: values.dilationRate?.[i] ?? 1,
    padding,
  }));
}

/** The input shape with its spatial axes put through the windows and its channels replaced. */
export function windowedOutput(
  input: Shape,
  windows: readonly AxisWindow[],
  channelsAt: number,
  channels: Axis,
): Axis[] {
  const output: Axis[] = [...input];
  for (const window of windows) output[window.axis] = windowOutput(window);
  output[channelsAt] = channels;
  return output;
}

/**
 * The refusal of every window that is larger than its axis. Keras refused only a negative output, not an empty one, for
 * convolutions before 3.14 and for pooling before 3.15; TensorFlow.js refuses neither.
 */
export function tooLargeWindows(
  layer: string,
  arg: string,
  windows: readonly AxisWindow[],
  { target, emptySince }: { readonly target: Target; readonly emptySince: readonly [number, number] },
): Refusal[] {
  if (target.framework === 'tfjs') return [];
  const least = isBefore(target, emptySince) ? 0 : 1;
  return windows
    .filter((window) => window.padding === 'valid' && isBelow(axisSize(windowOutput(window)), least))
    .map((window) => ({
      rule: 'window-too-large',
      arg,
      message: `${layer}: the window of ${window.kernel} along the ${window.axisName} is larger than the input of ${window.input}${
        window.dilation === 1 ? '' : ` (dilation ${window.dilation})`
      }`,
    }));
}

function isBelow(dim: Dim, least: number): boolean {
  return isKnown(dim) && dim < least;
}
