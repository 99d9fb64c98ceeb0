/** Small pictures of filters and of what layers give: which number is drawn where. */

import { describe, expect, it } from 'vitest';
import type { PictureStrip } from '../../src/protocol/training-control';
import { activationPictures, filterPictures } from '../../src/train/inspect/pictures';
import { describeWeights } from '../../src/train/inspect/weights-event';

/** The values that the bytes stand for. */
function valuesOf({ bytes, limit }: PictureStrip): number[] {
  return [...Buffer.from(bytes, 'base64')].map((byte) => Math.round(((byte - 128) * limit) / 127));
}

const counted = (...shape: number[]) => ({
  name: 'conv/kernel',
  shape,
  values: Float32Array.from({ length: shape.reduce((product, dim) => product * dim, 1) }, (_value, at) => at),
});
const output = (...shape: number[]) => ({ ...counted(1, ...shape), className: 'Layer', activation: null });

describe('filters', () => {
  it('of one channel are drawn value by value, one after the other', () => {
    const { pictures, note, form } = filterPictures(counted(2, 2, 1, 3));
    expect([form, note]).toEqual(['pictures', null]);
    expect(valuesOf(pictures)).toEqual([0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11]);
  });

  it('of three channels have them as the colours of a pixel', () => {
    const { pictures } = filterPictures(counted(1, 2, 3, 2));
    expect(pictures).toMatchObject({ width: 2, height: 1, count: 2, isColour: true });
    expect(valuesOf(pictures)).toEqual([0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11]);
  });

  it('of other channels are drawn by their mean, and say so', () => {
    const { pictures, note } = filterPictures(counted(1, 2, 2, 1));
    expect(valuesOf({ ...pictures, limit: 2 * pictures.limit })).toEqual([1, 5]);
    expect(note).toBe('Each is the mean over 2 input channels.');
  });

  it('over one axis are a row per channel', () => {
    const { pictures, form } = filterPictures(counted(3, 2, 1));
    expect([form, pictures.width, pictures.height]).toEqual(['curves', 3, 2]);
    expect(valuesOf(pictures)).toEqual([0, 2, 4, 1, 3, 5]);
  });

  it('of a depthwise kernel are told apart, and a model without a convolution has none', () => {
    const row = { name: 'conv', className: 'SeparableConv2D', outputShape: [null, 1, 1, 8], paramCount: 1 };
    const kernel = { ...counted(1, 2, 3, 2), name: 'conv/depthwise_kernel' };
    const { filters } = describeWeights([kernel], [row], []);
    expect(filters!.pictures).toMatchObject({ width: 2, height: 1, count: 6 });
    expect(valuesOf(filters!.pictures).slice(0, 4)).toEqual([0, 6, 1, 7]);
    const dense = { ...counted(4, 2), name: 'dense/kernel' };
    expect(describeWeights([dense], [{ ...row, name: 'dense', className: 'Dense' }], []).filters).toBeNull();
  });
});

describe('what a layer gives', () => {
  it('is a picture per channel of an image', () => {
    const { pictures } = activationPictures(output(2, 2, 2));
    expect(pictures).toMatchObject({ width: 2, height: 2, count: 2 });
    expect(valuesOf(pictures)).toEqual([0, 2, 4, 6, 1, 3, 5, 7]);
  });

  it('is a row per channel of a sequence, its steps to the right', () => {
    const { pictures } = activationPictures(output(3, 2));
    expect(pictures).toMatchObject({ width: 3, height: 2, count: 1 });
    expect(valuesOf(pictures)).toEqual([0, 2, 4, 1, 3, 5]);
  });

  it('is a picture per channel of each slice of a volume', () => {
    const { pictures } = activationPictures(output(2, 1, 2, 2));
    expect(pictures).toMatchObject({ width: 2, height: 1, count: 4 });
    expect(valuesOf(pictures)).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
  });
});
