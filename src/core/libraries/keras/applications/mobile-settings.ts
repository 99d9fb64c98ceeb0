/** What the MobileNets ask of their settings. */
import { type Dim, formatShape, isKnown } from '../../../shape/dim';
import type { SettingRefusal, Settings } from './architecture';

/** The size of a square input if weights exist for it; null otherwise. */
export function squareSize(rows: Dim | undefined, columns: Dim | undefined, sizes: readonly number[]): number | null {
  return typeof rows === 'number' && rows === columns && sizes.includes(rows) ? rows : null;
}

/** There are weights of ImageNet for a few widths only. */
export function refuseAlpha(settings: Settings, allowed: readonly number[]): SettingRefusal | null {
  const alpha = settings.number('alpha');
  if (settings.weights !== 'imagenet' || allowed.includes(alpha)) return null;
  return {
    setting: 'alpha',
    message: `with the weights of ImageNet alpha must be one of ${allowed.join(', ')}, not ${alpha}`,
  };
}

/** The second and the third MobileNet compare the width of the input tensor with the shape that is given beside it. */
export function refuseOtherWidth({ inputTensor, givenShape }: Settings): SettingRefusal | null {
  const width = inputTensor?.shape?.[2];
  const given = givenShape?.[1];
  if (width === undefined || given === undefined) return null;
  const differ = (width === null) !== (given === null) || (isKnown(width) && isKnown(given) && width !== given);
  return differ
    ? {
        setting: 'input_shape',
        message: `input_shape ${formatShape(givenShape!)} has another width than input_tensor ${formatShape(inputTensor!.shape!)}`,
      }
    : null;
}
