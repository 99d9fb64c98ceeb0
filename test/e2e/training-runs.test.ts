/** What becomes of a training in a real VS Code: its panel closed, another window, the window loaded again; and the kept runs opened, compared, exported. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Frame, Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/protocol/training';

import { pictureFile, renewsPictures } from '../support/vscode/pictures';
import { retry } from '../support/vscode/retry';
import * as ui from '../support/vscode/ui';
import { useVscode } from '../support/vscode/use-vscode';

const place = mkdtempSync(join(tmpdir(), 'convlint-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const folder = join(place, 'digits');
mkdirSync(join(folder, '.vscode'), { recursive: true });
writeFileSync(
  join(folder, '.vscode', 'settings.json'),
  JSON.stringify({
    // The pictures of the documentation show more than a test needs.
    'convlint.training.maxSamples': renewsPictures ? 10_000 : 2000,
    'convlint.training.engine': renewsPictures ? 'auto' : 'built-in',
  }),
);
const source = join(folder, 'digits.py');
const writeModel = (filters: number, optimizer: string, epochs: number) =>
  writeFileSync(
    source,
    `from keras import Input, Sequential, layers
from keras.datasets import mnist

(x_train, y_train), (x_test, y_test) = mnist.load_data()

digits = Sequential([
    Input((28, 28, 1)),
    layers.Conv2D(${filters}, 5, strides=3, activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
digits.compile(optimizer="${optimizer}", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
digits.fit(x_train / 255.0, y_train, epochs=${epochs}, batch_size=32, validation_data=(x_test / 255.0, y_test))
`,
  );
writeModel(8, 'adam', 4000);

const PATIENCE = { timeout: 30_000 };
const vscode = useVscode({
  folder,
  open: 'digits.py',
  ...(renewsPictures ? { theme: 'dark' as const } : {}),
  size: { width: 1400, height: 900 },
});

describe('a training in VS Code', () => {
  it('goes on while its panel is closed, and shows every epoch when it is opened again', async () => {
    const { page } = vscode();
    await train(page, '→ (None, 8, 8, 8) · 208');
    const panel = await trainingPanel(page, 'training');
    await panel.locator('#epochs tbody tr').nth(1).waitFor(PATIENCE);
    await closeTab(page, 'Training: digits');
    const status = page.locator('.statusbar-item', { hasText: 'digits: epoch' });
    const epoch = async () => Number(/epoch (\d+)\//.exec((await status.textContent()) ?? '')?.[1]);
    const before = await epoch();
    await expect.poll(epoch, PATIENCE).toBeGreaterThan(before + 2);
    await status.click();
    const again = await trainingPanel(page, 'training');
    await again
      .locator('#epochs tbody tr')
      .nth(before + 1)
      .waitFor(PATIENCE);
    const shown = await epochNumbers(again);
    expect(shown).toEqual(shown.map((_, index) => index + 1));
  });

  it('is followed and stopped from another window', async () => {
    const { page } = vscode();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await openNewestRun(other);
    const panel = await trainingPanel(other, 'training');
    const count = await panel.locator('#epochs tbody tr').count();
    await panel.locator('#epochs tbody tr').nth(count).waitFor(PATIENCE);
    await panel.getByRole('button', { name: 'Stop', exact: true }).click();
    await trainingPanel(other, 'stopped');
    await other.close();
    const own = await trainingPanel(page, 'stopped');
    expect((await epochNumbers(own)).at(-1)).toBe(runs()[0]!.epochs.length);
  });

  it('ends when its window is loaded again, and the panel says so and keeps what was learned', async () => {
    const { page } = vscode();
    await train(page);
    // The run goes on in the panel of the one before; it is the later one that must come back.
    await (await trainingPanel(page, 'training')).locator('#epochs tbody tr').nth(1).waitFor(PATIENCE);
    const { pid } = runs()[0]!;
    await ui.runCommand(page, 'Developer: Reload Window');
    const panel = await trainingPanel(page, 'stopped');
    await panel.locator('.message', { hasText: 'closed or loaded again, which ended it' }).waitFor(PATIENCE);
    expect(() => process.kill(pid!, 0)).toThrow('ESRCH');
    expect(await epochNumbers(panel)).toHaveLength(runs()[0]!.epochs.length);
    await panel.locator('.sample-choice').first().click();
    await panel.locator('.activation').nth(2).waitFor(PATIENCE);
  });
});

describe('a kept run in VS Code', () => {
  it('is opened again from the list, with what its network has learned', async () => {
    const { page } = vscode();
    writeModel(8, 'sgd', 6);
    await train(page, 'epochs=6,');
    await trainingPanel(page, 'finished');
    writeModel(16, 'adam', 6);
    await train(page, '→ (None, 8, 8, 16) · 416');
    await trainingPanel(page, 'training');
    await trainingPanel(page, 'finished');
    await closeTab(page, 'Training: digits');
    await openNewestRun(page);
    const panel = await trainingPanel(page, 'finished');
    expect(await epochNumbers(panel)).toEqual([1, 2, 3, 4, 5, 6]);
    await panel.locator('.sample-choice').first().click();
    await panel.locator('.activation').nth(2).waitFor(PATIENCE);
  });

  it.runIf(renewsPictures)('has its picture taken, from the top to what its network has learned', async () => {
    const { page, screenshot } = vscode();
    await ui.runCommand(page, 'View: Close Editors in Other Groups');
    const panel = await trainingPanel(page, 'finished');
    await panel.locator('h1').scrollIntoViewIfNeeded();
    await screenshot(pictureFile('training/run'));

    await ui.chooseTheme(page, 'Light Modern');
    await scrollTo(panel, '#confusion');
    await screenshot(pictureFile('training/results'));
    await ui.chooseTheme(page, 'Dark Modern');
    await drawSeven(page, panel.locator('.pad'));
    await panel.locator('.drawing-verdict', { hasText: /^This is \d, with/ }).waitFor(PATIENCE);
    await scrollTo(panel, '#activations');
    await screenshot(pictureFile('training/learned'));
  });

  it('is laid over another one, with the settings and layers in which they differ', async () => {
    const { page, screenshot } = vscode();
    const rows = await runRows(page);
    await rows.nth(1).click({ modifiers: ['ControlOrMeta'] });
    await page.locator('.pane', { hasText: 'Training Runs' }).getByRole('button', { name: 'Compare Runs' }).click();
    const compared = await comparison(page);
    await compared.locator('canvas').nth(3).waitFor(PATIENCE);
    const colors = await compared
      .locator('.legend .mark')
      .evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).backgroundColor.match(/\d+/g)!.map(Number)));
    expect(colors).toHaveLength(2);
    const differing = await compared.locator('tr.differs').allTextContents();
    expect(differing).toContain('≠ optimizeradamsgd');
    expect(differing).toContain('≠ conv2d (Conv2D)(None, 8, 8, 16) · 416(None, 8, 8, 8) · 208');
    const totals = runs()
      .slice(0, 2)
      .map(({ rows }) => rows.reduce((sum, { paramCount }) => sum + paramCount, 0));
    expect(differing).toContain(`≠ total parameters${totals.map((total) => total.toLocaleString('en-US')).join('')}`);
    await ui.runCommand(page, 'View: Close Editors in Other Groups');
    await screenshot(pictureFile('training/compare'));

    const file = join(folder, 'runs.png');
    await compared.getByRole('button', { name: 'Save Curves as PNG…' }).click();
    await ui.save(page, 'runs.png');
    await expect.poll(() => existsSync(file), PATIENCE).toBe(true);
    const picture = PNG.sync.read(readFileSync(file));
    for (const color of colors) expect(pixelsOf(picture, color)).toBeGreaterThan(200);
  });

  it('is exported as a page that any browser opens, and as a table', async () => {
    const { page } = vscode();
    const html = join(folder, 'runs.html');
    await (await comparison(page)).getByRole('button', { name: 'Save Page as HTML…' }).click();
    await ui.save(page, 'runs.html');
    await expect.poll(() => existsSync(html), PATIENCE).toBe(true);
    const reader = await page.context().newPage();
    const errors: string[] = [];
    reader.on('pageerror', (error) => errors.push(error.message));
    await reader.goto(pathToFileURL(html).href);
    await reader.locator('canvas').nth(3).waitFor(PATIENCE);
    expect(await reader.locator('.legend li').count()).toBe(2);
    expect(errors).toEqual([]);
    await reader.close();

    const csv = join(folder, 'digits.csv');
    await ui.chooseInMenu(page, (await runRows(page)).first(), 'Export Run…');
    await ui.choose(page, 'CSV');
    await ui.save(page, 'digits.csv');
    await expect.poll(() => existsSync(csv), PATIENCE).toBe(true);
    const [head, ...lines] = readFileSync(csv, 'utf8').trim().split('\r\n');
    const column = head!.split(',').indexOf('val_accuracy');
    const accuracies = runs()[0]!.epochs.map(({ metrics }) => metrics.val_accuracy);
    expect(lines.map((line) => Number(line.split(',')[column]))).toEqual(accuracies);
  });
});

async function scrollTo(panel: Frame, selector: string): Promise<void> {
  await panel.locator(selector).evaluate((element) => element.scrollIntoView({ block: 'start' }));
}

async function drawSeven(page: Page, pad: Locator): Promise<void> {
  await pad.scrollIntoViewIfNeeded();
  const { x, y } = (await pad.boundingBox())!;
  await page.mouse.move(x + 60, y + 50);
  await page.mouse.down();
  await page.mouse.move(x + 160, y + 50, { steps: 5 });
  await page.mouse.move(x + 100, y + 190, { steps: 8 });
  await page.mouse.up();
}

/** Waits for the hint where a new text was written, then trains. */
async function train(page: Page, hint?: string): Promise<void> {
  const editor = page.locator('.monaco-editor').first();
  if (hint) await ui.seeText(editor, hint);
  await ui.clickWord(page, editor, 'Conv2D');
  await ui.runCommand(page, 'ConvLint: Train Model');
}

