/** The user's own pictures: a folder with one subfolder per class; `train` and `test` (or `val`) above them where there are such. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decode as decodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { messageOf } from '../../failure';
import { type ImageSet, labelled, PICTURES } from '../image-set';
import { dataFault, MOST_CLASSES, type OwnData } from './own-data';
import { type DecodedImage, resizeTo } from './resize';

const PICTURE = /\.(png|jpe?g)$/i;
const TRAIN_NAMES = ['train', 'training'];
const TEST_NAMES = ['test', 'val', 'valid', 'validation'];
/** What a damaged header may promise at most. */
const MOST_MEGAPIXELS = 100;

/** What is in the folder, before any picture is decoded. */
export interface PictureFolder {
  readonly classes: readonly string[];
  readonly train: readonly Picture[];
  readonly test: readonly Picture[] | null;
}

interface Picture {
  readonly file: string;
  readonly label: number;
}

export function listPictures(folder: string): PictureFolder {
  const parts = subfolders(folder);
  const named = (names: readonly string[]) => parts.find((part) => names.includes(part.toLowerCase()));
  const train = named(TRAIN_NAMES);
  const test = named(TEST_NAMES);
  const root = train === undefined ? folder : path.join(folder, train);
  const classes = subfolders(root);
  if (classes.length < 2) {
    throw dataFault(root, `have ${classes.length} subfolders with pictures; one per class is needed, at least two`);
  }
  if (classes.length > MOST_CLASSES) throw dataFault(root, `have ${classes.length} classes, more than ${MOST_CLASSES}`);
  const testRoot = train === undefined || test === undefined ? null : path.join(folder, test);
  if (testRoot !== null) {
    const odd = subfolders(testRoot).find((name) => !classes.includes(name));
    if (odd !== undefined) throw dataFault(testRoot, `have the class ${odd}, which is not among those in ${root}`);
  }
  return { classes, train: pictures(root, classes), test: testRoot === null ? null : pictures(testRoot, classes) };
}

/** Every picture in the size and channels of `sampleShape`: `[height, width]` or `[height, width, 1, 3 or 4]`. */
export function readPictures(folder: string, sampleShape: readonly number[]): OwnData {
  const [height, width, channels = 1] = sampleShape;
  if (height === undefined || width === undefined || sampleShape.length > 3 || ![1, 3, 4].includes(channels)) {
    const shape = `(${sampleShape.join(', ')})`;
    throw dataFault(
      folder,
      `are pictures, which are resized to (height, width, channels), but the model takes ${shape}`,
    );
  }
  const { classes, train, test } = listPictures(folder);
  const read = (list: readonly Picture[]) => readAll(list, classes.length, { height, width, channels }, folder);
  return { content: PICTURES, sampleShape, train: read(train), test: test ? read(test) : null, classes };
}

function subfolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

function pictures(root: string, classes: readonly string[]): Picture[] {
  return classes.flatMap((name, label) => {
    const folder = path.join(root, name);
    let files: string[] = [];
    try {
      files = readdirSync(folder).filter((file) => PICTURE.test(file));
    } catch {
      // The class has no pictures in this part.
    }
    return files.sort().map((file) => ({ file: path.join(folder, file), label }));
  });
}

function readAll(
  list: readonly Picture[],
  classes: number,
  size: Pick<ImageSet, 'height' | 'width' | 'channels'>,
  origin: string,
): ImageSet {
  if (list.length === 0) throw dataFault(origin, 'hold no PNG or JPEG pictures');
  const length = size.height * size.width * size.channels;
  const pixels = new Uint8Array(list.length * length);
  for (const [index, { file }] of list.entries())
    pixels.set(resizeTo(decodePicture(file), size.height, size.width, size.channels), index * length);
  const labels = Uint8Array.from(list, ({ label }) => label);
  return labelled({ count: list.length, ...size, pixels }, labels, classes, origin);
}

/** By what the file is, not by its name. */
export function decodePicture(file: string): DecodedImage {
  try {
    const bytes = readFileSync(file);
    if (bytes[0] === 0x89) {
      const { height, width, data } = PNG.sync.read(bytes);
      return { height, width, rgba: data };
    }
    const { height, width, data } = decodeJpeg(bytes, {
      useTArray: true,
      formatAsRGBA: true,
      maxResolutionInMP: MOST_MEGAPIXELS,
    });
    return { height, width, rgba: data };
  } catch (error) {
    throw dataFault(file, `cannot be read as a picture: ${messageOf(error)}`);
  }
}
