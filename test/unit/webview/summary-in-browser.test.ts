/** The table of a model in a real browser: what the server says of a program, folded, legible and within reach of a keyboard. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type SummaryResult, summaryRequest } from '../../../src/protocol/requests';
import type { SummaryOutput } from '../../../src/protocol/summary-panel';
import { violationsOf } from '../../support/axe';
import { type PanelHarness, sendSummary, sentBy, startPanelHarness, THEME_NAMES } from '../../support/panel-harness';
import { Session } from '../server/session';

vi.setConfig({ testTimeout: 60_000 });

const program = new URL('../../agree/programs/nested-summary', import.meta.url);
const text = readFileSync(`${program.pathname}.py`, 'utf8');
const { models } = JSON.parse(readFileSync(`${program.pathname}.json`, 'utf8'));
const printed: [layer: string, shape: string, count: string][] = models.at(-1).expanded;

let harness: PanelHarness;
let summary: SummaryResult;
beforeAll(async () => {
  harness = await startPanelHarness();
  summary = await summaryOf(text);
}, 120_000);
afterAll(() => harness.close());

async function summaryOf(source: string): Promise<SummaryResult> {
  const session = new Session();
  await session.start();
  await session.open('file:///net.py', source);
  return session.client.sendRequest<SummaryResult>(summaryRequest, { uri: 'file:///net.py' });
}

/** Names of the rows that are seen. */
const shown = (page: Page) => page.locator('tbody tr:visible .link').allTextContents();
const outermost = printed.map(([layer]) => layer).filter((layer) => !layer.startsWith(' '));
const nameOf = (layer: string) => layer.replace(/^ *└ /, '').replace(/ \(.*/, '');

test('shows the layers of an inner model below it once they are unfolded, by mouse and by key', async () => {
  const page = await harness.openSummary('dark', 1000, summary);
  expect(await shown(page)).toEqual(outermost.map(nameOf));
  await page.getByRole('button', { name: 'Layers of tower' }).click();
  expect(await shown(page)).toContain('backbone');
  expect(await shown(page)).not.toContain('conv2d');
  const indent = (i: number) => printed[i]?.[0].search(/\S/) ?? 0;
  const names = printed.filter((_row, i) => indent(i + 1) > indent(i)).map(([layer]) => nameOf(layer));
  for (const name of names.slice(1)) {
    const fold = page.getByRole('button', { name: `Layers of ${name}` });
    await fold.focus();
    await page.keyboard.press('Enter');
    expect(await fold.getAttribute('aria-expanded')).toBe('true');
  }
  expect(await shown(page)).toEqual(printed.map(([layer]) => nameOf(layer)));
  const cells = await page
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [2, 3].map((i) => row.children[i]!.firstChild!.textContent)));
  expect(cells).toEqual(printed.map(([, ...rest]) => rest));
  await page.getByRole('button', { name: 'Layers of tower' }).click();
  expect(await shown(page)).not.toContain('conv2d');
  await page.context().close();
});

test('keeps what is unfolded while the text is typed', async () => {
  const page = await harness.openSummary('dark', 1000, summary);
  await page.getByRole('button', { name: 'Layers of tower' }).click();
  await sendSummary(page, await summaryOf(text.replace('layers.Dense(16', 'layers.Dense(24')));
  expect(await page.locator('tbody tr:visible', { hasText: 'head' }).locator('code').textContent()).toBe('(None, 24)');
  await page.context().close();
});

test('a row leads to its place, that of an inner layer as well', async () => {
  const page = await harness.openSummary('dark', 1000, summary);
  await page.getByRole('button', { name: 'Layers of tower' }).click();
  await page.getByRole('button', { name: 'backbone', exact: true }).click();
  const sent = (await sentBy<SummaryOutput>(page)).at(-1);
  const line = text.split('\n').findIndex((each) => each.startsWith('backbone = '));
  expect(sent).toMatchObject({ type: 'reveal', place: { range: { start: { line } } } });
  await page.context().close();
});

test.each(THEME_NAMES)('fits at 400 and at 1,600 pixels in the theme %s, and axe finds nothing', async (theme) => {
  const page = await harness.openSummary(theme, 1600, summary);
  const isTooWide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  for (const fold of await page.locator('.fold').all()) if (await fold.isVisible()) await fold.click();
  expect(await isTooWide()).toBe(false);
  await page.setViewportSize({ width: 400, height: 900 });
  await expect.poll(isTooWide).toBe(false);
  expect(await violationsOf(page)).toEqual([]);
  await page.context().close();
});
