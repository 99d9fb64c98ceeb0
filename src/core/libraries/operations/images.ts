/** `tf.image` on the tensors of a model: other channels, other height and width. */
import { type Dim, isKnown, unknownDim } from '../../shape/dim';
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

function withChannels(from: number, to: number): Operation {
  return changed(from === 3 ? 'RgbToGrayscale' : 'GrayscaleToRgb', (height, width, channels) =>
    isKnown(channels) && channels !== from ? null : [height, width, to],
  );
}

/** `central_crop(image, fraction)`: as much is left out before as after. */
function cropped(height: Dim, width: Dim, channels: Dim, call: OperationCall): readonly Dim[] | string {
  const fraction = call.fraction(1, 'central_fraction');
  if (typeof fraction !== 'number') return NOT_FOLLOWED;
  const left = (size: Dim): Dim =>
    isKnown(size) ? size - 2 * Math.trunc((size - size * fraction) / 2) : size === null ? null : unknownDim();
  return [left(height), left(width), channels];
}

export const imageOperations: readonly (readonly [name: string, operation: Operation])[] = [
  ['rgb_to_grayscale', withChannels(3, 1)],
  ['grayscale_to_rgb', withChannels(1, 3)],
  // Which of the two becomes which, the tensor no longer says.
  ['rot90', changed('Rot90', (_height, _width, channels) => [null, null, channels])],
  ['central_crop', changed('CentralCrop', (height, width, channels, call) => cropped(height, width, channels, call))],
  ['resize_with_crop_or_pad', sized('ResizeWithCropOrPad', 1, ['target_height', 'target_width'])],
  ['resize_with_pad', sized('ResizeWithPad', 1, ['target_height', 'target_width'])],
  ['crop_to_bounding_box', sized('CropToBoundingBox', 3, ['target_height', 'target_width'])],
  ['pad_to_bounding_box', sized('PadToBoundingBox', 3, ['target_height', 'target_width'])],
];
