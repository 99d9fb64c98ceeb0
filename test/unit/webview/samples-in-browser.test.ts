/** Samples, filters and the page to draw on for each kind of data, as a browser shows them. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type PanelHarness, sendToPanel, sentBy, startPanelHarness } from '../../support/panel-harness';
import { eventsOf, KINDS } from '../../support/sample-events';
import { started } from './run';

vi.setConfig({ testTimeout: 60_000 });
let harness: PanelHarness;
beforeAll(async () => {
  harness = await startPanelHarness();
}, 120_000);
afterAll(() => harness.close());

type Kind = keyof typeof KINDS;

async function withRun(kind: Kind, check: (page: Page) => Promise<void>): Promise<void> {
  const page = await harness.openPanel('dark', 1000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  try {
    await sendToPanel(page, { type: 'replay', events: eventsOf(KINDS[kind], started()) });
    await check(page);
    expect(errors).toEqual([]);
  } finally {
    await page.context().close();
  }
}

/** Red, green, blue of each pixel. */
const coloursOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((canvases) =>
    (canvases as HTMLCanvasElement[]).map((canvas) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return [...data].filter((_value, at) => at % 4 !== 3);
    }),
  );

test('pictures have their own colours, and filters of three channels have colours too', async () => {
  await withRun('colours', async (page) => {
    const shown = await coloursOf(page, '.sample canvas');
    const { pixels } = KINDS.colours.set;
    const all = [0, 1, 2].map((index) => [...pixels.subarray(72 * index, 72 * (index + 1))]);
    expect(shown.map(String).sort()).toEqual(all.map(String).sort());
    const filters = await coloursOf(page, '#filters canvas');
    expect(filters.map(({ length }) => length)).toEqual([27, 27, 27, 27, 27]);
    expect(filters.flat().some((value, at) => at % 3 > 0 && value !== filters.flat()[at - 1])).toBe(true);
  });
});

test('a picture in colour is drawn in colour, in the size that the model takes', async () => {
  await withRun('colours', async (page) => {
    expect(await page.locator('#draw h2').textContent()).toBe('Draw a picture');
    await page.getByLabel('Pen').fill('#ff8000');
    const pad = page.locator('.pad');
    expect(await pad.evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height])).toEqual([224, 149]);
    await pad.focus();
    for (const key of [' ', ...Array<string>(12).fill('ArrowDown'), ' ']) await page.keyboard.press(key);
    // The last stroke is asked about once the first has its answer.
    const first = (await sentBy(page)).at(-1)!;
    if (first.type !== 'command' || !('id' in first.command)) throw new Error(JSON.stringify(first));
    const { id } = first.command;
    await sendToPanel(page, { type: 'answer', answer: { type: 'inspection', id, probabilities: [1, 0], layers: [] } });
    expect(await page.locator('.drawing-verdict').textContent()).toBe('This is cat, with 100.0 %.');
    const asked = (await sentBy(page)).at(-1)!;
    if (asked.type !== 'command' || asked.command.type !== 'inspect') throw new Error(JSON.stringify(asked));
    if (!('pixels' in asked.command.sample)) throw new Error(JSON.stringify(asked));
    const bytes = [...Buffer.from(asked.command.sample.pixels, 'base64')];
    expect(bytes).toHaveLength(72);
    const sums = [0, 1, 2].map((colour) => bytes.reduce((sum, value, at) => sum + (at % 3 === colour ? value : 0), 0));
    expect(sums[0]).toBeGreaterThan(100);
    expect(Math.abs(sums[1]! / sums[0]! - 128 / 255)).toBeLessThan(0.03);
    expect(sums[2]).toBe(0);
  });
});

