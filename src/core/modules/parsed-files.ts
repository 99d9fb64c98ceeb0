/** The programs of imported files, parsed once for each text and kept from one analysis to the next. */
import type { Program } from '../lang/program';
import type { FrontEnd } from '../languages/front-end';
import { OTHER_FILES } from '../text/span';

/** Files whose programs are kept. */
const MAX_KEPT = 300;

export interface ParsedFile {
  readonly text: string;
  readonly program: Program;
  /** Where the file stands in the space of offsets; no two texts stand at the same place. */
  readonly base: number;
}

/** The least recently used first. */
const kept = new Map<string, ParsedFile>();
let nextBase = OTHER_FILES;

export function parsedFile(path: string, text: string, frontEnd: FrontEnd): ParsedFile {
  const known = kept.get(path);
  const file = known?.text === text ? known : parseNow(path, text, frontEnd);
  kept.delete(path);
  kept.set(path, file);
  if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value!);
  return file;
}

function parseNow(path: string, text: string, frontEnd: FrontEnd): ParsedFile {
  const base = nextBase;
  // JSON is imported for its value.
  const lead = path.endsWith('.json') ? 'module.exports = ' : '';
  nextBase += lead.length + text.length + 1;
  return { text, program: frontEnd.parse(lead + text, base), base };
}
