/** Loads a data set by its name: from what is at hand, else downloaded. */

import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { messageOf, TrainingFailure } from '../../failure';
import { parseIdxImages, parseIdxLabels } from '../idx';
import { imageSet, type LoadedDataset, PICTURES, sizesText } from '../image-set';
import { IDX_FILES, REMOTE_SETS, type RemoteName, type RemoteSet } from './catalogue';
import { readCifar } from './cifar';
import { type DownloadHost, fetchFiles } from './download';

/** `storage` keeps the folders of all sets. */
export async function loadNamed(name: RemoteName, storage: string, host: DownloadHost): Promise<LoadedDataset> {
  const set = REMOTE_SETS[name];
  const files = await fetchFiles(set, path.join(storage, name), kerasFolders(name), host);
  host.announce(`Reading ${set.title}`);
  return readSet(set, files);
}

/** Throws `TrainingFailure` if the files do not hold what their names say. */
export function readSet(set: RemoteSet, files: ReadonlyMap<string, Uint8Array>): LoadedDataset {
  const parts = set.format === 'idx' ? idxParts(set, files) : cifarParts(set, set.format, files);
  const { train, test } = parts;
  return { ...parts, content: PICTURES, origin: `${set.title}, ${sizesText(train, test)}` };
}

function cifarParts(set: RemoteSet, format: 'cifar10' | 'cifar100', files: ReadonlyMap<string, Uint8Array>) {
  const [file] = set.files;
  const { train, test, names } = readCifar(files.get(file!.name)!, format, file!.name);
  return { train, test, classes: names ?? set.classes };
}

function idxParts({ title, classes }: RemoteSet, files: ReadonlyMap<string, Uint8Array>) {
  const unpacked = (name: string): Uint8Array => {
    try {
      return gunzipSync(files.get(name)!);
    } catch (error) {
      throw new TrainingFailure('dataset', `The file ${name} of ${title} cannot be unpacked: ${messageOf(error)}.`);
    }
  };
  const part = (images: string, labels: string) =>
    imageSet(
      parseIdxImages(unpacked(images), images),
      parseIdxLabels(unpacked(labels), labels),
      classes.length,
      `${title} (${images})`,
    );
  const train = part(IDX_FILES.TRAIN_IMAGES, IDX_FILES.TRAIN_LABELS);
  const test = part(IDX_FILES.TEST_IMAGES, IDX_FILES.TEST_LABELS);
  return { train, test, classes };
}

/** Where Keras keeps the same files. */
function kerasFolders(name: RemoteName): string[] {
  const home = process.env.KERAS_HOME || path.join(os.homedir(), '.keras');
  const folder = path.join(home, 'datasets');
  return name === 'fashion_mnist' ? [path.join(folder, 'fashion-mnist')] : [];
}
