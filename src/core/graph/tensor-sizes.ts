/**
 * The numbers of symbolic tensors that hold sizes (`tf.shape(x)`, and what is computed of it), as far as Keras follows them to
 * give shapes. They are kept beside the tensor, by identity.
 */
import { type Dim, isKnown, type Shape } from '../shape/dim';
import type { Tensor } from './graph';

const sizes = new WeakMap<Tensor, Shape>();

/** The numbers of a tensor of one axis, or the one number of a tensor of none. Keras follows only whole numbers of 32 bits. */
export function withSizes(tensor: Tensor, numbers: Shape): Tensor {
  if (tensor.dtype === 'int32') sizes.set(tensor, numbers);
  return tensor;
}

/** Numbers that come from the data are `null`, as for Keras. Null where not even their count is known, or where they are no sizes. */
export function sizesOf(tensor: Tensor): Shape | null {
  const known = sizes.get(tensor);
  if (known) return known;
  const { shape, dtype } = tensor;
  if (!/^u?int/.test(dtype) || !shape || shape.length > 1 || !shape.every(isKnown)) return null;
  return new Array<Dim>(shape.length === 0 ? 1 : (shape[0] as number)).fill(null);
}
