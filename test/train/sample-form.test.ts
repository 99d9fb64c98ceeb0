/** What the samples of a run are taken for, by the data and by the shape in which the model takes them. */

import { describe, expect, it } from 'vitest';
import type { ImageSet, LoadedDataset, SetContent } from '../../src/train/data/image-set';
import { sampleContent, sampleForm } from '../../src/train/inspect/sample-form';

const PICTURES: SetContent = { kind: 'pictures', areCentred: false };
const VALUES: SetContent = { kind: 'values', names: null };

const counted = (length: number) => Array.from({ length }, (_value, at) => at);

function dataset(content: SetContent, [height, width, channels]: readonly [number, number, number], bytes = false) {
  const size = height * width * channels;
  const pixels = bytes ? Uint8Array.from(counted(2 * size)) : Float32Array.from(counted(2 * size));
  const set: ImageSet = { count: 2, height, width, channels, pixels, labels: Uint8Array.from([0, 1]) };
  const data: LoadedDataset = { content, train: set, test: set, classes: ['a', 'b'], origin: '' };
  return { data, set };
}

const kindOf = (content: SetContent, layout: readonly [number, number, number], sampleShape: readonly number[]) =>
  sampleForm(dataset(content, layout).data, sampleShape);

describe('samples are', () => {
  it('pictures where the data are, whatever shape the model takes', () => {
    for (const shape of [[6, 4, 3], [72], [6, 12]]) {
      expect(kindOf(PICTURES, [6, 4, 3], shape)).toMatchObject({ kind: 'picture', height: 6, width: 4, channels: 3 });
    }
  });

  it('pictures where the model takes rows of a table as such', () => {
    expect(kindOf(VALUES, [1, 24, 1], [4, 6, 1])).toMatchObject({ kind: 'picture', height: 4, width: 6, channels: 1 });
    expect(kindOf(VALUES, [1, 24, 1], [24])).toEqual({ kind: 'row', size: 24, names: null });
  });

  it('no pictures where there are more planes than a picture has channels', () => {
    expect(kindOf(VALUES, [2, 2, 20], [2, 2, 20])).toEqual({ kind: 'row', size: 80, names: null });
  });

  it('sequences where the model takes steps, or the data have them', () => {
    const sequence = { kind: 'sequence', steps: 6, features: 4 };
    expect(kindOf(VALUES, [6, 4, 1], [6, 4])).toEqual(sequence);
    expect(kindOf(VALUES, [1, 24, 1], [6, 4])).toEqual(sequence);
    expect(kindOf(VALUES, [6, 4, 1], [24])).toEqual(sequence);
    expect(kindOf(VALUES, [1, 24, 1], [1, 24])).toMatchObject({ kind: 'row' });
  });

  it('from black to white by their bytes, or by the range of all numbers', () => {
    expect(sampleForm(dataset(PICTURES, [2, 2, 1], true).data, [2, 2, 1])).toMatchObject({ range: [0, 255] });
    const { data, set } = dataset(PICTURES, [2, 2, 1]);
    const form = sampleForm(data, [2, 2, 1]);
    expect(form).toMatchObject({ range: [0, 7] });
    const content = sampleContent(form, set, 1);
    if (content.kind !== 'picture') throw new Error(content.kind);
    expect([...Buffer.from(content.pixels, 'base64')]).toEqual(
      [4, 5, 6, 7].map((value) => Math.round((255 * value) / 7)),
    );
  });
});

describe('of a large sample', () => {
  it('the first values of a row are told', () => {
    const { data, set } = dataset(VALUES, [1, 100, 1]);
    expect(sampleContent(sampleForm(data, [100]), set, 1)).toEqual({
      ...{ kind: 'row', values: Array.from({ length: 12 }, (_value, at) => 100 + at) },
    });
  });

  it('every second step of a curve, and the first features', () => {
    const { data, set } = dataset(VALUES, [200, 9, 1]);
    const content = sampleContent(sampleForm(data, [200, 9]), set, 0);
    if (content.kind !== 'sequence') throw new Error(content.kind);
    const { points, curves, least, most, bytes } = content;
    expect([points, curves, least, most]).toEqual([100, 6, 0, 198 * 9 + 5]);
    const shown = Buffer.from(bytes, 'base64');
    // The second curve at its fourth point: feature 1 at step 6.
    expect(shown[100 + 3]).toBe(Math.round((255 * (6 * 9 + 1)) / most));
  });
});
