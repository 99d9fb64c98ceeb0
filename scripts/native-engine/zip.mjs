/** Takes chosen members out of a zip archive (a jar, a wheel) of any size up to 4 GiB. Knows no encryption and no zip64. */

import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';

const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const END_OF_DIRECTORY_LONGEST = 22 + 0xffff;
const MEMBER_HEADER_SIZE = 46;
const LOCAL_HEADER_SIZE = 30;
const STORED = 0;
const CHUNK = 1 << 20;

/**
 * Unpacks the members for which `target(name)` gives a file path and returns those paths.
 * @param {string} archive
 * @param {(name: string) => string | null} target
 * @returns {Promise<string[]>}
 */
export async function unpackZip(archive, target) {
  const file = fs.openSync(archive, 'r');
  try {
    const written = [];
    for (const member of readDirectory(file, archive)) {
      const to = target(member.name);
      if (to === null) continue;
      await unpackMember(archive, file, member, to);
      written.push(to);
    }
    return written;
  } finally {
    fs.closeSync(file);
  }
}

/** The members by the central directory, which stands at the end of the file (APPNOTE.TXT 6.3, section 4.3.12). @param {number} file @param {string} archive */
function readDirectory(file, archive) {
  const size = fs.fstatSync(file).size;
  const tail = readAt(file, Math.max(0, size - END_OF_DIRECTORY_LONGEST), Math.min(size, END_OF_DIRECTORY_LONGEST));
  const end = tail.lastIndexOf(END_OF_DIRECTORY);
  if (end < 0) throw new Error(`${archive} is not a complete zip archive`);
  const count = tail.readUInt16LE(end + 10);
  const directory = readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));

  const members = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    const nameLength = directory.readUInt16LE(at + 28);
    const nameStart = at + MEMBER_HEADER_SIZE;
    members.push({
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', nameStart, nameStart + nameLength),
    });
    at = nameStart + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return members;
}

/** @param {string} archive @param {number} file @param {{ method: number, packedSize: number, offset: number }} member @param {string} to */
async function unpackMember(archive, file, member, to) {
  const header = readAt(file, member.offset, LOCAL_HEADER_SIZE);
  const start = member.offset + LOCAL_HEADER_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28);
  fs.mkdirSync(path.dirname(to), { recursive: true });
  if (member.packedSize === 0) {
    fs.writeFileSync(to, '');
    return;
  }
  const packed = fs.createReadStream(archive, { start, end: start + member.packedSize - 1, highWaterMark: CHUNK });
  const out = fs.createWriteStream(to);
  if (member.method === STORED) await pipeline(packed, out);
  else await pipeline(packed, zlib.createInflateRaw({ chunkSize: CHUNK }), out);
}

/** @param {number} file @param {number} position @param {number} length */
function readAt(file, position, length) {
  const bytes = Buffer.alloc(length);
  const got = fs.readSync(file, bytes, 0, length, position);
  return bytes.subarray(0, got);
}
