/** `keras.ops.image` where TensorFlow has no function of the name: pieces of images, and changes that leave the size. */
import { add, type Dim, isKnown, multiply, type Shape, subtract } from '../../shape/dim';
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

const isImage = (shape: Shape): boolean => shape.length === 3 || shape.length === 4;

const toGrayscale = operation('RGBToGrayscale', (call): Outcome => {
  const [shape] = call.shapes;
  if (!isImage(shape!)) return null;
  const channels = shape!.length - (call.word(1, 'data_format') === 'channels_first' ? 3 : 1);
  return shape!.map((dim, axis) => (axis === channels ? 1 : dim));
});

const unchanged = (className: string): Operation =>
  operation(className, ({ shapes: [shape] }) => (isImage(shape!) ? shape! : null));

/** `pad_images` and `crop_images`: the target, or what both edges make of the size. */
function edged(className: string, change: 'padding' | 'cropping'): Operation {
  return operation(className, (call): Outcome => {
    const [shape] = call.shapes;
    if (!isImage(shape!)) return null;
    const height = shape!.length - (call.word(7, 'data_format') === 'channels_first' ? 2 : 3);
    const output = [...shape!];
    for (const [i, [first, last, target]] of sides.entries()) {
      const edges = [call.number(1 + i, `${first}_${change}`), call.number(3 + i, `${last}_${change}`)];
      const wanted = call.number(5 + i, target);
      const size = shape![height + i]!;
      if (wanted === undefined || edges.includes(undefined)) return NOT_FOLLOWED;
      if (wanted === null && edges.includes(null)) return null;
      const both = edges.reduce<number>((sum, edge) => sum + (edge ?? 0), 0);
      const left = wanted === null ? 0 : change === 'padding' ? subtract(wanted, size) : subtract(size, wanted);
      const rest = wanted === null ? 0 : subtract(left, both);
      if ((isKnown(rest) && rest < 0) || edges.some((edge) => edge! < 0)) return null;
      output[height + i] = wanted ?? (change === 'padding' ? add(size, both) : subtract(size, both));
    }
    return output.some((size) => isKnown(size) && size < 0) ? null : output;
  });
}

const sides = [
  ['top', 'bottom', 'target_height'],
  ['left', 'right', 'target_width'],
] as const;

export const kerasImageOperations: readonly (readonly [name: string, operation: Operation])[] = [
  ['extract_patches', patches('ExtractPatches', 2)],
  ['rgb_to_grayscale', toGrayscale],
  ['rgb_to_hsv', unchanged('RGBToHSV')],
  ['hsv_to_rgb', unchanged('HSVToRGB')],
  ['gaussian_blur', unchanged('GaussianBlur')],
  ['pad_images', edged('PadImages', 'padding')],
  ['crop_images', edged('CropImages', 'cropping')],
  ['extract_patches_3d', patches('ExtractPatches3D', 3)],
];
