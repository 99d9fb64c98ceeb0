/**
 * What the grammar does not read, masked by text of the same length that it does, so that offsets stay: notebook syntax
 * (`%magic` and `!shell` lines, `%%cell` magics, `x = !ls`, `help?`), and a few forms of Python. The lowering sees the
 * source text in its place. Knows nothing of cells: the text is one cell, or a whole file.
 */

/** Stand where an expression of a shell or a magic stands; the lowering sees the source text in their place. */
const SHELL_MARK = '\uE000';

export function maskForParser(text: string): string {
  return maskWithGroups(
    maskNotebookSyntax(text).replace(formFeed, ' ').replace(trailingDot, '0').replace(withTarget, maskTarget),
  );
}

/** A page break alone in its line. */
const formFeed = /\f(?=\r?\n)/g;

/** The point of `255.`, which the grammar knows only before a digit. Where it is part of a string nothing is lost. */
const trailingDot = /(?<=(?<![\w.\u00a1-\uffff])\d[\d_]*)\.(?![\d.])/g;

/** What follows `as` in `with a as self.b:`, where the grammar knows only names. */
const withTarget =
  /(?<=^[ \t]*(?:(?:async[ \t]+)?with\b.*|.*\))[ \t]*\bas[ \t]+)(?:[\w.]+\.\w+|\([\w., \t]*\))(?=[ \t]*[,:])/gm;

function maskTarget(target: string): string {
  return '_'.padEnd(target.length, '_');
}

/** `with (open(a) as f, open(b) as g):`: the brackets and line breaks become spaces. */
function maskWithGroups(text: string): string {
  if (!withGroup.test(text)) return text;
  let result = text;
  let budget = MAX_GROUP_SEARCH;
  for (const match of text.matchAll(new RegExp(withGroup, 'gm'))) {
    const open = match.index + match[0].length - 1;
    const close = budget > 0 ? matchingBracket(text, open) : -1;
    budget -= close < 0 ? MAX_GROUP_LENGTH : close - open;
    const inner = text.slice(open + 1, close);
    if (close < 0 || !/\bas\b/.test(inner) || !/^[ \t]*:/.test(text.slice(close + 1, close + 40))) continue;
    const flat = inner
      .replace(/#[^\n]*/g, blank)
      .replace(/,?\s*$/, (end) => ' '.repeat(end.length))
      .replace(/[\n\r]/g, ' ');
    result = `${result.slice(0, open)} ${flat} ${result.slice(close + 1)}`;
  }
  return result;
}

/** Characters that such a group may have. */
const MAX_GROUP_LENGTH = 2_000;
/** Characters that are searched for such groups in one text. */
const MAX_GROUP_SEARCH = 500_000;

const withGroup = /^[ \t]*(?:async[ \t]+)?with[ \t]*\(/m;

/** The offset of the bracket that closes the one at `open`; -1 where there is none near. */
function matchingBracket(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < Math.min(text.length, open + MAX_GROUP_LENGTH); i++) {
    if ('([{'.includes(text[i]!)) depth++;
    else if (')]}'.includes(text[i]!) && --depth === 0) return i;
  }
  return -1;
}

function maskNotebookSyntax(text: string): string {
  if (!mayHoldNotebookSyntax.test(text)) return text;
  const cell = /^\s*%%(\w*)[^\n]*/.exec(text);
  if (cell) {
    const rest = text.slice(cell[0].length);
    return blank(cell[0]) + (pythonCells.has(cell[1] ?? '') ? maskLines(rest) : blank(rest));
  }
  return maskLines(text);
}

const mayHoldNotebookSyntax = /^[ \t]*[%!?]|=[ \t]*[!%]|\?[ \t]*(?:#.*)?$/m;

/** Cell magics that run their cell as Python in the same names. */
const pythonCells: ReadonlySet<string> = new Set([
  'time',
  'timeit',
  'capture',
  'prun',
  'memit',
  'mprun',
  'snakeviz',
  'heat',
]);

/** Line magics that run the rest of their line as Python in the same names. */
const pythonLine = /^%(?:time|timeit|memit|prun)[ \t]+(?![-\s])/;

function maskLines(text: string): string {
  const pieces: string[] = [];
  const state: LineState = { depth: 0, quote: '', continued: false };
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end);
    const inside = state.depth > 0 || state.quote !== '' || state.continued;
    const masked = inside ? null : maskStatement(line);
    if (masked !== null) {
      pieces.push(masked);
      // A shell command goes on after a backslash.
      at = end;
      while (text[at - 1] === '\\' && at < text.length) {
        const next = text.indexOf('\n', at + 1);
        const stop = next < 0 ? text.length : next;
        pieces.push(blank(text.slice(at, stop)));
        at = stop;
      }
    } else {
      const shell = scanLine(line, state);
      pieces.push(shell < 0 ? line : line.slice(0, shell) + mark(line.slice(shell)));
      at = end;
    }
    if (at < text.length) {
      pieces.push('\n');
      at++;
    }
  }
  return pieces.join('');
}

/** A line that is nothing but notebook syntax becomes a number, which does nothing; null for any other line. */
function maskStatement(line: string): string | null {
  const code = line.trimStart();
  const indent = line.slice(0, line.length - code.length);
  const [first] = code;
  if (first === '%' || first === '!' || first === '?') {
    const prefix = pythonLine.exec(code)?.[0];
    // `%time x = f()` becomes `0    ;x = f()`.
    if (prefix) return `${indent}${'0'.padEnd(prefix.length - 1)};${code.slice(prefix.length)}`;
    return indent + '0'.padEnd(code.length);
  }
  return /^[\w.]+\?{1,2}\s*$/.test(code) ? indent + '0'.padEnd(code.length) : null;
}

interface LineState {
  depth: number;
  /** The quotes of a string that goes on in the next line, else empty. */
  quote: string;
  /** The line ends in a backslash. */
  continued: boolean;
}

/** Follows brackets and strings through a line; gives the offset of a shell command or magic after `=`, or -1. */
function scanLine(line: string, state: LineState): number {
  let i = 0;
  let shell = -1;
  state.continued = false;
  while (i < line.length) {
    if (state.quote !== '') {
      const length = state.quote.length;
      if (line[i] === '\\') i += 2;
      else if (line.startsWith(state.quote, i)) {
        state.quote = '';
        i += length;
      } else i++;
      continue;
    }
    const character = line[i]!;
    if (character === '#') break;
    if (character === '"' || character === "'") {
      const triple = character.repeat(3);
      state.quote = line.startsWith(triple, i) ? triple : character;
      i += state.quote.length;
      continue;
    }
    if ('([{'.includes(character)) state.depth++;
    else if (')]}'.includes(character)) state.depth = Math.max(0, state.depth - 1);
    else if (character === '\\' && i === line.length - 1) state.continued = true;
    else if (character === '=' && state.depth === 0) {
      const command = /^=[ \t]*(?=[!%])/.exec(line.slice(i));
      if (command) {
        shell = i + command[0].length;
        break;
      }
    }
    i++;
  }
  // Only long strings, and short ones after a backslash, go on in the next line.
  if (state.quote.length === 1 && !line.endsWith('\\')) state.quote = '';
  return shell;
}

function mark(text: string): string {
  return SHELL_MARK.padEnd(text.length);
}

/** Spaces of the same length; line ends stay. */
function blank(text: string): string {
  return text.replace(/[^\n\r]/g, ' ');
}
