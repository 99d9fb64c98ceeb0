/** Reads arrays in NumPy's own format (numpy.lib.format, versions 1 to 3). */

import { dataFault } from './own-data';

export interface NpyArray {
  readonly shape: readonly number[];
  /** In C order. */
  readonly values: Uint8Array | Float32Array;
}

const MAGIC = '\x93NUMPY';

type Reader = (view: DataView, at: number, littleEndian: boolean) => number;

/** By kind and size of the dtype. */
const READERS: Readonly<Record<string, readonly [size: number, read: Reader]>> = {
  b1: [1, (view, at) => view.getUint8(at)],
  u1: [1, (view, at) => view.getUint8(at)],
  i1: [1, (view, at) => view.getInt8(at)],
  u2: [2, (view, at, little) => view.getUint16(at, little)],
  i2: [2, (view, at, little) => view.getInt16(at, little)],
  u4: [4, (view, at, little) => view.getUint32(at, little)],
  i4: [4, (view, at, little) => view.getInt32(at, little)],
  u8: [8, (view, at, little) => Number(view.getBigUint64(at, little))],
  i8: [8, (view, at, little) => Number(view.getBigInt64(at, little))],
  f2: [2, (view, at, little) => halfFloat(view.getUint16(at, little))],
  f4: [4, (view, at, little) => view.getFloat32(at, little)],
  f8: [8, (view, at, little) => view.getFloat64(at, little)],
};

/** `origin` names the array in messages. Bytes stay bytes, all other numbers become 32-bit floats. */
export function parseNpy(bytes: Uint8Array, origin: string): NpyArray {
  const { descr, fortran, shape, start } = readHeader(bytes, origin);
  const reader = READERS[descr.slice(1)];
  if (!reader) throw dataFault(origin, `have the dtype ${descr}; numbers are needed`);
  const [size, read] = reader;
  const count = shape.reduce((product, dim) => product * dim, 1);
  const there = bytes.length - start;
  if (there < count * size) {
    throw dataFault(origin, `are cut off: ${count} values take ${count * size} bytes, but ${there} follow`);
  }
  if (descr.endsWith('u1') && !fortran) return { shape, values: bytes.subarray(start, start + count) };
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, count * size);
  const little = !descr.startsWith('>');
  const values = descr.endsWith('u1') ? new Uint8Array(count) : new Float32Array(count);
  const place = fortran ? fortranOrder(shape) : (index: number) => index;
  for (let index = 0; index < count; index++) values[index] = read(view, place(index) * size, little);
  return { shape, values };
}

function readHeader(bytes: Uint8Array, origin: string) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 12 || text.toString('latin1', 0, 6) !== MAGIC) throw dataFault(origin, 'are no array of NumPy');
  const long = bytes[6]! >= 2;
  const length = long ? text.readUInt32LE(8) : text.readUInt16LE(8);
  const first = long ? 12 : 10;
  const header = text.toString('latin1', first, first + length);
  const descr = /'descr':\s*'([^']+)'/.exec(header)?.[1];
  const dims = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1];
  if (descr === undefined || dims === undefined) throw dataFault(origin, 'have a header that tells no shape and dtype');
  const shape = dims.split(',').flatMap((dim) => (dim.trim() === '' ? [] : [Number(dim)]));
  if (shape.some((dim) => !Number.isSafeInteger(dim) || dim < 0)) throw dataFault(origin, `have the shape (${dims})`);
  return { descr, fortran: /'fortran_order':\s*True/.test(header), shape, start: first + length };
}

/** From the place of an element in C order to that in Fortran order. */
function fortranOrder(shape: readonly number[]): (index: number) => number {
  return (index) => {
    let rest = index;
    let place = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const dim = shape[axis]!;
      const stride = shape.slice(0, axis).reduce((product, each) => product * each, 1);
      place += (rest % dim) * stride;
      rest = Math.floor(rest / dim);
    }
    return place;
  };
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
