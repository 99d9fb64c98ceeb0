/** Samples as pixels of a screen, whatever channels they have. */

interface Painted {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel, row by row. */
  readonly rgba: Uint8ClampedArray;
}

/** One channel is grey, three are colours, four have opacity; others stand side by side, each in grey. */
export function paintedPixels(
  bytes: Uint8Array,
  { width, height, channels }: { readonly width: number; readonly height: number; readonly channels: number },
): Painted {
  if (channels !== 3 && channels !== 4) return sideBySide(bytes, width, height, channels);
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    rgba.set(bytes.subarray(pixel * channels, (pixel + 1) * channels), 4 * pixel);
  }
  return { width, height, rgba };
}

function sideBySide(bytes: Uint8Array, width: number, height: number, channels: number): Painted {
  const across = width * channels;
  const rgba = new Uint8ClampedArray(4 * across * height).fill(255);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < across; column++) {
      const [channel, x] = [Math.floor(column / width), column % width];
      const value = bytes[(row * width + x) * channels + channel]!;
      rgba.fill(value, 4 * (row * across + column), 4 * (row * across + column) + 3);
    }
  }
  return { width: across, height, rgba };
}
