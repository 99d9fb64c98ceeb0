/** Where the pictures of the end-to-end tests go: `npm run pictures` renews those of the documentation, other runs leave them alone. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from './open-vscode';

export const renewsPictures = Boolean(process.env.CONVLINT_PICTURES);

/** The file for the picture `NAME.png`. */
export function pictureFile(name: string): string {
  const file = join(projectRoot, renewsPictures ? 'docs/images' : '.cache/screenshots', `${name}.png`);
  mkdirSync(dirname(file), { recursive: true });
  return file;
}
