/** Reads Python text, valid or not, into a core program. */
import { parser } from '@lezer/python';
import type { Program } from '../../lang/program';
import type { Span } from '../../text/span';
import { IncrementalParser } from '../incremental';
import { beginningOf, linesUpTo } from '../length';
import { lowerStatements } from './lower/statements';
import { maskForParser } from './mask';
import { closeOpenBrackets, type Repair } from './repair';
import { Source } from './source';
import { syntaxErrors, unclosedBrackets } from './syntax-errors';
import { copyTree, MAX_ERRORS, type SyntaxTree } from './tree';

const incremental = new IncrementalParser(parser);

/** A long text is first tried up to here: if it is no Python at all, that is enough. */
const TRIAL_LENGTH = 20_000;

export function parsePython(text: string, base: number): Program {
  const beginning = beginningOf(text);
  let read = beginning.text;
  let isPython = true;
  if (read.length > 4 * TRIAL_LENGTH) {
    const trial = linesUpTo(read, TRIAL_LENGTH);
    isPython = (readTree(maskForParser(trial))?.errors.length ?? MAX_ERRORS) < MAX_ERRORS;
    if (!isPython) read = trial;
  }
  const source = new Source(text, base);
  const tree = read.includes('\0') ? null : readTree(maskForParser(read));
  if (!tree) {
    const reason = 'it is not text, or nested too deeply to be followed';
    return { body: [], syntaxErrors: [], unread: { reason, span: source.between(0, text.length) } };
  }
  const { root, errors, unclosed } = tree;
  const body = lowerStatements(root.children, source);
  if (read.length < text.length) {
    const span = source.between(read.length, text.length);
    const reason = (isPython ? beginning.reason : null) ?? 'too little of the text is Python';
    // What is cut off may look like an error where it is none.
    return { body, syntaxErrors: [], unread: { span, reason } };
  }
  return { body, syntaxErrors: [...unclosedBrackets(unclosed, source), ...syntaxErrors(errors, source)] };
}

/** The comments of a text; none where it cannot be read. */
export function commentsOf(text: string): readonly Span[] {
  const { text: read } = beginningOf(text);
  const found: Span[] = [];
  if (read.includes('\0')) return found;
  withinStack(() =>
    incremental.parse(maskForParser(read)).iterate({
      enter: ({ name, from, to }) => {
        if (name === 'Comment') found.push({ start: from, end: to });
      },
    }),
  );
  return found;
}

type ReadTree = SyntaxTree & Pick<Repair, 'unclosed'>;

/**
 * Null where brackets nest so deeply, by the ten thousand, that the parser runs out of stack. A text that is not valid
 * is read again with its open brackets closed.
 */
function readTree(text: string): ReadTree | null {
  return withinStack(() => {
    const tree = copyTree(incremental.parse(text), (offset) => offset);
    const repair = tree.errors.length > 0 ? closeOpenBrackets(text) : null;
    if (!repair) return { ...tree, unclosed: [] };
    return { ...copyTree(parser.parse(repair.text), repair.place), unclosed: repair.unclosed };
  });
}

/** Null where the parser ran out of stack. */
function withinStack<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
