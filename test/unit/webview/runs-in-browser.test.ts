/** The page that compares runs, in a real browser: it fits, is legible in each theme, and can be read by a screen reader. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { violationsOf } from '../../support/axe';
import { type PanelHarness, startPanelHarness, THEME_NAMES } from '../../support/panel-harness';
import { epoch, row, run } from './compared-run';

vi.setConfig({ testTimeout: 60_000 });

const PATIENCE = { timeout: 10_000 };
let harness: PanelHarness;
beforeAll(async () => {
  harness = await startPanelHarness();
}, 120_000);
afterAll(() => harness.close());

const runs = [
  run('first 2026-01-01 12:00:00'),
  run('second 2026-01-01 12:10:00', {
    rows: [row('conv', 'Conv2D', [null, 13, 13, 4], 40)],
    epochs: [1, 2, 3].map((number) => epoch(number, { loss: 2 / number, sparse_categorical_accuracy: number / 4 })),
  }),
];

test.each(THEME_NAMES)('fits at 400 and at 1,600 pixels in the theme %s, and axe finds nothing', async (theme) => {
  const page = await harness.openComparison(theme, 1600, runs);
  const isTooWide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(await page.locator('canvas').count()).toBe(5);
  expect(await isTooWide()).toBe(false);
  await page.setViewportSize({ width: 400, height: 900 });
  await expect.poll(isTooWide).toBe(false);
  expect(await violationsOf(page)).toEqual([]);
  await page.context().close();
});

test('takes the colours of a new theme', async () => {
  const page = await harness.openComparison('dark', 1000, runs);
  const look = async () => ({
    mark: await page
      .locator('.mark')
      .first()
      .evaluate((mark) => getComputedStyle(mark).backgroundColor),
    chart: await page
      .locator('canvas')
      .first()
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL()),
  });
  const before = await look();
  await page.evaluate(() => document.documentElement.style.setProperty('--vscode-charts-blue', '#00ff00'));
  await expect.poll(async () => (await look()).mark, PATIENCE).toBe('rgb(0, 255, 0)');
  await expect.poll(async () => (await look()).chart, PATIENCE).not.toBe(before.chart);
  await page.context().close();
});
