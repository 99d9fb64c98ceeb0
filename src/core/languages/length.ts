/** How much of a text is read, so that no text can make a parser work for seconds. */

/** In UTF-16 code units: three times the longest model file of Keras 3.15 (`keras/src/applications`); what is longer is mostly data. */
const MAX_LENGTH = 150_000;
/** Brackets within each other. A parser that meets an error among many tries them all. */
const MAX_NESTING = 1_000;

export interface Beginning {
  /** The text, or its whole lines up to the most that is read. */
  readonly text: string;
  /** Why the rest is not read; null if there is none. */
  readonly reason: string | null;
}

export function beginningOf(text: string): Beginning {
  const start = text.length > MAX_LENGTH ? linesUpTo(text, MAX_LENGTH) : text;
  const deep = deepLine(start);
  if (deep !== null) return { text: start.slice(0, deep), reason: `more than ${MAX_NESTING} brackets are open` };
  return { text: start, reason: start === text ? null : tooLong(text) };
}

/** The whole lines before an offset. */
export function linesUpTo(text: string, length: number): string {
  return text.slice(0, text.lastIndexOf('\n', length) + 1);
}

function tooLong(text: string): string {
  const [length, most] = [text.length, MAX_LENGTH].map((count) => String(count).replace(/\B(?=(\d{3})+$)/g, ','));
  return `the text is longer than ${most} characters (${length})`;
}

/** Brackets, what hides them, and lines that begin a statement whatever is open. */
const marks = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|(?:#|\/\/).*|[([{]|[)\]}]|\n(?=[A-Za-z_@])/g;

/** The start of the first line at which too many brackets are open; null where none is. */
function deepLine(text: string): number | null {
  let depth = 0;
  for (const { 0: mark, index } of text.matchAll(marks)) {
    if (mark === '\n') depth = 0;
    else if ('([{'.includes(mark)) depth++;
    else if (')]}'.includes(mark)) depth = Math.max(0, depth - 1);
    if (depth > MAX_NESTING) return text.lastIndexOf('\n', index) + 1;
  }
  return null;
}
