/** A headless Chromium with one page, as VS Code's window. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../../../scripts/setup/chromium.mjs';

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Service workers stay allowed: without them no webview of VS Code is drawn. */
export async function launchBrowser(
  size: WindowSize = { width: 1400, height: 900 },
): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.launch({
    executablePath: ensureChromium(console.log),
    headless: true,
    args: ARGUMENTS,
  });
  const context = await browser.newContext({ viewport: size });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return { browser, page: await context.newPage() };
}
