/** Data files that are right and data files that are not. */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { parseIdxImages, parseIdxLabels, writeIdxImages, writeIdxLabels } from '../../src/train/data/idx';
import { imageSet, type LoadedDataset, takeParts } from '../../src/train/data/image-set';
import { loadMnist, MNIST_SUBSET_FILE } from '../../src/train/data/mnist';
import { PACKAGE_ROOT, temporaryFolder } from './build-trainer';

const scratch = temporaryFolder();
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const images = writeIdxImages({ count: 2, height: 2, width: 3, pixels: Uint8Array.from({ length: 12 }, (_, i) => i) });
const labels = writeIdxLabels(Uint8Array.from([3, 9]));

describe('the IDX format', () => {
  it('comes back as it was written', () => {
    expect(parseIdxImages(images, 'x')).toMatchObject({ count: 2, height: 2, width: 3 });
    expect([...parseIdxImages(images, 'x').pixels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect([...parseIdxLabels(labels, 'x')]).toEqual([3, 9]);
  });

  it.each([
    ['cut off in the header', images.subarray(0, 9), 'x is cut off: it has 9 bytes, the header alone takes 16'],
    ['cut off in the pixels', images.subarray(0, 20), '2 images of 2 x 3 (12 bytes), but 4 follow'],
    ['empty', new Uint8Array(0), 'x is cut off: it has 0 bytes'],
    [
      'labels in the place of images',
      new Uint8Array([...labels, 0, 0, 0, 0, 0, 0]),
      'starts with 0x00000801 instead of 0x00000803',
    ],
    ['packed', new Uint8Array(20).fill(0x1f), 'starts with 0x1f1f1f1f'],
  ])('refuses a file that is %s', (_what, bytes, message) => {
    expect(() => parseIdxImages(bytes, 'x')).toThrow(message);
  });

  it('refuses labels that do not fit the images', () => {
    const parsed = parseIdxImages(images, 'x');
    expect(() => imageSet(parsed, Uint8Array.from([1]), 10, 'x')).toThrow('x has 2 samples but 1 label.');
    expect(() => imageSet(parsed, Uint8Array.from([1, 10]), 10, 'x')).toThrow(
      'the label 10 at index 1; labels go from 0 to 9',
    );
  });
});

describe('MNIST', () => {
  it('is read from the package that holds all of it', () => {
    const data = loadMnist({ folder: null, packageRoot: PACKAGE_ROOT });
    expect([data.train.count, data.test.count]).toEqual([60000, 10000]);
    expect([...data.train.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
  });

  it('comes as a balanced subset where the full set is not at hand', () => {
    const root = path.join(scratch, 'installed');
    mkdirSync(path.join(root, path.dirname(MNIST_SUBSET_FILE)), { recursive: true });
    writeFileSync(path.join(root, MNIST_SUBSET_FILE), readFileSync(path.join(PACKAGE_ROOT, MNIST_SUBSET_FILE)));
    const data = loadMnist({ folder: null, packageRoot: root });
    const counts = (set: LoadedDataset['train']) =>
      data.classes.map((_, label) => set.labels.filter((one) => one === label).length);
    expect(counts(data.train)).toEqual(new Array(10).fill(600));
    expect(counts(data.test)).toEqual(new Array(10).fill(100));
    expect(data.origin).toContain('subset');
  });

  it('holds in its subset images of the full set', () => {
    const full = loadMnist({ folder: null, packageRoot: PACKAGE_ROOT });
    const bytes = gunzipSync(readFileSync(path.join(PACKAGE_ROOT, MNIST_SUBSET_FILE)));
    const first = parseIdxImages(bytes, 'subset').pixels.subarray(0, 784);
    expect([...first]).toEqual([...full.train.pixels.subarray(0, 784)]);
  });

  it('says which file is missing', () => {
    expect(() => loadMnist({ folder: path.join(scratch, 'nowhere'), packageRoot: PACKAGE_ROOT })).toThrow(
      /train-images-idx3-ubyte cannot be read/,
    );
  });

  it('refuses a subset that is damaged', () => {
    const root = path.join(scratch, 'damaged');
    mkdirSync(path.join(root, path.dirname(MNIST_SUBSET_FILE)), { recursive: true });
    const packed = readFileSync(path.join(PACKAGE_ROOT, MNIST_SUBSET_FILE));
    writeFileSync(path.join(root, MNIST_SUBSET_FILE), packed.subarray(0, packed.length / 2));
    expect(() => loadMnist({ folder: null, packageRoot: root })).toThrow('cannot be unpacked');
  });
});

describe('the parts of a data set', () => {
  const data = loadMnist({ folder: null, packageRoot: PACKAGE_ROOT });

  it('are limited on both sides', () => {
    const { train, validation } = takeParts(data, 100, 'test');
    expect([train.count, validation?.count]).toEqual([100, 100]);
  });

  it('are split at the end of the training part', () => {
    const { train, validation } = takeParts(data, 1000, 0.2);
    expect([train.count, validation?.count]).toEqual([800, 200]);
    expect(validation?.labels[0]).toBe(data.train.labels[800]);
  });

  it('leave no side empty', () => {
    expect(() => takeParts(data, 1, 0.1)).toThrow('leaves no sample');
  });
});
