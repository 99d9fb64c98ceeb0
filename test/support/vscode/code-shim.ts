/**
 * A program that takes VS Code's own command line and runs extension tests in the server and a headless Chromium, for
 * machines without a desktop VS Code. Built to `dist/test/code` and given to @vscode/test-electron as the executable;
 * the folder of the server comes in the environment variable VSCODE_SERVER_DIR.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runExtensionTests } from './run-extension-tests';

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  // Flags that only a desktop window knows (--disable-gpu-sandbox, ...) are accepted and have no effect.
  strict: false,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
    'folder-uri': { type: 'string' },
    'disable-extensions': { type: 'boolean' },
    'enable-proposed-api': { type: 'string', multiple: true },
  },
});

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error);
    process.exitCode = 70;
  },
);

async function run(): Promise<number> {
  const vscode = process.env.VSCODE_SERVER_DIR;
  if (vscode === undefined) throw new Error('VSCODE_SERVER_DIR must name the folder of the VS Code server.');
  const tests = text(values.extensionTestsPath);
  if (tests === undefined) throw new Error('Only --extensionTestsPath runs are supported.');
  return runExtensionTests({
    vscode,
    userDataDir: pathOf(text(values['user-data-dir'])),
    extensionsDir: pathOf(text(values['extensions-dir'])),
    folder: pathOf(text(values['folder-uri']) ?? positionals[0]),
    extensions: texts(values.extensionDevelopmentPath).map((path) => pathOf(path)!),
    extensionTestsPath: require.resolve(pathOf(tests)!),
    disableExtensions: values['disable-extensions'] === true,
    serverArgs: texts(values['enable-proposed-api']).flatMap((id) => ['--enable-proposed-api', id]),
    timeoutMs: Number(process.env.VSCODE_TESTS_TIMEOUT_MS ?? 600_000),
    onLine: (line) => {
      if (process.env.VSCODE_SERVER_LOG) console.error('[server]', line);
    },
  });
}

function pathOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return text.startsWith('file:') ? fileURLToPath(text) : resolve(text);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
