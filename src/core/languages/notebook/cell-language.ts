/** The language of a code cell: a cell magic of IPython in its first line can hand the cell to another program. */

/** `kernel` unless the first line that is not empty is a magic such as `%%bash`. */
export function cellLanguage(text: string, kernel: string): string {
  const magic = /^\s*%%(\w+!?)/.exec(text)?.[1];
  return (magic && foreign.get(magic)) ?? kernel;
}

/** Cell magics of IPython whose cell is not run as the kernel's language in its name space; all others wrap code of the kernel. */
const foreign: ReadonlyMap<string, string> = new Map([
  ['bash', 'shellscript'],
  ['sh', 'shellscript'],
  ['cmd', 'bat'],
  ['script', 'plaintext'],
  ['system', 'shellscript'],
  ['sx', 'shellscript'],
  ['javascript', 'javascript'],
  ['js', 'javascript'],
  ['html', 'html'],
  ['HTML', 'html'],
  ['svg', 'xml'],
  ['SVG', 'xml'],
  ['latex', 'latex'],
  ['markdown', 'markdown'],
  ['perl', 'perl'],
  ['ruby', 'ruby'],
  ['R', 'r'],
  ['sql', 'sql'],
  ['cython', 'cython'],
  ['pypy', 'plaintext'],
  ['python', 'plaintext'],
  ['python2', 'plaintext'],
  ['python3', 'plaintext'],
  ['writefile', 'plaintext'],
  ['file', 'plaintext'],
]);
