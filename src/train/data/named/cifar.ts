/** Reads the binary archives of CIFAR-10 and CIFAR-100 (https://www.cs.toronto.edu/~kriz/cifar.html). */

import { gunzipSync } from 'node:zlib';
import { parseTar } from 'nanotar';
import { messageOf, TrainingFailure } from '../../failure';
import { type ImageSet, labelled } from '../image-set';

const SIDE = 32;
const PLANE = SIDE * SIDE;
const CHANNELS = 3;

export interface CifarParts {
  readonly train: ImageSet;
  readonly test: ImageSet;
  /** The names in the archive; `null` if it has none. */
  readonly names: readonly string[] | null;
}

/** `origin` names the archive in messages. CIFAR-100 has a coarse label before the fine one, which is taken. */
export function readCifar(archive: Uint8Array, kind: 'cifar10' | 'cifar100', origin: string): CifarParts {
  const members = unpack(archive, origin);
  const of = (name: string): Uint8Array => {
    const bytes = members.get(name);
    if (bytes) return bytes;
    throw new TrainingFailure('dataset', `The archive ${origin} has no ${name}.`);
  };
  const classes = kind === 'cifar10' ? 10 : 100;
  const labelBytes = kind === 'cifar10' ? 1 : 2;
  const trainFiles = kind === 'cifar10' ? [1, 2, 3, 4, 5].map((part) => `data_batch_${part}.bin`) : ['train.bin'];
  const testFile = kind === 'cifar10' ? 'test_batch.bin' : 'test.bin';
  const names = members.get(kind === 'cifar10' ? 'batches.meta.txt' : 'fine_label_names.txt');
  return {
    train: readRecords(trainFiles.map(of), labelBytes, classes, origin),
    test: readRecords([of(testFile)], labelBytes, classes, origin),
    names: names ? namesIn(names, classes) : null,
  };
}

function unpack(archive: Uint8Array, origin: string): ReadonlyMap<string, Uint8Array> {
  try {
    const files = parseTar(gunzipSync(archive));
    return new Map(files.flatMap(({ name, data }) => (data ? [[name.split('/').at(-1)!, data] as const] : [])));
  } catch (error) {
    throw new TrainingFailure('dataset', `The archive ${origin} cannot be unpacked: ${messageOf(error)}.`);
  }
}

/** Each record is its labels and then three planes of 32 x 32: red, green, blue. */
function readRecords(files: readonly Uint8Array[], labelBytes: number, classes: number, origin: string): ImageSet {
  const length = labelBytes + CHANNELS * PLANE;
  const odd = files.find((bytes) => bytes.length === 0 || bytes.length % length !== 0);
  if (odd) {
    throw new TrainingFailure('dataset', `A file in ${origin} has ${odd.length} bytes, no multiple of ${length}.`);
  }
  const count = files.reduce((sum, bytes) => sum + bytes.length / length, 0);
  const pixels = new Uint8Array(count * CHANNELS * PLANE);
  const labels = new Uint8Array(count);
  let index = 0;
  for (const bytes of files) {
    for (let start = 0; start < bytes.length; start += length, index++) {
      labels[index] = bytes[start + labelBytes - 1]!;
      interleave(bytes, start + labelBytes, pixels, index * CHANNELS * PLANE);
    }
  }
  return labelled({ count, height: SIDE, width: SIDE, channels: CHANNELS, pixels }, labels, classes, origin);
}

function interleave(from: Uint8Array, start: number, to: Uint8Array, at: number): void {
  for (let pixel = 0; pixel < PLANE; pixel++)
    for (let channel = 0; channel < CHANNELS; channel++)
      to[at + pixel * CHANNELS + channel] = from[start + channel * PLANE + pixel]!;
}

function namesIn(text: Uint8Array, classes: number): readonly string[] | null {
  const names = Buffer.from(text).toString('utf8').split('\n').filter(Boolean);
  return names.length === classes ? names : null;
}
