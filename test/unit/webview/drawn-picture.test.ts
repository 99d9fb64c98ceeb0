/** A drawing brought into the form of the pictures that a model takes. */

import { describe, expect, test } from 'vitest';
import { canDraw, drawnPicture, type PictureForm } from '../../../src/webview/training/state/drawn-picture';
import { paintedPixels } from '../../../src/webview/training/state/painted-pixels';

const form = (change: Partial<PictureForm>): PictureForm => ({
  ...{ kind: 'picture', width: 2, height: 1, channels: 1, range: [0, 255], isCentred: false },
  ...change,
});

/** Four pixels by two; the left half is covered by one colour. */
function page(colour: readonly number[]) {
  const rgba = new Uint8ClampedArray(32);
  for (const at of [0, 1, 4, 5]) rgba.set(colour, 4 * at);
  return { width: 4, height: 2, rgba };
}

describe('a drawing', () => {
  test('is grey by how far its strokes cover a pixel', () => {
    expect([...drawnPicture(page([255, 255, 255, 255]), form({}))!]).toEqual([255, 0]);
    expect([...drawnPicture(page([255, 255, 255, 51]), form({}))!]).toEqual([51, 0]);
    expect([...drawnPicture(page([255, 255, 255, 255]), form({ width: 1, height: 1 }))!]).toEqual([64]);
  });

  test('has its colours on black, and is opaque where a fourth channel tells so', () => {
    expect([...drawnPicture(page([200, 100, 0, 255]), form({ channels: 3 }))!]).toEqual([200, 100, 0, 0, 0, 0]);
    expect([...drawnPicture(page([200, 100, 0, 255]), form({ channels: 4 }))!]).toEqual([
      200, 100, 0, 255, 0, 0, 0, 255,
    ]);
  });

  test('that is empty is none', () => {
    expect(drawnPicture(page([0, 0, 0, 0]), form({}))).toBeNull();
  });

  test('is for pictures in grey or in colours only', () => {
    expect([1, 2, 3, 4, 5].filter((channels) => canDraw(form({ channels })))).toEqual([1, 3, 4]);
    expect(canDraw({ kind: 'sequence', steps: 3, features: 1 })).toBe(false);
    expect(canDraw(null)).toBe(false);
  });
});

describe('the pixels of a sample', () => {
  test('are grey, in colour, or with opacity', () => {
    const of = (channels: number, ...bytes: number[]) => [
      ...paintedPixels(Uint8Array.from(bytes), { width: 1, height: 1, channels }).rgba,
    ];
    expect(of(1, 7)).toEqual([7, 7, 7, 255]);
    expect(of(3, 1, 2, 3)).toEqual([1, 2, 3, 255]);
    expect(of(4, 1, 2, 3, 4)).toEqual([1, 2, 3, 4]);
  });

  test('of other channels stand side by side', () => {
    const { width, rgba } = paintedPixels(Uint8Array.from([1, 2, 3, 4]), { width: 2, height: 1, channels: 2 });
    expect(width).toBe(4);
    expect([...rgba].filter((_value, at) => at % 4 === 0)).toEqual([1, 3, 2, 4]);
  });
});
