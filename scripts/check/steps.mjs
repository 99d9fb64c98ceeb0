/** The steps of `npm test`, in order: the quick ones first. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundles } from '../build/build-bundles.mjs';
import { productBundles } from '../build/bundles.mjs';
import { checkBuild } from './built.mjs';
import { checkExtensionHost } from './extension-host.mjs';
import { checkGenerated } from './generated.mjs';
import { lint } from './lint.mjs';
import { inScratch } from './scratch.mjs';
import { checkTypes } from './types.mjs';
import { runVitest } from './vitest.mjs';

/** @typedef {import('./step.mjs').Step} Step */

/** While parts of the product are still to come, a step that has nothing to run says so and is left out. */
export const TOLERATE_MISSING = false;

const MINUTE_MS = 60_000;

/** @param {string} root @returns {Step[]} */
export function stepsOf(root) {
  return [
    { name: 'lint', about: 'format and lint of all files', run: () => lint(root) },
    { name: 'types', about: 'types, unit by unit', run: () => checkTypes(root) },
    { name: 'build', about: 'all bundles', run: () => checkBuild(root, { tolerateMissing: TOLERATE_MISSING }) },
    {
      name: 'generated',
      about: 'generated files are current',
      run: () => checkGenerated(root),
      missing: () => emptyOf(root, 'scripts/generators', '.ts'),
    },
    vitestStep(root, 'tidy', 'imports, names and words of the sources'),
    vitestStep(root, 'unit', 'each unit alone'),
    vitestStep(root, 'agree', 'the same model in all languages'),
    vitestStep(root, 'oracle', 'recorded answers of the real frameworks'),
    vitestStep(root, 'cli', 'the command line as a process'),
    vitestStep(root, 'server', 'the language server as a process'),
    vitestStep(root, 'train', 'real training runs'),
    vitestStep(root, 'fuzz', 'random programs, for a bounded time'),
    {
      name: 'host',
      about: 'inside the extension host of a real VS Code',
      run: () => inScratch(() => checkExtensionHost(root)),
      missing: () => clientMissing(root),
    },
    {
      name: 'e2e',
      about: 'a real VS Code in a browser, by mouse and keyboard',
      run: async () => {
        await buildBundles(root, productBundles(root));
        return inScratch(() =>
          runVitest(root, 'test/e2e', { limitMs: 10 * MINUTE_MS, config: 'test/e2e/vitest.config.ts' }),
        );
      },
      missing: () => clientMissing(root),
    },
  ];
}

/** @param {string} root @param {string} name @param {string} about @returns {Step} */
function vitestStep(root, name, about) {
  const folder = `test/${name}`;
  return {
    name,
    about,
    run: async () => {
      // The tests that start the command line, the server or the trainer start what is built.
      await buildBundles(root, productBundles(root));
      return inScratch(() => runVitest(root, folder, { limitMs: 10 * MINUTE_MS }));
    },
    missing: () => emptyOf(root, folder, '.test.ts'),
  };
}

/** @param {string} root */
function clientMissing(root) {
  const entry = 'src/client/extension.ts';
  return existsSync(join(root, entry)) ? undefined : entry;
}

/** Names the folder if it has no file that ends so. @param {string} root @param {string} folder @param {string} ending */
function emptyOf(root, folder, ending) {
  const path = join(root, folder);
  const files = existsSync(path) ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : [];
  return files.some((file) => file.endsWith(ending)) ? undefined : `${folder}/*${ending}`;
}
