/** The events of a run that another process writes: those that came since the last look, and the one that a sudden end left out. */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { RunRecord, TrainingEvent } from '../protocol/training';
import { parseEvent, RUN_FILES } from './run-folder';

export class EventTail {
  private readonly file: string;
  /** Bytes that were read. */
  private offset = 0;
  private readonly decoder = new StringDecoder('utf8');
  /** The begin of a line whose end is not written yet. */
  private rest = '';

  constructor(runFolder: string) {
    this.file = path.join(runFolder, RUN_FILES.events);
  }

  /** A line that is half written comes with the next look; a file that cannot be read has nothing new. */
  read(): TrainingEvent[] {
    const lines = (this.rest + this.newText()).split('\n');
    this.rest = lines.pop()!;
    return lines.map(parseEvent).filter((event) => event !== null);
  }

  private newText(): string {
    let file: number | null = null;
    try {
      file = openSync(this.file, 'r');
      const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - this.offset));
      const count = readSync(file, bytes, 0, bytes.length, this.offset);
      this.offset += count;
      return this.decoder.write(bytes.subarray(0, count));
    } catch {
      return '';
    } finally {
      if (file !== null) closeSync(file);
    }
  }
}

/** What is missing at the end of a run whose process ended without a word; null if nothing is. */
export function closingEvent(record: RunRecord, events: readonly TrainingEvent[]): TrainingEvent | null {
  // Also after the end the best epoch can be restored.
  const isClosed = events.some(({ type }) => type === 'ended' || type === 'failed');
  if (isClosed || record.outcome === 'running') return null;
  return {
    type: 'failed',
    time: events.at(-1)?.time ?? 0,
    reason: 'killed',
    message: record.message ?? 'The training process ended without a word.',
    epochsDone: record.epochs.length,
  };
}
