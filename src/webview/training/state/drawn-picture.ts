/** Brings a drawing into the size and the channels of the pictures that a model is trained on. */

import type { SampleForm } from '../../../protocol/samples';
import { centerDigit, type GreyImage, meanOver } from './center-digit';

export type PictureForm = Extract<SampleForm, { readonly kind: 'picture' }>;

/** A transparent page with strokes on it. */
export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel, row by row. */
  readonly rgba: Uint8ClampedArray;
}

/** Whether there is a way to draw such pictures: in grey or in colours. */
export function canDraw(form: SampleForm | null): form is PictureForm {
  return form?.kind === 'picture' && [1, 3, 4].includes(form.channels);
}

/** The bytes of the picture, on black as those of MNIST; `null` for an empty page. */
export function drawnPicture(page: DrawnPage, { width, height, channels, isCentred }: PictureForm): Uint8Array | null {
  const ink = plane(page, 3);
  if (!ink.pixels.some((value) => value > 0)) return null;
  if (channels === 1 && isCentred) return centerDigit(ink, width, height)?.pixels ?? null;
  const planes = channels === 1 ? [ink] : [0, 1, 2].map((colour) => onBlack(plane(page, colour), ink));
  const side = page.width / width;
  // Opaque where a fourth channel tells so.
  const pixels = new Uint8Array(width * height * channels).fill(255);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = (row * width + column) * channels;
      for (const [index, each] of planes.entries()) {
        pixels[at + index] = Math.round(meanOver(each, column * side, row * side, side));
      }
    }
  }
  return pixels;
}

function plane({ width, height, rgba }: DrawnPage, channel: number): GreyImage {
  return {
    width,
    height,
    pixels: Uint8Array.from({ length: width * height }, (_value, at) => rgba[4 * at + channel]!),
  };
}

function onBlack(colour: GreyImage, ink: GreyImage): GreyImage {
  return { ...colour, pixels: colour.pixels.map((value, at) => Math.round((value * ink.pixels[at]!) / 255)) };
}
