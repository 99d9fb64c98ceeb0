/** Asks a process of its own what the user's data are, so that large files do not stop who asks. */

import { execFile } from 'node:child_process';
import path from 'node:path';
import type { DataDescription } from '../protocol/training';

export interface DescribeOptions {
  /** The bundled program, `dist/describe-data.cjs`. */
  readonly programPath: string;
  readonly nodePath: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Rejects with a sentence for the user if the data cannot be used. */
export function describeData(place: string, { programPath, nodePath, env }: DescribeOptions): Promise<DataDescription> {
  return new Promise((resolve, reject) => {
    const options = { env: { ...process.env, ...env }, windowsHide: true };
    execFile(nodePath, [programPath, path.resolve(place)], options, (error, stdout, stderr) => {
      const answer = readAnswer(stdout);
      if (answer?.data) resolve(answer.data);
      else reject(new Error(answer?.fault ?? deathMessage(place, stderr || String(error))));
    });
  });
}

function readAnswer(text: string): { readonly data?: DataDescription; readonly fault?: string } | null {
  try {
    return JSON.parse(text) as { data?: DataDescription; fault?: string };
  } catch {
    return null;
  }
}

/** The process that reads has died before it could say why. */
function deathMessage(place: string, said: string): string {
  const memory = /out of memory|bad_alloc|Array buffer allocation failed/i.test(said);
  const why = memory ? 'they do not fit into memory' : said.trim().split('\n').at(-1);
  return `The data ${place} cannot be read: ${why}.`;
}
