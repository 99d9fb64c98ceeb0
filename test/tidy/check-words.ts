/** Words that no committed file contains: notes to self, and places and tools of the machine that a file was written on. */
import { finding, type ProjectFile } from './project-files';

/** The brackets around single letters keep this file from containing the words itself. */
const WORDS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/\b(?:[T]ODO|[F]IXME)\b/g, 'a note to self'],
  [/(?<![\w.-])\/(?:[w]ork|[r]oot)\/|\/(?:[h]ome|[U]sers)\/(?!user\/)\w+\//g, 'a path of one machine'],
  [/\b[C]:\\+[U]sers\\/g, 'a path of one machine'],
  [/\b[r]egistry\.[a-z]+\.(?:org|com)|\b(?:[p]ypi|[p]ythonhosted)\.org\b|\b[c]rates\.io\b/g, 'the host of a registry'],
  [/\brepo\d?\.[m]aven|\bmaven\.[a]pache\.org|\b[d]eb\.debian\.org|\b[p]roxy\.golang\.org/g, 'the host of a registry'],
  [/(?<!\b(?:host|user)[ -])\b[a]gents?\b/gi, 'a tool that took part in writing'],
  [/\b[w]orkplace\b|\b(?:another|coding|helper) [s]essions?\b/gi, 'the place of writing'],
];

/** Names of foreign packages, and headers taken over as they are. */
const FOREIGN = /^package-lock\.json$|^scripts\/tf-c-headers\//;

export function checkWords(file: ProjectFile): string[] {
  if (FOREIGN.test(file.path)) return [];
  return WORDS.flatMap(([pattern, what]) =>
    [...file.text.matchAll(pattern)].map(({ 0: word, index }) => finding(file, index, `names ${what}: ${word}`)),
  );
}
