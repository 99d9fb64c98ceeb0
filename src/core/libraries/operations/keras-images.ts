/** `keras.ops.image` where TensorFlow has no function of the name: pieces of images, and changes that leave the size. */
import { type Dim, multiply } from '../../shape/dim';
import { each, type Places, slid } from './neural';
import { NOT_FOLLOWED, type Operation, type OperationCall, type Outcome, operation } from './operation';

const places: Places = { strides: 2, dilation: 3, padding: 4, format: 5 };

/** `extract_patches(images, size)`: each window is a place, all its pixels are channels. An image may stand alone. */
function patches(className: string, axes: number): Operation {
  return operation(className, (call): Outcome => {
    const [shape] = call.shapes;
    const isAlone = shape!.length === axes + 1;
    if (!isAlone && shape!.length !== axes + 2) return null;
    const size = each(call.dims(1, 'size') ?? undefined, axes, 1);
    const strides = call.isNone(2, 'strides') ? null : call.dims(2, 'strides');
    if (!size) return NOT_FOLLOWED;
    const batch: OperationCall = isAlone ? { ...call, shapes: [[1, ...shape!]] } : call;
    const pixels = size.reduce<Dim>(multiply, 1);
    const steps = strides === null ? size : each(strides, axes, 1);
    const outcome = slid(batch, places, size, steps, (channels) => multiply(channels, pixels));
    return Array.isArray(outcome) && isAlone ? outcome.slice(1) : outcome;
  });
}

export const kerasImageOperations: readonly (readonly [name: string, operation: Operation])[] = [
  ['extract_patches', patches('ExtractPatches', 2)],
  ['extract_patches_3d', patches('ExtractPatches3D', 3)],
];
