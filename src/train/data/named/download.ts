/** Gets the files of a data set into a folder: each is complete and of the right checksum, or not there at all. */

import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { messageOf, TrainingFailure } from '../../failure';
import type { RemoteFile, RemoteSet } from './catalogue';

/** Environment variable that names another place of the files: `BASE/FILE` for each file of the set. */
export const MIRROR_VARIABLE = 'CONVLINT_DATASET_MIRROR';

export interface DownloadHost {
  /** Told a sentence whenever the whole percentage changes. */
  announce(step: string): void;
  /** Asked after every piece; the download ends with `Cancelled`. */
  stopRequested(): boolean;
}

/** The user stopped before the data were there. */
export class Cancelled extends Error {}

/** For a promise that may end so. */
export function nullIfCancelled(error: unknown): null {
  if (error instanceof Cancelled) return null;
  throw error;
}

/** How long nothing may arrive. */
const PATIENCE_MS = 30_000;

/** The files of the set by their names, checked. `folders` are looked through before anything is downloaded into `storage`. */
export async function fetchFiles(
  set: Pick<RemoteSet, 'title' | 'files'>,
  storage: string,
  folders: readonly string[],
  host: DownloadHost,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const missing: RemoteFile[] = [];
  for (const file of set.files) {
    const bytes = [storage, ...folders].map((folder) => readChecked(path.join(folder, file.name), file)).find(Boolean);
    if (bytes) found.set(file.name, bytes);
    else missing.push(file);
  }
  const progress = new Progress(set.title, missing, host);
  for (const file of missing) found.set(file.name, await download(set.title, file, storage, progress));
  return found;
}

/** `null` if the file is not there or is not the right one; a wrong one is downloaded again. */
function readChecked(place: string, file: RemoteFile): Uint8Array | null {
  if (!existsSync(place)) return null;
  try {
    const bytes = readFileSync(place);
    return bytes.length === file.size && sha256(bytes) === file.sha256 ? bytes : null;
  } catch {
    return null;
  }
}

async function download(title: string, file: RemoteFile, storage: string, progress: Progress): Promise<Uint8Array> {
  const mirror = process.env[MIRROR_VARIABLE];
  const url = mirror ? `${mirror.replace(/\/$/, '')}/${file.name}` : file.url;
  const place = path.join(storage, file.name);
  if (progress.cancelled()) throw new Cancelled();
  const part = `${place}.part-${process.pid}`;
  try {
    makeFolder(storage);
    await receive(url, file, part, progress);
    const bytes = readFileSync(part);
    const sum = sha256(bytes);
    if (sum !== file.sha256) {
      const what = `has the SHA-256 sum ${sum.slice(0, 12)}… instead of ${file.sha256.slice(0, 12)}…`;
      throw new TrainingFailure('dataset', `${title} was not loaded: ${url} ${what}. Nothing of it was kept.`);
    }
    renameSync(part, place);
    return bytes;
  } catch (error) {
    if (error instanceof TrainingFailure || error instanceof Cancelled) throw error;
    const advice = 'Check the network, or put the file there yourself';
    const message = `${title} cannot be downloaded from ${url}: ${reason(error)}. ${advice}: ${place}.`;
    throw new TrainingFailure('dataset', message);
  } finally {
    rmSync(part, { force: true });
  }
}

async function receive(url: string, file: RemoteFile, part: string, progress: Progress): Promise<void> {
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  const watch = setInterval(() => {
    if (progress.cancelled()) abort.abort();
  }, 100);
  const out = openSync(part, 'w');
  try {
    const response = await fetch(url, { signal: abort.signal, redirect: 'follow' });
    if (!response.ok || response.body === null) throw new Error(`the server answers ${response.status}`);
    let received = 0;
    for await (const piece of response.body) {
      clearTimeout(timer);
      timer = setTimeout(() => abort.abort(), PATIENCE_MS);
      received += piece.length;
      if (received > file.size) throw new Error(`it is longer than ${file.size} bytes`);
      writeAll(out, piece);
      progress.add(piece.length);
    }
    if (received < file.size) throw new Error(`it ends after ${received} of ${file.size} bytes`);
  } catch (error) {
    if (progress.cancelled()) throw new Cancelled();
    if (abort.signal.aborted) throw new Error(`nothing arrived for ${PATIENCE_MS / 1000} s`);
    throw error;
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    closeSync(out);
  }
}

function writeAll(out: number, piece: Uint8Array): void {
  for (let at = 0; at < piece.length; ) at += writeSync(out, piece, at);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new TrainingFailure('folder', `The folder for data sets cannot be made: ${messageOf(error)}.`);
  }
}

/** Tells how much of all files has arrived. */
class Progress {
  private received = 0;
  private told = -1;
  private readonly total: number;

  constructor(
    private readonly title: string,
    files: readonly RemoteFile[],
    private readonly host: DownloadHost,
  ) {
    this.total = files.reduce((sum, { size }) => sum + size, 0);
    if (files.length > 0) this.add(0);
  }

  add(bytes: number): void {
    this.received += bytes;
    const percent = Math.floor((100 * this.received) / this.total);
    if (percent === this.told) return;
    this.told = percent;
    this.host.announce(`Downloading ${this.title}: ${percent} % of ${(this.total / 1e6).toFixed(1)} MB`);
  }

  cancelled(): boolean {
    return this.host.stopRequested();
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** `fetch failed` says nothing; its cause does. */
function reason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: string; message?: string } | undefined) : undefined;
  return cause?.code ?? cause?.message ?? messageOf(error);
}
