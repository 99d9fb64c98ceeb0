/** The difference between a file and its mended text, as `git apply` and `patch` read it. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { colours } from '../colours';
import type { AnalyzedFile } from '../sources';

export function patchOf({ path, file }: AnalyzedFile, after: AnalyzedFile): string {
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, file.text, after.file.text, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
  return colours.isColorSupported ? patch.replaceAll(/^.*$/gm, paint) : patch;
}

function paint(line: string): string {
  if (/^(\+\+\+|---) /.test(line)) return colours.bold(line);
  if (line.startsWith('+')) return colours.green(line);
  if (line.startsWith('-')) return colours.red(line);
  return line.startsWith('@@') ? colours.cyan(line) : line;
}
