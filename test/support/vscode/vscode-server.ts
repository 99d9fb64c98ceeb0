/** Starts a real VS Code as a server on this machine and says at which address its workbench is. Knows no browser. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface ServerOptions {
  /** Folder of the installed server, the one with `out/server-main.js`. */
  readonly vscode: string;
  /** Folders of their own per run where absent, removed at the end. */
  readonly userDataDir?: string;
  readonly extensionsDir?: string;
  /** User settings on top of the quiet ones below. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly serverArgs?: readonly string[];
  /** A port or a range of ports to choose from, for example `8123-8140`; any free port if absent. */
  readonly ports?: string;
  readonly onLine?: (line: string) => void;
}

export interface VscodeServer {
  /** `127.0.0.1:PORT`. */
  readonly authority: string;
  readonly process: ChildProcess;
  /** Where extensions keep what is theirs, by their identifiers. */
  readonly globalStorage: string;
  close(): Promise<void>;
}

/** Settings that keep the workbench quiet: no welcome pages, tips, updates or experiments. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.simpleDialog.enable': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
  'window.customMenuBarAltFocus': false,
  'window.restoreWindows': 'none',
  'window.title': '${activeEditorShort}',
  'notebook.globalToolbarShowLabel': 'never',
};

export async function startServer(options: ServerOptions): Promise<VscodeServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vscode-server-'));
  const userDataDir = options.userDataDir ?? join(dataDir, 'data');
  writeSettings(userDataDir, options.settings ?? {});
  const server = spawn(
    process.execPath,
    [
      join(options.vscode, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', options.ports ?? '0', '--without-connection-token'],
      ...['--accept-server-license-terms', '--disable-telemetry', '--disable-update-check'],
      ...['--disable-workspace-trust', '--disable-getting-started-override'],
      ...['--server-data-dir', dataDir, '--user-data-dir', userDataDir],
      ...['--extensions-dir', options.extensionsDir ?? join(dataDir, 'extensions')],
      ...(options.serverArgs ?? []),
    ],
    {
      // No gallery: nothing is asked of the network. Sockets lie in the folder that goes away at the end.
      env: { ...process.env, EXTENSIONS_GALLERY: '{}', XDG_RUNTIME_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const close = async () => {
    await stop(server);
    // Its extension hosts end a moment later and write their last lines.
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 15 });
  };
  try {
    const port = await listeningPort(server, options.onLine);
    const globalStorage = join(userDataDir, 'User', 'globalStorage');
    return { authority: `127.0.0.1:${port}`, process: server, globalStorage, close };
  } catch (error) {
    await close();
    throw error;
  }
}

export interface WorkbenchOptions {
  /** Folder or `.code-workspace` file to open. */
  readonly folder?: string | undefined;
  /** Folders of extensions under development. */
  readonly extensions?: readonly string[];
  /** Module with `run()` that the extension host runs in place of a person's work. */
  readonly extensionTestsPath?: string;
}

/** Address of the workbench; all paths are of this machine. */
export function workbenchUrl(server: VscodeServer, options: WorkbenchOptions): string {
  const remote = (path: string) => `vscode-remote://${server.authority}${encodeURI(resolve(path))}`;
  const payload: [string, string][] = [['skipWelcome', 'true']];
  for (const folder of options.extensions ?? []) payload.push(['extensionDevelopmentPath', remote(folder)]);
  if (options.extensionTestsPath) payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (options.folder !== undefined) {
    query.set(options.folder.endsWith('.code-workspace') ? 'workspace' : 'folder', resolve(options.folder));
  }
  return `http://${server.authority}/?${query}`;
}

/** Keeps what a settings file of an earlier run says. */
function writeSettings(userDataDir: string, settings: Readonly<Record<string, unknown>>): void {
  for (const scope of ['Machine', 'User']) {
    const file = join(userDataDir, scope, 'settings.json');
    mkdirSync(join(userDataDir, scope), { recursive: true });
    const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {};
    writeFileSync(file, JSON.stringify({ ...QUIET_SETTINGS, ...earlier, ...settings }, null, 2));
  }
}

function listeningPort(server: ChildProcess, onLine?: (line: string) => void): Promise<number> {
  return new Promise((resolvePort, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      for (const line of chunk.toString().split('\n')) if (line.trim() !== '') onLine?.(line);
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) resolvePort(Number(port));
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`The VS Code server ended with ${code}:\n${output}`)));
  });
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((done) => server.once('exit', done));
  server.kill('SIGTERM');
  const impatient = setTimeout(() => server.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(impatient);
}
