/** `tf.image` on the tensors of a model: other channels, other height and width. */
import { compatible, type Dim, isKnown, unknownDim } from '../../shape/dim';
import { broadcast } from '../../shape/transform';
import { standard } from './dtypes';
import { classNameOf } from './elementwise';
import { NOT_FOLLOWED, type Operation, type OperationCall, type Outcome, operation } from './operation';

/** What becomes of height, width and channels, the last three axes. */
function changed(
  className: string,
  change: (height: Dim, width: Dim, channels: Dim, call: OperationCall) => readonly Dim[] | string | null,
): Operation {
  return operation(className, (call): Outcome => {
    const [shape] = call.shapes;
    if (shape!.length < 3) return null;
    const [height, width, channels] = shape!.slice(-3) as [Dim, Dim, Dim];
    const result = change(height, width, channels, call);
    return result === null || typeof result === 'string' ? result : [...shape!.slice(0, -3), ...result];
  });
}

/** Height and width stand among the arguments, the image first. */
function sized(className: string, heightAt: number, names: readonly [string, string]): Operation {
  return changed(className, (_height, _width, channels, call) => {
    const [height, width] = names.map((name, i) => call.dims(heightAt + i, name)?.[0]);
    return height === undefined || width === undefined ? NOT_FOLLOWED : [height, width, channels];
  });
}

/** TensorFlow looks at the number of colours only when it runs. */
const toGrayscale = operation('RgbToGrayscale', ({ shapes: [shape] }) =>
  shape!.length > 0 ? [...shape!.slice(0, -1), 1] : null,
);

const toColours = operation('GrayscaleToRgb', ({ shapes: [shape] }) => {
  const channels = shape!.at(-1);
  if (channels === undefined || (isKnown(channels) && channels !== 1)) return null;
  return [...shape!.slice(0, -1), 3];
});

/** `central_crop(image, fraction)`: as much is left out before as after. */
function cropped(height: Dim, width: Dim, channels: Dim, call: OperationCall): readonly Dim[] | string {
  const fraction = call.fraction(1, 'central_fraction');
  if (typeof fraction !== 'number') return NOT_FOLLOWED;
  const left = (size: Dim): Dim =>
    isKnown(size) ? size - 2 * Math.trunc((size - size * fraction) / 2) : size === null ? null : unknownDim();
  return [left(height), left(width), channels];
}

/**
 * `tf.image.resize(images, size, method, preserve_aspect_ratio)`: floats, save of the nearest element and of an image that has the
 * size already.
 */
const resize = operation('Resize', (call) => {
  const size = call.dims(1, 'size');
  const [shape] = call.shapes;
  if (size?.length !== 2) return NOT_FOLLOWED;
  if (shape!.length < 3) return null;
  const [height, width] = shape!.slice(-3, -1) as [Dim, Dim];
  const [rows, columns] = call.flag(3, 'preserve_aspect_ratio') ? inProportion(height, width, size) : size;
  const isSame = isKnown(rows!) && isKnown(columns!) && rows === height && columns === width;
  const keeps = isSame || /^nearest$/i.test(call.word(2, 'method') ?? '');
  return {
    shape: [...shape!.slice(0, -3), rows!, columns!, shape!.at(-1)!],
    dtype: keeps ? standard(call.dtypes[0]!) : 'float32',
  };
});

/** As large as fits into the size (`_resize_images_common` of TensorFlow 2.21, in floats of 32 bits). */
function inProportion(height: Dim, width: Dim, size: readonly Dim[]): readonly Dim[] {
  if (![height, width, ...size].every(isKnown)) return [null, null];
  const [rows, columns] = size as readonly number[];
  const scale = Math.min(Math.fround(rows! / (height as number)), Math.fround(columns! / (width as number)));
  return [height as number, width as number].map((length) => Math.round(Math.fround(scale * length)));
}

/** By a method that its name says; the dtype is that of the image where there is none. */
function resizedBy(dtype: string | null): Operation {
  return operation('Resize', (call) => {
    const size = call.dims(1, 'size');
    const [shape] = call.shapes;
    if (size?.length !== 2) return NOT_FOLLOWED;
    if (shape!.length !== 4) return null;
    return { shape: [shape![0]!, ...size, shape![3]!], dtype: dtype ?? standard(call.dtypes[0]!) };
  });
}

/** One number for each image. */
const perImage = (className: string): Operation =>
  operation(
    className,
    ({ shapes: [a, b] }) => {
      if (!b) return NOT_FOLLOWED;
      const fit = a!.slice(-3).every((dim, i) => compatible(dim, b.slice(-3)[i] ?? null));
      const lead = broadcast(a!.slice(0, -3), b.slice(0, -3));
      return fit && lead && Math.min(a!.length, b.length) >= 3 ? { shape: lead, dtype: 'float32' } : null;
    },
    [
      ['a', 'img1'],
      ['b', 'img2'],
    ],
  );

/** As many pictures as boxes. */
const cropAndResize = operation('CropAndResize', (call) => {
  const [indices, size] = [call.shapeOf(2, 'box_indices'), call.dims(3, 'crop_size')];
  const boxes = call.shapeOf(1, 'boxes');
  if (!indices || !boxes || size?.length !== 2) return NOT_FOLLOWED;
  return { shape: [indices[0] ?? boxes[0] ?? null, ...size, call.shapes[0]!.at(-1)!], dtype: 'float32' };
});

const croppedImage = changed('CentralCrop', cropped);

export const imageOperations: readonly (readonly [name: string, operation: Operation])[] = [
  ['rgb_to_grayscale', toGrayscale],
  ['grayscale_to_rgb', toColours],
  // Which of the two becomes which, the tensor no longer says.
  ['rot90', changed('Rot90', (_height, _width, channels) => [null, null, channels])],
  ['image.transpose', changed('Transpose', (height, width, channels) => [width, height, channels])],
  ['image.resize', resize],
  // Names of the first TensorFlow.
  ...['resize_bilinear', 'resize_bicubic', 'resize_area'].map((name) => [name, resizedBy('float32')] as const),
  ['resize_nearest_neighbor', resizedBy(null)],
  ['random_crop', operation('RandomCrop', (call) => call.dims(1, 'size') ?? NOT_FOLLOWED)],
  ['psnr', perImage('Psnr')],
  ['ssim', perImage('Ssim')],
  ['ssim_multiscale', perImage('SsimMultiscale')],
  ['crop_and_resize', cropAndResize],
  ['non_max_suppression', operation('NonMaxSuppression', () => ({ shape: [null], dtype: 'int32' }))],
  [
    'central_crop',
    {
      className: 'CentralCrop',
      operands: 'one',
      // The whole of it may be anything.
      result: (call) => (call.fraction(1, 'central_fraction') === 1 ? call.shapes[0]! : croppedImage.result(call)),
    },
  ],
  ...['rgb_to_yiq', 'rgb_to_yuv', 'yiq_to_rgb', 'yuv_to_rgb'].map(
    (name) => [name, operation(classNameOf(name), ({ shapes: [shape] }) => [...shape!.slice(0, -1), 3])] as const,
  ),
  ['resize_with_crop_or_pad', sized('ResizeWithCropOrPad', 1, ['target_height', 'target_width'])],
  ['resize_with_pad', sized('ResizeWithPad', 1, ['target_height', 'target_width'])],
  ['crop_to_bounding_box', sized('CropToBoundingBox', 3, ['target_height', 'target_width'])],
  ['pad_to_bounding_box', sized('PadToBoundingBox', 3, ['target_height', 'target_width'])],
];
