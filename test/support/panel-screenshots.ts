/** Pictures of the training panel and the report in each theme, for the eye: `npx tsx test/support/panel-screenshots.ts FOLDER`. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { sendToPanel, sentBy, startPanelHarness, THEME_NAMES } from './panel-harness';
import { type RealRun, trainForReal } from './real-run';

const folder = process.argv[2] ?? 'panel-screenshots';
mkdirSync(folder, { recursive: true });
const run = await trainForReal(6000, 6);
const harness = await startPanelHarness();
try {
  for (const theme of THEME_NAMES) {
    for (const width of [400, 1600]) {
      const page = await harness.openPanel(theme, width);
      await sendToPanel(page, { type: 'replay', events: run.events });
      await useAll(page, run);
      await page.screenshot({ path: join(folder, `${theme}-${width}.png`), fullPage: true });
      await page.context().close();
    }
  }
  const middle = run.events.findIndex((event) => event.type === 'evaluation') + 4;
  const page = await harness.openPanel('dark', 1000);
  await sendToPanel(page, { type: 'replay', events: run.events.slice(0, middle) });
  await page.screenshot({ path: join(folder, 'running-1000.png'), fullPage: true });
  for (const scheme of ['light', 'dark'] as const) {
    const report = await harness.openReport(run.events, scheme, 1200);
    await report.waitForTimeout(200);
    await report.screenshot({ path: join(folder, `report-${scheme}-1200.png`), fullPage: true });
  }
} finally {
  await harness.close();
  run.close();
}

/** Opens the settings, chooses a sample and draws a seven, with the answers of the real model. */
async function useAll(page: Page, { ask }: RealRun): Promise<void> {
  await page.getByRole('button', { name: 'Train Again' }).click();
  await page.locator('.sample-choice').first().click();
  await answerAll(page, ask);
  await page.locator('.pad').scrollIntoViewIfNeeded();
  const box = (await page.locator('.pad').boundingBox())!;
  await page.mouse.move(box.x + 60, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 50, { steps: 5 });
  await page.mouse.move(box.x + 100, box.y + 190, { steps: 8 });
  await page.mouse.up();
  await answerAll(page, ask);
}

async function answerAll(page: Page, ask: RealRun['ask']): Promise<void> {
  for (let answered = 0; answered < 4; answered++) {
    const message = (await sentBy(page)).at(-1)!;
    if (message.type !== 'command') return;
    await sendToPanel(page, { type: 'answer', answer: await ask(message.command) });
  }
}