test('rows of a table are read with the names of their columns; there are no filters and no page to draw on', async () => {
  await withRun('table', async (page) => {
    expect(await page.locator('.row-name').allTextContents()).toEqual(Array(3).fill(['sepal length', 'width']).flat());
    const values = await page.locator('.row-value').allTextContents();
    expect(values.sort()).toEqual(['−0.25', '0.000125', '1', '1000000', '3', '5.1'].sort());
    for (const part of ['#filters', '#draw']) expect(await page.locator(part).isVisible()).toBe(false);
    await page.locator('.sample-choice').first().click();
    expect((await sentBy(page)).at(-1)).toMatchObject({ command: { type: 'inspect', sample: { index: 0 } } });
  });
});

test('a sequence has a curve per feature, and so have filters over one axis; one feature alone has bars', async () => {
  await withRun('sequences', async (page) => {
    expect(await page.locator('.sample .curves').count()).toBe(3);
    expect(await page.locator('.sample .curve').count()).toBe(9);
    const points = await page.locator('.sample .curve').first().getAttribute('points');
    expect(points!.split(' ')).toHaveLength(20);
    expect(await page.locator('#filters .curves').count()).toBe(4);
    expect(await page.locator('#filters .curve').count()).toBe(12);
    expect(await page.locator('#draw').isVisible()).toBe(false);
  });
  await withRun('wave', async (page) => {
    expect(await page.locator('.sample .curve').count()).toBe(3);
    expect(await page.locator('#filters rect').count()).toBe(4 * 5);
  });
});

test('any validation sample is looked at by its index, and stands beside what the layers give', async () => {
  await withRun('table', async (page) => {
    expect(await page.locator('.activation').count()).toBe(0);
    const index = page.getByLabel('Validation sample');
    const { validationSamples } = started() as { validationSamples: number };
    await index.fill(String(validationSamples));
    expect((await sentBy(page)).map(({ type }) => type)).toEqual(['ready']);
    await index.fill(String(validationSamples - 1));
    const asked = (await sentBy(page)).at(-1)!;
    if (asked.type !== 'command' || asked.command.type !== 'inspect') throw new Error(JSON.stringify(asked));
    expect(asked.command.sample).toEqual({ index: validationSamples - 1 });
    const pictures = { width: 2, height: 1, count: 1, total: 1, limit: 1, bytes: btoa('\x80\xff') };
    const answer = {
      ...{ type: 'inspection' as const, id: asked.command.id, probabilities: [0.2, 0.8] },
      sample: { label: 0, content: { kind: 'row' as const, values: [7, 8] } },
      layers: [{ name: 'first', className: 'Dense', shape: [2], pictures }],
    };
    await sendToPanel(page, { type: 'answer', answer });
    expect(await page.locator('#activations .note').textContent()).toBe(
      'What each layer gives for sample 99, labelled cat and predicted as chrysanthemum: blue is above zero, orange below.',
    );
    expect(await page.locator('#activations .row-value').allTextContents()).toEqual(['7', '8']);
    expect(await page.locator('.activation').count()).toBe(1);
  });
});

test('long names of classes have bars that lie', async () => {
  await withRun('table', async (page) => {
    expect(await page.locator('.sample').first().locator('.share-name').allTextContents()).toEqual([
      'cat',
      'chrysanthemum',
    ]);
  });
});

test('many classes with long names fit beside their scores', async () => {
  const classes = Array.from({ length: 40 }, (_value, index) => `chrysanthemum ${index}`);
  const confusion = classes.map((_label, row) => classes.map((_predicted, column) => (row === column ? 9 : 0)));
  await withRun('colours', async (page) => {
    const events = eventsOf(KINDS.colours, started()).map((event) =>
      event.type === 'evaluation' ? { ...event, classes, confusion } : event,
    );
    await sendToPanel(page, { type: 'replay', events });
    for (const width of [1600, 400]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      expect((await page.locator('#classes table').boundingBox())!.width).toBeGreaterThan(300);
    }
  });
});

describe.each(Object.keys(KINDS) as Kind[])('with %s', (kind) => {
  test('everything fits at 400 and at 1,600 pixels, and axe finds nothing', async () => {
    await withRun(kind, async (page) => {
      for (const width of [1600, 400]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
          0,
        );
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))).toEqual([]);
    });
  });
});
