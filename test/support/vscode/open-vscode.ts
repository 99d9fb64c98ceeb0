/** Opens a real VS Code with the extension in a browser window, for the end-to-end tests. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { ensureCodeServer } from '../../../scripts/setup/code-server.mjs';
import { launchBrowser, type WindowSize } from './browser';
import { chooseTheme, openFile } from './ui';
import { startServer, type WorkbenchOptions, workbenchUrl } from './vscode-server';

export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));

export interface VscodeOptions extends WorkbenchOptions {
  /** Name of a file of the folder to open at once, by quick open: by address a notebook would open as text. */
  readonly open?: string;
  readonly theme?: 'light' | 'dark';
  readonly size?: WindowSize;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Vscode {
  readonly page: Page;
  /** Where the extension keeps what belongs to no workspace. */
  readonly storage: string;
  /** Writes `.cache/screenshots/NAME.png`, or NAME itself where it is a path; of one element, if given, not wider than can be read when it is shown small. */
  screenshot(name: string, of?: Locator): Promise<string>;
  close(): Promise<void>;
}

const THEMES = { light: 'Light Modern', dark: 'Dark Modern' } as const;

/** The extension is this project unless `extensions` (or CONVLINT_E2E_EXTENSION) names others. Resolves when the workbench is shown. */
export async function openVscode(options: VscodeOptions): Promise<Vscode> {
  const server = await startServer({
    vscode: ensureCodeServer(projectRoot, console.log),
    settings: {
      'workbench.secondarySideBar.defaultVisibility': 'hidden',
      ...options.settings,
    },
  });
  const { browser, page } = await launchBrowser(options.size);
  const extensions = options.extensions ?? [process.env.CONVLINT_E2E_EXTENSION ?? projectRoot];
  const close = async () => {
    await browser.close();
    await server.close();
  };
  try {
    await page.goto(workbenchUrl(server, { ...options, extensions }));
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    if (options.theme !== undefined) await chooseTheme(page, THEMES[options.theme]);
    if (options.open !== undefined) await openFile(page, options.open);
  } catch (error) {
    await close();
    throw error;
  }
  const storage = join(server.globalStorage, 'convlint.convlint');
  return { page, storage, close, screenshot: (name, of) => screenshot(page, name, of) };
}

const READABLE_WIDTH = 780;

async function screenshot(page: Page, name: string, of?: Locator): Promise<string> {
  const folder = join(projectRoot, '.cache', 'screenshots');
  mkdirSync(folder, { recursive: true });
  const path = name.endsWith('.png') ? name : join(folder, `${name}.png`);
  const box = await of?.boundingBox();
  await page.screenshot({ path, ...(box ? { clip: { ...box, width: Math.min(box.width, READABLE_WIDTH) } } : {}) });
  return path;
}
