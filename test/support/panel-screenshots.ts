/**
 * Pictures of the training panel and the report in each theme, for the eye, with digits, pictures in colour, a table or
 * sequences: `npx tsx test/support/panel-screenshots.ts FOLDER [digits|colours|table|sequences ...]`.
 */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { exampleNetwork, type JobChanges } from '../train/jobs';
import { colourPictures, sequences, table } from './own-data';
import { sendToPanel, sentBy, startPanelHarness, THEME_NAMES } from './panel-harness';
import { type RealRun, trainForReal } from './real-run';

const [folder = 'panel-screenshots', ...chosen] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'convlint-data-'));

const KINDS: Readonly<Record<string, () => JobChanges>> = {
  digits: () => ({ ...exampleNetwork(), dataset: { limit: 6000 }, fit: { epochs: 6 } }),
  colours: () => ({ ...colourPictures(join(data, 'shapes'), 120), fit: { epochs: 8 } }),
  table: () => ({ ...table(join(data, 'flowers.csv'), 300), fit: { epochs: 20 } }),
  sequences: () => ({ ...sequences(join(data, 'waves.npz'), 400), fit: { epochs: 12 } }),
};

const harness = await startPanelHarness();
try {
  for (const kind of chosen.length > 0 ? chosen : Object.keys(KINDS)) await take(kind);
} finally {
  await harness.close();
  rmSync(data, { recursive: true, force: true });
}

async function take(kind: string): Promise<void> {
  const run = await trainForReal(KINDS[kind]!());
  const file = (name: string) => join(folder, `${kind}-${name}.png`);
  for (const theme of THEME_NAMES) {
    for (const width of [400, 448, 1600]) {
      const page = await harness.openPanel(theme, width);
      await sendToPanel(page, { type: 'replay', events: run.events });
      await useAll(page, run);
      await page.screenshot({ path: file(`${theme}-${width}`), fullPage: true });
      await page.context().close();
    }
  }
  const middle = run.events.findIndex((event) => event.type === 'evaluation') + 4;
  const page = await harness.openPanel('dark', 1000);
  await sendToPanel(page, { type: 'replay', events: run.events.slice(0, middle) });
  await page.screenshot({ path: file('running-1000'), fullPage: true });
  for (const scheme of ['light', 'dark'] as const) {
    const report = await harness.openReport(run.events, scheme, 1200);
    await report.waitForTimeout(200);
    await report.screenshot({ path: file(`report-${scheme}-1200`), fullPage: true });
  }
  run.close();
}

/** Opens the settings, chooses a sample and draws a seven where there is a page for it, with the answers of the real model. */
async function useAll(page: Page, { ask }: RealRun): Promise<void> {
  await page.getByRole('button', { name: 'Train Again' }).click();
  await page.locator('.sample-choice').first().click();
  await answerAll(page, ask);
  if (!(await page.locator('.pad').isVisible())) return;
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
