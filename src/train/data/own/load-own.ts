/** The user's own data, by what the path is: an `.npz`, a table, IDX files, or a folder of pictures. */

import { readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import type { DataDescription } from '../../../protocol/training';
import { messageOf } from '../../failure';
import type { LoadedDataset } from '../image-set';
import { readCsv } from './csv';
import { isIdxName, readIdx } from './idx-pair';
import { listPictures, readPictures } from './image-folder';
import { readNpz } from './npz';
import { dataFault, type OwnData, withTestPart } from './own-data';

type Place =
  | { readonly kind: 'npz' | 'idx-file' | 'idx-folder' | 'pictures'; readonly file: string }
  | { readonly kind: 'csv'; readonly file: string; readonly column: string | null };

/** `sampleShape` is what the model takes; pictures are resized to it. */
export function loadOwn(given: string, sampleShape: readonly number[]): LoadedDataset {
  const place = placeOf(given);
  const data = place.kind === 'pictures' ? readPictures(place.file, sampleShape) : readArrays(place);
  return withTestPart(data, path.basename(place.file));
}

/** What a plan must know of it. Throws `TrainingFailure` for what cannot be used. */
export function describeOwn(given: string): DataDescription {
  const place = placeOf(given);
  const common = { name: 'own' as const, title: path.basename(place.file), path: given };
  if (place.kind === 'pictures') {
    const { classes } = listPictures(place.file);
    return { ...common, sampleShape: null, classes: classes.length, isPixels: true };
  }
  const { sampleShape, train, test, classes } = readArrays(place);
  const isPixels = train.pixels instanceof Uint8Array && (test === null || test.pixels instanceof Uint8Array);
  return { ...common, sampleShape, classes: classes.length, isPixels };
}

function readArrays(place: Exclude<Place, { kind: 'pictures' }> | Place): OwnData {
  switch (place.kind) {
    case 'npz':
      return readNpz(place.file);
    case 'csv':
      return readCsv(place.file, place.column);
    case 'idx-file':
      return readIdx(place.file, false);
    case 'idx-folder':
      return readIdx(place.file, true);
    case 'pictures':
      throw new Error('pictures have no size of their own');
  }
}

/** A `#COLUMN` behind the name of a table names the column of its classes. */
function placeOf(given: string): Place {
  const [, table, column] = /^(.+\.[ct]sv)#(.+)$/i.exec(given) ?? [];
  const file = path.resolve(table ?? given);
  const stats = statOf(file, given);
  if (stats.isDirectory()) {
    return { kind: readdirSync(file).some(isIdxName) ? 'idx-folder' : 'pictures', file };
  }
  if (/\.npz$/i.test(file)) return { kind: 'npz', file };
  if (/\.[ct]sv$/i.test(file)) return { kind: 'csv', file, column: column ?? null };
  if (isIdxName(file)) return { kind: 'idx-file', file };
  throw dataFault(given, 'are no data that can be read: an .npz, a .csv, IDX files or a folder with pictures');
}

function statOf(file: string, given: string): Stats {
  try {
    return statSync(file);
  } catch (error) {
    throw dataFault(given, `cannot be read: ${messageOf(error)}`);
  }
}
