/**
 * Runs the tests of test/host inside an extension host, through @vscode/test-electron: in the desktop VS Code that
 * VSCODE_EXECUTABLE names, else in the VS Code server that set-up installs.
 *
 *   tsx test/support/vscode/run-host-tests.ts [--extension DIR] [--tests FILE] [--workspace DIR]
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { ensureCodeServer } from '../../../scripts/setup/code-server.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { values } = parseArgs({
  options: {
    extension: { type: 'string', default: root },
    tests: { type: 'string', default: join(root, 'dist/test/host/index.cjs') },
    workspace: { type: 'string', default: join(root, 'examples') },
  },
});

const desktop = process.env.VSCODE_EXECUTABLE;
// What an earlier run left behind must not decide this one.
rmSync(join(root, '.vscode-test', 'user-data'), { recursive: true, force: true });
try {
  await runTests({
    vscodeExecutablePath: desktop ?? join(root, 'dist', 'test', 'code'),
    extensionDevelopmentPath: resolve(values.extension),
    extensionTestsPath: resolve(values.tests),
    launchArgs: [resolve(values.workspace), '--disable-extensions'],
    extensionTestsEnv: desktop === undefined ? { VSCODE_SERVER_DIR: ensureCodeServer(root, console.log) } : {},
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
