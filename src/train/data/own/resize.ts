/** Brings images to the size and the channels that a model takes. */

/** Bytes, row by row, the channels of a pixel side by side. */
export interface DecodedImage {
  readonly height: number;
  readonly width: number;
  /** Red, green, blue, opacity. */
  readonly rgba: Uint8Array;
}

/** Bilinear with half pixels and without a filter, as `image_dataset_from_directory` of Keras resizes. */
export function resizeTo(image: DecodedImage, height: number, width: number, channels: number): Uint8Array {
  const rows = axis(image.height, height);
  const columns = axis(image.width, width);
  const result = new Uint8Array(height * width * channels);
  const sampled = (channel: number, y: Sample, x: Sample): number => {
    const at = (row: number, column: number) => image.rgba[(row * image.width + column) * 4 + channel]!;
    const top = at(y.low, x.low) + (at(y.low, x.high) - at(y.low, x.low)) * x.share;
    const bottom = at(y.high, x.low) + (at(y.high, x.high) - at(y.high, x.low)) * x.share;
    return top + (bottom - top) * y.share;
  };
  let place = 0;
  for (const y of rows) {
    for (const x of columns) {
      const [red, green, blue] = [sampled(0, y, x), sampled(1, y, x), sampled(2, y, x)];
      if (channels === 1) result[place++] = Math.round(grey(red, green, blue));
      else
        for (const value of [red, green, blue, sampled(3, y, x)].slice(0, channels))
          result[place++] = Math.round(value);
    }
  }
  return result;
}

/** ITU-R BT.601, as image decoders have it. */
function grey(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** Between which two pixels a new one lies, and how far it is from the first. */
interface Sample {
  readonly low: number;
  readonly high: number;
  readonly share: number;
}

function axis(from: number, to: number): Sample[] {
  return Array.from({ length: to }, (_, index) => {
    const place = (index + 0.5) * (from / to) - 0.5;
    const floor = Math.floor(place);
    return { low: Math.max(0, floor), high: Math.min(from - 1, floor + 1), share: place - floor };
  });
}
