/** The user's own data: files that real NumPy and Pillow wrote, and files that are wrong. */

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { writeIdxImages, writeIdxLabels } from '../../src/train/data/idx';
import { decodePicture } from '../../src/train/data/own/image-folder';
import { describeOwn, loadOwn } from '../../src/train/data/own/load-own';
import { resizeTo } from '../../src/train/data/own/resize';
import { temporaryFolder } from './build-trainer';

/** Made by `record-own-data.py`. */
const RECORDED = path.join(import.meta.dirname, 'recorded/own');
const answers = JSON.parse(readFileSync(path.join(RECORDED, 'answers.json'), 'utf8'));
const scratch = temporaryFolder();
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(scratch, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

describe('arrays of NumPy', () => {
  it.each(Object.keys(answers.arrays))('%s are read as NumPy wrote them', (name) => {
    const { shape, classes, x, y, isPixels } = answers.arrays[name];
    const file = path.join(RECORDED, `${name}.npz`);
    expect(describeOwn(file)).toMatchObject({ sampleShape: shape, classes, isPixels, title: `${name}.npz` });
    const data = loadOwn(file, shape);
    const all = [...data.train.labels, ...data.test.labels];
    expect(all.sort()).toEqual([...y].sort());
    if (name.startsWith('split')) {
      expect([...data.train.pixels]).toEqual(x);
      expect([...data.train.labels, ...data.test.labels]).toEqual(y);
    }
  });

  it.each(Object.entries(answers.faults))('refuses %s', (name, message) => {
    expect(() => describeOwn(path.join(RECORDED, `${name}.npz`))).toThrow(message as string);
  });

  it('says that a file is damaged', () => {
    const bytes = readFileSync(path.join(RECORDED, 'split-uint8.npz'));
    expect(() => describeOwn(written('cut.npz', bytes.subarray(0, bytes.length / 2)))).toThrow(
      /cut\.npz cannot be read/,
    );
  });
});

describe('IDX pairs', () => {
  const images = (count: number, side = 2) =>
    writeIdxImages({ count, height: side, width: side, pixels: new Uint8Array(count * side * side).fill(7) });
  const labels = (...numbers: number[]) => writeIdxLabels(Uint8Array.from(numbers));

  it('are found in a folder, packed or not', () => {
    written('idx/train-images-idx3-ubyte', images(3));
    written('idx/train-labels-idx1-ubyte.gz', gzipSync(labels(0, 1, 2)));
    written('idx/t10k-images-idx3-ubyte.gz', gzipSync(images(1)));
    written('idx/t10k-labels-idx1-ubyte', labels(1));
    const folder = path.join(scratch, 'idx');
    expect(describeOwn(folder)).toMatchObject({ sampleShape: [2, 2, 1], classes: 3, isPixels: true });
    const { train, test } = loadOwn(folder, [2, 2, 1]);
    expect([train.count, test.count, [...test.labels]]).toEqual([3, 1, [1]]);
  });

  it('are found by either file', () => {
    const file = written('pair/my-images-idx3-ubyte', images(10));
    const other = written('pair/my-labels-idx1-ubyte', labels(0, 1, 0, 1, 0, 1, 0, 1, 0, 1));
    for (const one of [file, other]) {
      const { train, test } = loadOwn(one, [2, 2, 1]);
      expect([train.count, test.count]).toEqual([8, 2]);
    }
  });

  it('must belong together', () => {
    const file = written('odd/a-images-idx3-ubyte', images(2));
    expect(() => describeOwn(file)).toThrow('a-labels-idx1-ubyte is not beside them');
    written('odd/a-labels-idx1-ubyte', labels(1));
    expect(() => describeOwn(file)).toThrow('has 2 samples but 1 label');
  });
});

describe('a table', () => {
  const iris = [
    'a,b,species',
    ...Array.from({ length: 9 }, (_, i) => `${i}.5,-${i},${i % 2 ? '"red, dark"' : 'blue'}`),
  ];

  it('has its classes in the column with a usual name', () => {
    const file = written('iris.csv', `${iris.join('\r\n')}\r\n\r\n`);
    expect(describeOwn(file)).toMatchObject({ sampleShape: [2], classes: 2, isPixels: false });
    const { classes, train, test, origin } = loadOwn(file, [2]);
    expect(classes).toEqual(['blue', 'red, dark']);
    expect([train.count, test.count]).toEqual([7, 2]);
    for (const set of [train, test])
      for (const [index, label] of set.labels.entries()) {
        const row = set.pixels[2 * index]! - 0.5;
        expect([set.pixels[2 * index + 1]! + row, label]).toEqual([0, row % 2]);
      }
    expect(origin).toBe('iris.csv, 7 samples to train on and 2 shuffled ones held out');
  });

  it('has them where it is told, with names or without', () => {
    const lines = ['1,10,20', '0,30,40', '1,50,60', '0,70,80'];
    const plain = written('plain.csv', lines.join('\n'));
    expect(() => describeOwn(plain)).toThrow(/which column holds the classes; there are 3 columns without names/);
    expect(describeOwn(`${plain}#1`)).toMatchObject({ sampleShape: [2], classes: 2, isPixels: true });
    const named = written('named.csv', ['kind,p,q', ...lines].join('\n'));
    expect(() => describeOwn(named)).toThrow(/the columns are kind, p, q; name the column/);
    expect(describeOwn(`${named}#kind`)).toMatchObject({ classes: 2 });
    expect(() => describeOwn(`${named}#none`)).toThrow('no column none');
  });

  it.each([
    ['a word among the numbers', 'a,label\n1,0\nx,1\n', 'have "x" in line 3, column 1'],
    ['a gap', 'a,b,label\n1,2,0\n1,,1\n', 'have "" in line 3, column 2'],
    ['a line that is too short', 'a,b,label\n1,2,0\n1,1\n', '2 columns in line 3 and 3 in the first'],
    ['labels below zero', 'a,label\n1,0\n2,-1\n', 'the label -1 at index 1'],
    ['labels that are no classes', 'a,y\n1,0.5\n2,1.5\n', 'the label 0.5 at index 0'],
    ['labels out of range', 'a,label\n1,0\n2,256\n', 'the label 256 at index 1; at most 256'],
    ['nothing', '', 'have 0 lines'],
    ['one column', 'label\n1\n2\n', 'have one column'],
  ])('with %s is refused', (name, text, message) => {
    expect(() => describeOwn(written(`${name}.csv`, text))).toThrow(message);
  });
});

describe('pictures', () => {
  const folder = path.join(RECORDED, 'pictures');

  it.each(Object.entries(answers.pictures))('%s is resized as Keras does', (name, sizes) => {
    const image = decodePicture(path.join(folder, name));
    for (const [size, values] of Object.entries(sizes as Record<string, number[]>)) {
      const [height, width, channels] = size.split('x').map(Number);
      const ours = resizeTo(image, height!, width!, channels!);
      const largest = Math.max(...ours.map((value, index) => Math.abs(value - values[index]!)));
      // Decoders of JPEG round in their own ways; a PNG is what it is.
      expect(largest, size).toBeLessThanOrEqual(name.endsWith('.png') ? 1 : 4);
    }
  });

  it('are labelled by their folders and take the size of the model', () => {
    expect(describeOwn(folder)).toMatchObject({ sampleShape: null, classes: 2, isPixels: true });
    const { train, test, classes } = loadOwn(folder, [6, 8, 3]);
    expect(classes).toEqual(['cats', 'dogs']);
    expect([train.count + test.count, train.height, train.width, train.channels]).toEqual([5, 6, 8, 3]);
    expect(() => loadOwn(folder, [784])).toThrow(/resized to \(height, width, channels\), but the model takes \(784\)/);
  });

  it('keep the parts that they are in', () => {
    const root = path.join(scratch, 'parts');
    for (const part of ['train', 'val']) cpSync(folder, path.join(root, part), { recursive: true });
    const { train, test } = loadOwn(root, [4, 4]);
    expect([train.count, test.count, train.channels]).toEqual([5, 5, 1]);
    mkdirSync(path.join(root, 'val', 'birds'));
    expect(() => describeOwn(root)).toThrow('the class birds, which is not among those');
  });

  it('that are damaged are named', () => {
    const root = path.join(scratch, 'damaged');
    cpSync(folder, root, { recursive: true });
    written('damaged/cats/0.png', readFileSync(path.join(folder, 'cats/0.png')).subarray(0, 60));
    expect(() => loadOwn(root, [4, 4, 3])).toThrow(/cats\/0\.png cannot be read as a picture/);
  });

  it('need a folder per class', () => {
    expect(() => describeOwn(path.join(folder, 'cats'))).toThrow('have 0 subfolders');
  });
});

it('says what a path must be', () => {
  expect(() => describeOwn(path.join(scratch, 'nowhere'))).toThrow('cannot be read');
  expect(() => describeOwn(written('notes.txt', 'x'))).toThrow('an .npz, a .csv, IDX files or a folder with pictures');
});
