/** `.keras` archives: the model stands in their `config.json`; the weights beside it are passed over and never kept in memory. */
import { closeSync, openSync, readSync } from 'node:fs';
import { Unzip, UnzipInflate } from 'fflate';
import { type FileText, reasonOf, SourceError } from './read-file';

const CONFIG = 'config.json';
/** Bytes read at a time; inflated they are a thousand times as many at most. */
const CHUNK = 1 << 16;
/** Longer texts are not analysed anyway. In bytes. */
const MOST_BYTES = 100_000_000;

/** The text of `config.json`. It can be read but not be written back. */
export function readKerasArchive(path: string): FileText {
  const config = new EntryReader(path);
  const file = open(path);
  try {
    for (let at = 0; !config.isDone; ) {
      const chunk = new Uint8Array(CHUNK);
      const length = read(file, chunk, at, path);
      if (at === 0 && !isZip(chunk)) throw new SourceError(`${path} is not a .keras archive: it is not a zip file`);
      at += length;
      config.push(chunk.subarray(0, length), length === 0);
      if (length === 0) break;
    }
  } finally {
    closeSync(file);
  }
  return { text: config.text(), isExact: false, hasMark: false };
}

/** Inflates the one entry that is wanted out of chunks of an archive. */
class EntryReader {
  isDone = false;
  private found = false;
  private isBroken = false;
  private size = 0;
  private readonly parts: Uint8Array[] = [];
  private readonly unzip: Unzip;

  constructor(private readonly path: string) {
    this.unzip = new Unzip((entry) => {
      if (this.found || entry.name !== CONFIG) return;
      this.found = true;
      entry.ondata = (error, part, final) => {
        if (error) this.isBroken = true;
        else this.take(part, final);
      };
      entry.start();
    });
    this.unzip.register(UnzipInflate);
  }

  push(chunk: Uint8Array, last: boolean): void {
    try {
      this.unzip.push(chunk, last);
    } catch {
      this.isBroken = true;
    }
    if (this.isBroken) throw new SourceError(`${this.path} cannot be read: the archive is damaged or cut off`);
  }

  text(): string {
    if (!this.found) throw new SourceError(`${this.path} is not a .keras archive: it has no ${CONFIG}`);
    if (!this.isDone) throw new SourceError(`${this.path} cannot be read: the archive is damaged or cut off`);
    if (this.size > MOST_BYTES)
      throw new SourceError(`${this.path}: its ${CONFIG} is longer than ${MOST_BYTES / 1_000_000} MB`);
    return Buffer.concat(this.parts).toString('utf8');
  }

  private take(part: Uint8Array, final: boolean): void {
    this.size += part.length;
    if (this.size <= MOST_BYTES) this.parts.push(part);
    this.isDone ||= final || this.size > MOST_BYTES;
  }
}

/** Starts with the header of an entry. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw new SourceError(`${path} cannot be read: ${reasonOf(error)}`);
  }
}

function read(file: number, chunk: Uint8Array, at: number, path: string): number {
  try {
    return readSync(file, chunk, 0, chunk.length, at);
  } catch (error) {
    throw new SourceError(`${path} cannot be read: ${reasonOf(error)}`);
  }
}
