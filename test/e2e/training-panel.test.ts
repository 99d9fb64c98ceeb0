/** The training panel in a real VS Code: pause, look into the model, draw a digit, stop, train again with other settings, and at every size. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import * as ui from '../support/vscode/ui';
import { useVscode } from '../support/vscode/use-vscode';

const folder = mkdtempSync(join(tmpdir(), 'convlint-e2e-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, '.vscode'));
writeFileSync(
  join(folder, '.vscode', 'settings.json'),
  JSON.stringify({ 'convlint.training.maxSamples': 2000, 'convlint.training.engine': 'built-in' }),
);
writeFileSync(
  join(folder, 'digits.py'),
  `from keras import Input, Sequential, layers
from keras.datasets import mnist

(x_train, y_train), (x_test, y_test) = mnist.load_data()

digits = Sequential([
    Input((28, 28, 1)),
    layers.Conv2D(8, 5, strides=2, activation="relu"),
    layers.Conv2D(16, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
digits.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
digits.fit(x_train / 255.0, y_train, epochs=400, batch_size=32, validation_data=(x_test / 255.0, y_test))
`,
);

const PATIENCE = { timeout: 60_000 };
const vscode = useVscode({
  folder,
  open: 'digits.py',
  size: { width: 1600, height: 1000 },
});
let panel: Frame;
const phase = (name: string) => panel.locator(`header[data-phase="${name}"]`).waitFor(PATIENCE);
const press = (name: string) => panel.getByRole('button', { name, exact: true }).click();

describe('the training panel in VS Code', () => {
  it('pauses and continues', async () => {
    const { page } = vscode();
    const editor = page.locator('.monaco-editor').first();
    await ui.seeText(editor, '→ (None, 12, 12, 8) · 208');
    await page.keyboard.press('Control+B');
    await ui.clickWord(page, editor, 'Conv2D');
    await ui.runCommand(page, 'ConvLint: Train Model');
    panel = await ui.webview(page, 'main header[data-phase]');
    await phase('training');
    await panel.locator('#epochs tbody tr').nth(1).waitFor(PATIENCE);
    await press('Pause');
    await phase('paused');
    const step = () => panel.locator('.facts').textContent();
    const before = await step();
    // The trainer is there and answers, but takes no step.
    await panel.locator('.sample-choice').first().click();
    await panel.locator('.activation').nth(4).waitFor(PATIENCE);
    expect(await step()).toBe(before);
  });

  it('shows what each layer makes of a sample, and what a drawn digit is taken for', async () => {
    const { page, screenshot } = vscode();
    expect(await panel.locator('.activation').count()).toBe(5);
    const pad = panel.locator('.pad');
    await pad.scrollIntoViewIfNeeded();
    const box = (await pad.boundingBox())!;
    await page.mouse.move(box.x + 112, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + 112, box.y + 195, { steps: 8 });
    await page.mouse.up();
    await panel.locator('.drawing-verdict', { hasText: /^This is \d, with/ }).waitFor(PATIENCE);
    await screenshot('training-draw');
    await press('Continue');
    await phase('training');
  });

  it('stops, restores the best epoch, and the saved model still answers', async () => {
    await press('Stop');
    await phase('stopped');
    const best = panel.getByRole('button', { name: 'Restore Best Epoch' });
    if (await best.isVisible()) {
      await best.click();
      await panel.locator('.message', { hasText: 'the best one' }).waitFor(PATIENCE);
    }
    await press('Clear');
    await panel.locator('.pad').focus();
    for (const key of [' ', ...Array<string>(14).fill('ArrowDown'), ' ']) await panel.locator('.pad').press(key);
    await panel.locator('.drawing-verdict', { hasText: /^This is \d, with/ }).waitFor(PATIENCE);
  });

  it('trains again with other settings', async () => {
    await press('Train Again');
    await panel.locator('#setting-epochs').fill('0');
    await panel.getByText('Epochs must be a whole number from 1 to 100,000.').waitFor();
    await panel.locator('#setting-epochs').fill('2');
    await panel.locator('#setting-optimizer').selectOption('sgd');
    await panel.locator('#setting-learningRate').fill('0.05');
    await press('Train With These Settings');
    await phase('finished');
    expect(await panel.locator('#epochs tbody tr').count()).toBe(2);
    await press('Train Again');
    expect(await panel.locator('#setting-optimizer').inputValue()).toBe('sgd');
    expect(await panel.locator('#setting-learningRate').inputValue()).toBe('0.05');
    await press('Train Again');
  });

  it('can be read in a narrow and in a wide window, dark and light', async () => {
    const { page, screenshot } = vscode();
    await panel.locator('h1').click();
    await ui.runCommand(page, 'View: Close Editors in Other Groups');
    for (const theme of ['light', 'dark']) {
      const isShown = () => panel.evaluate((name) => document.body.classList.contains(name), `vscode-${theme}`);
      if (!(await isShown())) await ui.runCommand(page, 'Preferences: Toggle between Light/Dark Themes');
      await expect.poll(isShown, PATIENCE).toBe(true);
      for (const width of [1648, 448]) {
        await page.setViewportSize({ width, height: 1000 });
        await expect
          .poll(() => panel.evaluate(() => document.documentElement.scrollWidth - window.innerWidth))
          .toBeLessThanOrEqual(0);
        await screenshot(`training-${theme}-${width}`);
      }
      await page.setViewportSize({ width: 1600, height: 1000 });
    }
  });
});
