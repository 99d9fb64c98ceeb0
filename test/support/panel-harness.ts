/**
 * The training panel in a browser without VS Code: bundles it, serves it with the content policy of a webview and with
 * the colours of a theme, and stands in for the extension. The themes are those of VS Code (Light Modern, Dark Modern and
 * both high contrast ones), cut down to the variables that the panel uses.
 */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../../scripts/setup/chromium.mjs';
import { renderReport } from '../../src/protocol/report';
import type { ComparedRun, RunsPanelInput } from '../../src/protocol/runs-panel';
import type { SummaryInput } from '../../src/protocol/summary-panel';
import type { PanelInput, TrainingEvent } from '../../src/protocol/training';
import type { PanelOutput } from '../../src/protocol/training-control';
import themes from './panel-themes.json' with { type: 'json' };

export type ThemeName = keyof typeof themes;
export const THEME_NAMES = Object.keys(themes) as ThemeName[];

const BUNDLES = ['training', 'runs', 'summary'] as const;
type BundleName = (typeof BUNDLES)[number];

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];

export interface PanelHarness {
  readonly browser: Browser;
  readonly bundle: { readonly js: string; readonly css: string };
  /** A page with the panel, before any event. */
  openPanel(theme: ThemeName, width: number): Promise<Page>;
  openReport(events: readonly TrainingEvent[], colorScheme: 'light' | 'dark', width: number): Promise<Page>;
  /** A page that compares runs, with its charts drawn. */
  openComparison(theme: ThemeName, width: number, runs: readonly ComparedRun[]): Promise<Page>;
  /** A page with the table of a model. */
  openSummary(theme: ThemeName, width: number, summary: SummaryInput['summary']): Promise<Page>;
  close(): Promise<void>;
}

export async function startPanelHarness(): Promise<PanelHarness> {
  const bundles = new Map(await Promise.all(BUNDLES.map(async (name) => [name, await bundlePanel(name)] as const)));
  const bundle = bundles.get('training')!;
  const report = { events: [] as readonly TrainingEvent[] };
  const server = await serve((path) => {
    if (path === '/report') return { type: 'text/html', text: renderReport({ ...bundle, events: report.events }) };
    for (const [name, { js, css }] of bundles) {
      if (path === `/${name}.js`) return { type: 'text/javascript', text: js };
      if (path === `/${name}.css`) return { type: 'text/css', text: css };
      const theme = THEME_NAMES.find((theme) => path === `/${name}/${theme}`);
      if (theme) return { type: 'text/html', text: panelPage(theme, name) };
    }
    return null;
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({ executablePath: ensureChromium(console.log), args: FLAGS });

  return {
    browser,
    bundle,
    async openPanel(theme, width) {
      const page = await newPage(browser, width, theme.includes('light') ? 'light' : 'dark');
      await page.goto(`${address}/training/${theme}`);
      return page;
    },
    async openReport(events, colorScheme, width) {
      report.events = events;
      const page = await newPage(browser, width, colorScheme);
      await page.goto(`${address}/report`);
      await page.waitForSelector('main h1');
      return page;
    },
    async openComparison(theme, width, runs) {
      const page = await newPage(browser, width, theme.includes('light') ? 'light' : 'dark');
      await page.goto(`${address}/runs/${theme}`);
      await sendTo(page, { type: 'runs', runs });
      await page.waitForSelector('canvas');
      return page;
    },
    async openSummary(theme, width, summary) {
      const page = await newPage(browser, width, theme.includes('light') ? 'light' : 'dark');
      await page.goto(`${address}/summary/${theme}`);
      await sendTo(page, { type: 'summary', summary });
      return page;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** As the extension does it: by a message to the page. Waits for the frame that draws it. */
export function sendToPanel(page: Page, input: PanelInput): Promise<void> {
  return sendTo(page, input);
}

/** As `sendToPanel`, to the table of a model. */
export function sendSummary(page: Page, summary: SummaryInput['summary']): Promise<void> {
  return sendTo(page, { type: 'summary', summary });
}

async function sendTo(page: Page, input: PanelInput | RunsPanelInput | SummaryInput): Promise<void> {
  await page.evaluate(async (message) => {
    window.postMessage(message, '*');
    await new Promise((done) => setTimeout(done, 0));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, input);
}

/** The messages that the panel has sent so far. */
export async function sentBy<Output = PanelOutput>(page: Page): Promise<Output[]> {
  return page.evaluate(() => (window as unknown as { sent: Output[] }).sent);
}

/** Their types. */
export async function messagesOf(page: Page): Promise<string[]> {
  return (await sentBy(page)).map(({ type }) => type);
}

async function bundlePanel(name: BundleName): Promise<PanelHarness['bundle']> {
  const { outputFiles } = await build({
    entryPoints: [`src/webview/${name}/main.ts`],
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    logLevel: 'error',
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))!.text;
  return { js: textOf('.js'), css: textOf('.css') };
}

function panelPage(theme: ThemeName, bundle: BundleName): string {
  const style = Object.entries(themes[theme])
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');
  const kinds = {
    light: 'vscode-light',
    dark: 'vscode-dark',
    'high-contrast': 'vscode-high-contrast',
    'high-contrast-light': 'vscode-high-contrast vscode-high-contrast-light',
  };
  const policy = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'nonce-panel'; font-src 'self'";
  return `<!doctype html><html lang="en" style="${style}"><head><meta charset="utf-8"><title>Training</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="/${bundle}.css"></head><body class="${kinds[theme]}">
<script nonce="panel">window.sent = []; window.acquireVsCodeApi = () => ({ postMessage: (message) => window.sent.push(message), setState: () => undefined });</script>
<script nonce="panel" src="/${bundle}.js"></script></body></html>`;
}

async function newPage(browser: Browser, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  return context.newPage();
}

function serve(answer: (path: string) => { type: string; text: string } | null): Promise<Server> {
  const server = createServer((request, response) => {
    const page = answer(request.url ?? '/');
    response.writeHead(page ? 200 : 404, { 'content-type': `${page?.type ?? 'text/plain'}; charset=utf-8` });
    response.end(page?.text ?? '');
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}
