/** The user's own images in the IDX format: pairs of `...-images-idx3-ubyte` and `...-labels-idx1-ubyte`, packed or not. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { messageOf } from '../../failure';
import { parseIdxImages, parseIdxLabels } from '../idx';
import { type ImageSet, imageSet, PICTURES } from '../image-set';
import { classNumbers, dataFault, numberedClasses, type OwnData } from './own-data';

const IMAGES = /images[-.]idx3[-.]ubyte(\.gz)?$/i;
const TEST = /t10k|test/i;

export function isIdxName(name: string): boolean {
  return /idx[13][-.]ubyte(\.gz)?$/i.test(name);
}

/** A file means its pair; a folder means the pair for training in it and the one for tests, if it has one. */
export function readIdx(place: string, isFolder: boolean): OwnData {
  const images = isFolder
    ? imageFiles(place)
    : [path.join(path.dirname(place), path.basename(place).replace(/labels([-.])idx1/i, 'images$1idx3'))];
  const testFile = images.length > 1 ? images.find((file) => TEST.test(path.basename(file))) : undefined;
  const trainFile = images.find((file) => file !== testFile);
  if (trainFile === undefined) throw dataFault(place, 'hold no ...-images-idx3-ubyte file');
  const train = readPair(trainFile);
  const test = testFile === undefined ? null : readPair(testFile);
  if (test && (test.set.height !== train.set.height || test.set.width !== train.set.width)) {
    const sizes = [train, test].map(({ set }) => `${set.height} x ${set.width}`).join(' and ');
    throw dataFault(place, `have images of ${sizes}`);
  }
  const classes = numberedClasses(Math.max(train.classes, test?.classes ?? 0));
  const sampleShape = [train.set.height, train.set.width, 1];
  return { content: PICTURES, sampleShape, train: train.set, test: test?.set ?? null, classes };
}

function imageFiles(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => IMAGES.test(name));
  return names.sort().map((name) => path.join(folder, name));
}

function readPair(imagesFile: string): { set: ImageSet; classes: number } {
  const labelsName = path.basename(imagesFile).replace(/images([-.])idx3/i, 'labels$1idx1');
  const beside = path.join(path.dirname(imagesFile), labelsName);
  const others = [beside, beside.replace(/\.gz$/, ''), `${beside}.gz`];
  const labelsFile = others.find((file) => file !== imagesFile && existsSync(file));
  if (labelsFile === undefined) throw dataFault(imagesFile, `have no labels: ${labelsName} is not beside them`);
  const images = parseIdxImages(unpacked(imagesFile), imagesFile);
  const { labels, count } = classNumbers(parseIdxLabels(unpacked(labelsFile), labelsFile), labelsFile);
  return { set: imageSet(images, labels, count, imagesFile), classes: count };
}

function unpacked(file: string): Uint8Array {
  try {
    const bytes = readFileSync(file);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  } catch (error) {
    throw dataFault(file, `cannot be read: ${messageOf(error)}`);
  }
}
