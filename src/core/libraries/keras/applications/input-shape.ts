/** The shape of one image that an architecture is made for, and what Keras refuses of it (`obtain_input_shape`, Keras 3.15). */
import { type Dim, formatShape, isKnown } from '../../../shape/dim';
import type { Architecture, SettingRefusal, Settings } from './architecture';

export function inputShape(architecture: Architecture, settings: Settings): readonly Dim[] | SettingRefusal {
  if (architecture.inputShape) return architecture.inputShape(settings);
  const { includeTop, weights, givenShape: given, shapeIsTuple } = settings;
  const { defaultSize, sizeWithoutTop = null, minSize } = architecture;
  const size = typeof defaultSize === 'number' ? defaultSize : defaultSize(settings);
  const standard: readonly Dim[] = [size, size, 3];
  if (!given) return includeTop ? standard : [sizeWithoutTop, sizeWithoutTop, 3];
  if (weights === 'imagenet' && includeTop) {
    const same = shapeIsTuple && given.length === 3 && given.every((dim, i) => !isKnown(dim) || dim === standard[i]);
    if (same && !given.includes(null)) return standard;
    const kind = shapeIsTuple ? '' : ' (a tuple, not a list)';
    return refuse(
      `with include_top=True and the weights of ImageNet input_shape must be ${formatShape(standard)}${kind}, not ${formatShape(given)}`,
    );
  }
  if (given.length !== 3) return refuse(`input_shape must hold three sizes, not ${formatShape(given)}`);
  const [height, width, channels] = given as readonly [Dim, Dim, Dim];
  if (weights === 'imagenet' && (channels === null || (isKnown(channels) && channels !== 3)))
    return refuse(`with the weights of ImageNet the input must have 3 channels, not ${channels ?? 'None'}`);
  if ([height, width].some((dim) => isKnown(dim) && dim < minSize))
    return refuse(`the input must be at least ${minSize} × ${minSize}, not ${formatShape(given)}`);
  if (includeTop && given.includes(null))
    return refuse(`with include_top=True input_shape must have no None, but it is ${formatShape(given)}`);
  return given;
}

function refuse(message: string): SettingRefusal {
  return { setting: 'input_shape', message };
}