function trainingPanel(page: Page, phase: string): Promise<Frame> {
  return ui.webview(page, `main header[data-phase="${phase}"]`);
}

function comparison(page: Page): Promise<Frame> {
  return ui.webview(page, 'main > .legend');
}

/** How many pixels have a colour. */
function pixelsOf({ data }: PNG, [red, green, blue]: readonly number[]): number {
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) count++;
  }
  return count;
}

async function epochNumbers(panel: Frame): Promise<number[]> {
  const cells = await panel.locator('#epochs tbody th').allTextContents();
  return cells.map((text) => Number.parseInt(text, 10));
}

async function closeTab(page: Page, title: string): Promise<void> {
  const tab = page.locator('.tab', { hasText: title });
  await tab.locator('.codicon-close').click();
  await tab.waitFor({ state: 'detached' });
}

async function runRows(page: Page): Promise<Locator> {
  await ui.runCommand(page, 'Explorer: Focus on Training Runs View');
  const rows = page.locator('.pane', { hasText: 'Training Runs' }).locator('.monaco-list-row');
  await rows.first().waitFor(PATIENCE);
  return rows;
}

async function openNewestRun(page: Page): Promise<void> {
  const row = (await runRows(page)).first();
  const tab = page.locator('.tab', { hasText: 'Training: digits' });
  await retry('the panel of the newest run', PATIENCE.timeout, async () => {
    await row.click({ timeout: 2000 });
    await tab.waitFor({ timeout: 3000 });
    return true;
  });
}

/** The newest first. */
function runs(): RunRecord[] {
  const root = join(folder, '.convlint', 'runs');
  const records = readdirSync(root).map((name) => JSON.parse(readFileSync(join(root, name, 'run.json'), 'utf8')));
  return (records as RunRecord[]).sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}
