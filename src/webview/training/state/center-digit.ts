/**
 * Brings a drawing into the form of MNIST: its box is scaled to 20 of 28 pixels, and its centre of mass lies in the middle
 * (LeCun, Cortes and Burges, "The MNIST database": "size normalized to fit in a 20x20 pixel box while preserving their
 * aspect ratio ... centered in a 28x28 image by computing the center of mass of the pixels").
 */

export interface GreyImage {
  readonly width: number;
  readonly height: number;
  /** 0 to 255, row by row. */
  readonly pixels: Uint8Array;
}

const BOX_SHARE = 20 / 28;

/** `null` for an empty drawing. */
export function centerDigit(drawing: GreyImage, width: number, height: number): GreyImage | null {
  const box = boxOf(drawing);
  if (!box) return null;
  const scale = Math.min((BOX_SHARE * width) / box.width, (BOX_SHARE * height) / box.height);
  const center = centerOfMass(drawing);
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      // A pixel is as dark as the part of the drawing that lies under it.
      const left = center.x + (column - middle(width)) / scale;
      const top = center.y + (row - middle(height)) / scale;
      pixels[row * width + column] = Math.round(meanOver(drawing, left, top, 1 / scale));
    }
  }
  return { width, height, pixels };
}

/** The digits of MNIST have their centre of mass in the pixel with the index 14, of which this is the middle. */
function middle(size: number): number {
  return size / 2 + 0.5;
}

function boxOf({ width, height, pixels }: GreyImage) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (pixels[row * width + column] === 0) continue;
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
    }
  }
  return right < 0 ? null : { width: right - left + 1, height: bottom - top + 1 };
}

/** Of the values, each in the middle of its pixel. */
function centerOfMass({ width, pixels }: GreyImage): { readonly x: number; readonly y: number } {
  let [sum, x, y] = [0, 0, 0];
  pixels.forEach((value, at) => {
    sum += value;
    x += value * ((at % width) + 0.5);
    y += value * (Math.floor(at / width) + 0.5);
  });
  return { x: x / sum, y: y / sum };
}

/** The mean over the square from `(left, top)`, parts of pixels by their area; outside there is nothing. */
export function meanOver({ width, height, pixels }: GreyImage, left: number, top: number, side: number): number {
  let sum = 0;
  for (let row = Math.max(0, Math.floor(top)); row < Math.min(height, top + side); row++) {
    const tall = Math.min(row + 1, top + side) - Math.max(row, top);
    for (let column = Math.max(0, Math.floor(left)); column < Math.min(width, left + side); column++) {
      const wide = Math.min(column + 1, left + side) - Math.max(column, left);
      sum += pixels[row * width + column]! * tall * wide;
    }
  }
  return sum / (side * side);
}
