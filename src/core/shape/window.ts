/** Arithmetic of a window that slides along one axis: output size, padding, what is left over. Knows nothing of layers. */
import { add, ceilDivide, type Dim, isKnown, maximum, multiply, subtract } from './dim';
import { type Formula, f } from './formula';

/** How the edges are treated. `causal` pads only in front, so that no output sees a later input. */
export type Padding = 'valid' | 'same' | 'causal';

/** A window of `kernel` elements, `dilation` apart, that moves by `stride` along an axis of `input` elements. */
export interface Window {
  readonly input: Dim;
  readonly kernel: Dim;
  readonly stride: Dim;
  readonly dilation: Dim;
  readonly padding: Padding;
}

/** The span of a dilated kernel: `(K − 1)·D + 1`. */
export function effectiveKernel({ kernel, dilation }: Window): Dim {
  return add(multiply(subtract(kernel, 1), dilation), 1);
}

/**
 * The size of the output axis. `valid`: ⌊(I − K) / S⌋ + 1; `same` and `causal`: ⌈I / S⌉
 * (`keras.src.ops.operation_utils.compute_conv_output_shape`, Keras 3).
 */
export function windowOutput(window: Window): Formula {
  const input = f.size('I', window.input);
  const stride = f.size('S', window.stride);
  if (window.padding !== 'valid') return window.stride === 1 ? input : f.ceilDivide(input, stride);
  const kernel =
    window.dilation === 1
      ? f.size('K', window.kernel)
      : f.add(f.multiply(f.subtract(f.size('K', window.kernel), 1), f.size('D', window.dilation)), 1);
  const steps = f.subtract(input, kernel);
  return f.add(window.stride === 1 ? steps : f.floorDivide(steps, stride), 1);
}

/** Zeros added before and after the axis; null if the input size is not known. TensorFlow puts the odd one after. */
export function padsOf(window: Window): { readonly before: number; readonly after: number } | null {
  if (window.padding === 'valid') return { before: 0, after: 0 };
  const reach = effectiveKernel(window);
  if (window.padding === 'causal') return isKnown(reach) ? { before: reach - 1, after: 0 } : null;
  const needed = subtract(multiply(subtract(ceilDivide(window.input, window.stride), 1), window.stride), window.input);
  const total = maximum(add(needed, reach), 0);
  return isKnown(total) ? { before: total >> 1, after: total - (total >> 1) } : null;
}

/** How many elements at the end no window reaches (`valid` only); null if it is not known. */
export function droppedBy(window: Window): number | null {
  const reach = effectiveKernel(window);
  const { input, stride } = window;
  if (!isKnown(input) || !isKnown(reach) || !isKnown(stride) || stride < 1) return null;
  if (window.padding !== 'valid' || input < reach) return 0;
  return (input - reach) % stride;
}

/** True if the window surely does not fit: no output element at all. */
export function isTooLarge(window: Window): boolean {
  const reach = effectiveKernel(window);
  return window.padding === 'valid' && isKnown(window.input) && isKnown(reach) && reach > window.input;
}
