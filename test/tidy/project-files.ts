/** The text files of the project as git sees them: committed ones and new ones that are not ignored. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ProjectFile {
  /** Relative to the project's folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

export function projectFiles(): ProjectFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: projectRoot,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return listed
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(projectRoot, path)))
    .map((path) => ({ path, bytes: readFileSync(join(projectRoot, path)) }))
    .filter(({ bytes }) => !bytes.subarray(0, 8000).includes(0))
    .map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));
}

/** A finding as a person reads it: where, and what is wrong there. */
export function finding(file: ProjectFile, offset: number, what: string): string {
  const line = file.text.slice(0, offset).split('\n').length;
  return `${file.path}:${line} ${what}`;
}
