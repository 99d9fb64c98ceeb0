/** Runs a test entry (a module with `run()`) inside the extension host of a real VS Code and finds out how it really ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser';
import {
  type ServerOptions,
  startServer,
  type VscodeServer,
  type WorkbenchOptions,
  workbenchUrl,
} from './vscode-server';

export interface ExtensionTestOptions extends ServerOptions, WorkbenchOptions {
  readonly extensionTestsPath: string;
  /** Use no extension but the one under development. */
  readonly disableExtensions: boolean;
  readonly timeoutMs: number;
}

/** Lines of the workbench itself, which come in the same stream as the console of the tests. */
const WORKBENCH_NOISE =
  /^(Resolv(ing|ed) connection token|Creating a socket|Ignoring fetching additional|Updating additional builtin|ChatSessionStore|\[Service Worker\] registration)/;

/**
 * Resolves to the exit code of the tests. The workbench reports 0 even when the extension host has crashed, so a 0
 * counts only if the server too says that the host ended with 0.
 */
export async function runExtensionTests(options: ExtensionTestOptions): Promise<number> {
  const emptyDir = options.disableExtensions ? mkdtempSync(join(tmpdir(), 'vscode-extensions-')) : undefined;
  const hostEnd = new HostEnd();
  const server = await startServer({
    ...options,
    extensionsDir: emptyDir ?? options.extensionsDir,
    onLine: (line) => {
      options.onLine?.(line);
      hostEnd.read(line);
    },
  });
  const { browser, page } = await launchBrowser();
  try {
    const ended = testsEnd(page, server, options.timeoutMs);
    await page.goto(workbenchUrl(server, options));
    const code = await ended;
    const hostCode = await hostEnd.code(5000);
    if (code !== 0 || hostCode === 0) return code;
    console.error(`The extension host ended with ${hostCode ?? 'no report of its exit'}: the run does not count.`);
    return typeof hostCode === 'number' ? hostCode : 1;
  } finally {
    await browser.close();
    await server.close();
    if (emptyDir !== undefined) rmSync(emptyDir, { recursive: true, force: true });
  }
}

/** What the server's log says about the end of the extension host. */
class HostEnd {
  private ended: number | string | undefined;
  private notify = () => {};
  private readonly known = new Promise<void>((resolve) => {
    this.notify = resolve;
  });

  read(line: string): void {
    const end = /Extension Host Process exited with code: (\S+), signal: (\S+)\./.exec(line);
    if (end === null) return;
    this.ended ??= end[2] === 'null' ? Number(end[1]) : `signal ${end[2]}`;
    this.notify();
  }

  async code(patienceMs: number): Promise<number | string | undefined> {
    await Promise.race([this.known, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
    return this.ended;
  }
}

/** Passes the console of the tests on and resolves to the exit code that the workbench reports. */
function testsEnd(page: Page, server: VscodeServer, timeoutMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The tests did not end within ${timeoutMs / 1000} s.`)), timeoutMs);
    const settle = (code: number) => {
      clearTimeout(timer);
      resolve(code);
    };
    page.exposeFunction('codeAutomationLog', log).catch(reject);
    page.exposeFunction('codeAutomationExit', settle).catch(reject);
    page.once('crash', () => reject(new Error('The page of VS Code crashed.')));
    server.process.once('exit', (code) => reject(new Error(`The VS Code server ended with ${code}.`)));
  });
}

function log(type: string, values: unknown[]): void {
  if (WORKBENCH_NOISE.test(String(values[0]))) return;
  if (type === 'error' || type === 'warn') console.error(...values);
  else console.log(...values);
}
