/**
 * Opens VS Code with this extension, as a developer or a curious person would: the desktop VS Code if `code` is on PATH,
 * else a VS Code server on this machine, whose address it prints.
 *
 *   npm run code [-- FOLDER]      the folder to open; the examples if absent
 */
import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer, workbenchUrl } from '../test/support/vscode/vscode-server';
import { buildBundles } from './build/build-bundles.mjs';
import { productBundles } from './build/bundles.mjs';
import { ensureCodeServer } from './setup/code-server.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, 'examples'));
/** The first free one is used, so most often the address is the same at every start and a browser tab can be loaded again. */
const PORTS = '8123-8140';

const failed = (await buildBundles(root, productBundles(root))).filter(({ state }) => state === 'failed');
for (const { outfile, errors } of failed) console.error(`${outfile}: ${errors.join('\n')}`);
if (failed.length > 0) process.exit(1);
if (hasDesktop()) openDesktop();
else await openServer();

function hasDesktop(): boolean {
  return spawnSync('code', ['--version'], { shell: process.platform === 'win32', stdio: 'ignore' }).status === 0;
}

function openDesktop(): void {
  console.log('Opening VS Code ...');
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, folder];
  spawn('code', args, { shell: process.platform === 'win32', stdio: 'inherit' });
}

async function openServer(): Promise<void> {
  console.log('There is no `code` on PATH; starting VS Code as a server on this machine.');
  const vscode = ensureCodeServer(root, console.log);
  const server = await startServer({ vscode, ports: PORTS });
  console.log(`\nOpen this address in a browser:\n\n  ${workbenchUrl(server, { folder, extensions: [root] })}\n`);
  console.log('Ctrl+C ends it.');
  const end = () => void server.close().then(() => process.exit());
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}
