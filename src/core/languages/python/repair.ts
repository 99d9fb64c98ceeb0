/**
 * Closes brackets that half-typed lines leave open, so that what follows is read as it will be once they are closed. A
 * bracket is taken to be open by mistake where a line follows that can only begin a statement. Knows no syntax tree.
 */

export interface Repair {
  /** The text with closing brackets put in. */
  readonly text: string;
  /** Where in the source text an offset of the repaired text is. */
  readonly place: (offset: number) => number;
  /** The brackets that were open. */
  readonly unclosed: readonly { readonly at: number; readonly bracket: string }[];
}

interface OpenBracket {
  readonly at: number;
  readonly bracket: string;
}

/** Null where no bracket is open at the beginning of a statement. */
export function closeOpenBrackets(text: string): Repair | null {
  const insertions: { readonly at: number; readonly closers: string }[] = [];
  const open: OpenBracket[] = [];
  const unclosed: OpenBracket[] = [];
  let codeEnd = 0;
  let depthIndent = 0;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end);
    const indent = line.length - line.trimStart().length;
    if (open.length > 0 && indent <= depthIndent && beginsStatement.test(line.slice(0, MAX_LINE))) {
      unclosed.push(...open);
      insertions.push({
        at: codeEnd,
        closers: open
          .reverse()
          .map(({ bracket }) => closers[bracket])
          .join(''),
      });
      open.length = 0;
    }
    const before = open.length;
    const scanned = scan(text, at, end, open);
    if (before === 0 && open.length > 0) depthIndent = indent;
    if (scanned.codeEnd > at) codeEnd = scanned.codeEnd;
    at = scanned.next;
    if (open.length > MAX_DEPTH || insertions.length > MAX_REPAIRS) return null;
  }
  if (insertions.length === 0) return null;
  return { text: insert(text, insertions), place: placesOf(insertions), unclosed };
}

/** Deeper brackets are not text that somebody types. */
const MAX_DEPTH = 100;
/** More of them are not half-typed lines. */
const MAX_REPAIRS = 50;
/** Characters of a line that are looked at. */
const MAX_LINE = 500;

/** Lines that cannot stand inside brackets: keywords, assignments to more than a plain name, calls of methods alone. */
const beginsStatement =
  /^\s*(?:(?:def|class|import|from|return|while|with|try|except|finally|raise|assert|del|global|nonlocal|pass|break|continue|elif)\b(?!\s*[=,)\].])|@\w|(?:if|for|async)\b.*:\s*(?:#.*)?$|[\w.]+(?:\[[^\]]*\])*\s*(?:,\s*\w+\s*)*(?:[-+*/%]|\/\/|\*\*)?=(?![=])\s*\S.*[^,\s\\]\s*$|[A-Za-z_]\w*(?:\.\w+)+\(.*\)\s*$)/;

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Follows one line; strings may carry it over several. */
function scan(
  text: string,
  start: number,
  lineEnd: number,
  open: OpenBracket[],
): { readonly codeEnd: number; readonly next: number } {
  let codeEnd = start;
  let i = start;
  let end = lineEnd;
  while (i < end) {
    const character = text[i]!;
    if (character === '#') break;
    if (character === '"' || character === "'") {
      i = stringEnd(text, i, end);
      codeEnd = i;
      if (i > end) {
        const newline = text.indexOf('\n', i);
        end = newline < 0 ? text.length : newline;
      }
      continue;
    }
    if (character in closers) open.push({ at: i, bracket: character });
    else if (open.length > 0 && closers[open.at(-1)!.bracket] === character) open.pop();
    if (!/\s/.test(character)) codeEnd = i + 1;
    i++;
  }
  return { codeEnd, next: Math.min(text.length, end) + 1 };
}

/** The offset behind a string; one in single quotes ends with its line. */
function stringEnd(text: string, start: number, lineEnd: number): number {
  const quote = text[start]!;
  const triple = quote.repeat(3);
  if (text.startsWith(triple, start)) {
    const close = text.indexOf(triple, start + 3);
    return close < 0 ? text.length : close + 3;
  }
  for (let i = start + 1; i < lineEnd; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i + 1;
  }
  return lineEnd;
}

function insert(text: string, insertions: readonly { readonly at: number; readonly closers: string }[]): string {
  let result = '';
  let done = 0;
  for (const { at, closers: added } of insertions) {
    result += text.slice(done, at) + added;
    done = at;
  }
  return result + text.slice(done);
}

function placesOf(
  insertions: readonly { readonly at: number; readonly closers: string }[],
): (offset: number) => number {
  return (offset) => {
    let shift = 0;
    for (const { at, closers: added } of insertions) {
      const begin = at + shift;
      if (offset <= begin) break;
      if (offset <= begin + added.length) return at;
      shift += added.length;
    }
    return offset - shift;
  };
}
