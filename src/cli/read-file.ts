/** Files as text, and back: what stands around the text (a byte order mark) is kept, and what is no text is told. */
import { readFileSync, writeFileSync } from 'node:fs';

/** The place on the command line that stands for standard input. */
export const STANDARD_INPUT = '-';

/** A message for the user: a path that is not there, a file that cannot be read. */
export class SourceError extends Error {}

export interface FileText {
  readonly text: string;
  /** False where the bytes are not the UTF-8 of the text; such a file can be read but not be written back. */
  readonly isExact: boolean;
  readonly hasMark: boolean;
}

/** Zero bytes near its start tell a binary file; this is as much as git looks at. */
const LOOKED_AT = 8_000;

export function readText(path: string): FileText {
  const bytes = readBytes(path);
  const wide = decodeWide(bytes);
  if (wide !== null) return { text: wide, isExact: false, hasMark: true };
  if (bytes.subarray(0, LOOKED_AT).includes(0)) throw new SourceError(`${path} is not text`);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = hasMark ? bytes.subarray(3) : bytes;
  const text = content.toString('utf8');
  if (!text.includes('\ufffd')) return { text, isExact: true, hasMark };
  // Older files are Latin-1; the replacement character itself may also stand in a file of UTF-8.
  const isExact = Buffer.from(text, 'utf8').equals(content);
  return { text: isExact ? text : content.toString('latin1'), isExact, hasMark };
}

export function writeText(path: string, text: string, { hasMark }: FileText): void {
  writeFileSync(path, hasMark ? `\ufeff${text}` : text);
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path === STANDARD_INPUT ? 0 : path);
  } catch (error) {
    throw new SourceError(`${path} cannot be read: ${reasonOf(error)}`);
  }
}

/** UTF-16 is told by its mark; null for anything else. */
function decodeWide(bytes: Buffer): string | null {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
  if (mark === 0xfffe) return bytes.subarray(2).toString('utf16le');
  if (mark !== 0xfeff) return null;
  const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
  return Buffer.from(even).swap16().toString('utf16le');
}

/** In words instead of `EACCES: permission denied, open '…'`. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOENT':
      return 'it does not exist';
    case 'EISDIR':
      return 'it is a folder';
    case 'ELOOP':
      return 'its links go in a circle';
    case 'ENOSPC':
      return 'the disk is full';
    case 'EROFS':
      return 'the disk is read-only';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
