/** Reads the IDX format of MNIST (http://yann.lecun.com/exdb/mnist): a magic number, big-endian sizes, then bytes. */

import { TrainingFailure } from '../failure';

/** Grey images, one byte per pixel, image after image and row by row. */
export interface IdxImages {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly pixels: Uint8Array;
}

const MAGIC_LABELS = 0x00000801;
const MAGIC_IMAGES = 0x00000803;

/** `origin` names the file in messages. Bytes after the end of the images are left to the caller. */
export function parseIdxImages(bytes: Uint8Array, origin: string): IdxImages {
  const [count, height, width] = readHeader(bytes, MAGIC_IMAGES, 3, 'images', origin);
  const pixels = takeBody(bytes, 16, count! * height! * width!, `${count} images of ${height} x ${width}`, origin);
  return { count: count!, height: height!, width: width!, pixels };
}

export function parseIdxLabels(bytes: Uint8Array, origin: string): Uint8Array {
  const [count] = readHeader(bytes, MAGIC_LABELS, 1, 'labels', origin);
  return takeBody(bytes, 8, count!, `${count} labels`, origin);
}

/** How many bytes of `bytes` the images take, header included. */
export function idxImagesLength(images: IdxImages): number {
  return 16 + images.pixels.length;
}

export function idxLabelsLength(labels: Uint8Array): number {
  return 8 + labels.length;
}

export function writeIdxImages({ count, height, width, pixels }: IdxImages): Uint8Array {
  return withHeader(MAGIC_IMAGES, [count, height, width], pixels);
}

export function writeIdxLabels(labels: Uint8Array): Uint8Array {
  return withHeader(MAGIC_LABELS, [labels.length], labels);
}

function readHeader(bytes: Uint8Array, magic: number, sizes: number, what: string, origin: string): number[] {
  const length = 4 + 4 * sizes;
  if (bytes.length < length)
    throw fault(origin, `is cut off: it has ${bytes.length} bytes, the header alone takes ${length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = view.getUint32(0);
  if (found !== magic)
    throw fault(origin, `does not hold ${what}: it starts with ${hex(found)} instead of ${hex(magic)}`);
  return Array.from({ length: sizes }, (_, index) => view.getUint32(4 + 4 * index));
}

function takeBody(bytes: Uint8Array, start: number, length: number, what: string, origin: string): Uint8Array {
  const there = bytes.length - start;
  if (there < length)
    throw fault(origin, `is cut off: its header promises ${what} (${length} bytes), but ${there} follow`);
  return bytes.subarray(start, start + length);
}

function withHeader(magic: number, sizes: readonly number[], body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * sizes.length + body.length);
  const view = new DataView(bytes.buffer);
  [magic, ...sizes].forEach((value, index) => {
    view.setUint32(4 * index, value);
  });
  bytes.set(body, 4 + 4 * sizes.length);
  return bytes;
}

function fault(origin: string, what: string): TrainingFailure {
  return new TrainingFailure('dataset', `The data file ${origin} ${what}.`);
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
