/** What real Keras said of the architectures of keras.applications, and the same taken from an analysis. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { ModelRecord } from './model-record';

const folder = join(import.meta.dirname, '../oracle/applications');

/** Name, class, output shapes by application, parameters, those that training changes; nested models with their rows. */
export type RecordedRow = readonly [
  name: string,
  className: string,
  applications: readonly (readonly (readonly (number | null)[])[])[],
  params: number,
  trainable: number,
  rows?: readonly RecordedRow[],
];

export interface RecordedCase {
  /** The arguments of the call as Python writes them. */
  readonly args: string;
  readonly name: string;
  readonly inputs: readonly (readonly (number | null)[])[];
  readonly outputs: readonly (readonly (number | null)[])[];
  readonly params: number;
  readonly trainable: number;
  /** Names in the order of `model.layers`. */
  readonly layers: readonly string[];
  readonly rows: readonly RecordedRow[];
}

export interface RecordedApplication {
  readonly keras: string;
  readonly name: string;
  /** Modules below keras.applications that offer it. */
  readonly modules: readonly string[];
  readonly signature: Readonly<Record<string, unknown>>;
  readonly cases: readonly RecordedCase[];
  /** `to_json()` of the default network. */
  readonly json: unknown;
}

/** A call that Keras may refuse. */
export interface DoubtfulCall {
  readonly args: string;
  readonly refused: string | null;
  readonly params?: number;
  readonly outputs?: readonly (readonly (number | null)[])[];
}

export function recordedApplications(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => !file.includes('.doubtful.'))
    .map((file) => file.slice(0, file.indexOf('.')));
}

export function applicationRecord(name: string): RecordedApplication {
  return read(`${name}.json.br`);
}

/** One architecture of each family was asked what it refuses. */
export function doubtfulCalls(): readonly (readonly [name: string, calls: readonly DoubtfulCall[]])[] {
  return readdirSync(folder)
    .filter((file) => file.includes('.doubtful.'))
    .map((file) => [file.slice(0, file.indexOf('.')), read(file)] as const);
}

function read<T>(file: string): T {
  return JSON.parse(brotliDecompressSync(readFileSync(join(folder, file))).toString());
}

/** The rows of an analysed model in the form of the record. */
export function comparableRows(rows: ModelRecord['rows']): readonly RecordedRow[] {
  return rows.map(({ name, class: className, applications, params, trainable, rows: inner }) => {
    const row = [name, className, applications, params ?? -1, trainable ?? -1] as const;
    return inner ? [...row, comparableRows(inner)] : row;
  });
}
