/** Writes arrays in NumPy's format (numpy.lib.format, version 1) into one `.npz`. */

import { zipSync } from 'fflate';

export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | Uint8Array;
}

export function writeNpz(arrays: readonly NamedArray[], { compressed = false } = {}): Uint8Array {
  const members = arrays.map((array) => [`${array.name}.npy`, npy(array)] as const);
  // A time of its own would make two exports of one model differ.
  return zipSync(Object.fromEntries(members), { level: compressed ? 6 : 0, mtime: new Date(1980, 0, 1) });
}

function npy({ shape, values }: NamedArray): Uint8Array {
  const dims = `${shape.join(', ')}${shape.length === 1 ? ',' : ''}`;
  const type = values instanceof Uint8Array ? '|u1' : '<f4';
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${dims}), }`;
  const before = 10;
  const length = Math.ceil((before + text.length + 1) / 64) * 64 - before;
  const header = Buffer.alloc(before + length, ' ');
  header.write('\x93NUMPY\x01\x00', 0, 'latin1');
  header.writeUInt16LE(length, 8);
  header.write(text, before, 'latin1');
  header.write('\n', before + length - 1, 'latin1');
  return Buffer.concat([header, Buffer.from(values.buffer, values.byteOffset, values.byteLength)]);
}
