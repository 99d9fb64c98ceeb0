/** The way of a person through the teaching notebook in a real VS Code: see, understand, fix, train. Takes the pictures of the README. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../support/vscode/open-vscode';
import { pictureFile, renewsPictures } from '../support/vscode/pictures';
import * as ui from '../support/vscode/ui';
import { useVscode } from '../support/vscode/use-vscode';

// The fix changes the notebook, so a copy is opened.
const place = mkdtempSync(join(tmpdir(), 'convlint-'));
const folder = join(place, 'examples');
cpSync(join(projectRoot, 'examples'), folder, { recursive: true });
mkdirSync(join(folder, '.vscode'));
writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'convlint.training.maxSamples': 60_000 }));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const vscode = useVscode({
  folder,
  open: 'conv_mnist.ipynb',
  ...(renewsPictures ? { theme: 'dark' as const } : {}),
  size: { width: 1280, height: 800 },
});

describe('the teaching notebook in VS Code', () => {
  it('shows shape and parameter count at every layer, and the totals over the model', async () => {
    const cell = await ui.codeCell(vscode().page, 'Conv2D(16');
    await ui.seeText(cell, '→ (None, 13, 13, 16) · 736');
    await ui.seeText(cell, '→ (None, 6, 6, 32) · 4,640');
    await ui.seeText(cell, '→ (None, 2, 2, 64) · 18,496');
    await ui.seeText(cell, '→ (None, 64) · 16,448');
    await ui.seeText(cell, '→ (None, 10) · 650');
    await ui.lenses(cell).filter({ hasText: '40,970 parameters' }).first().waitFor();
    await vscode().screenshot(pictureFile('hints'));
    await vscode().screenshot(pictureFile('walkthrough/hints'), cell);
  });

  it('explains a layer in a hover: formula with numbers, weights, a picture of the window', async () => {
    const { page, screenshot } = vscode();
    await page.keyboard.press('Control+B');
    const cell = await ui.codeCell(page, 'Conv2D(16');
    const hover = await ui.hover(page, cell, '16,(3,3)', '⌊(28 − 3) / 2⌋ + 1');
    const text = await hover.textContent();
    expect(text).toContain('⌊(I − K) / S⌋ + 1');
    expect(text).toContain('3 × 3 × 5 × 16');
    expect(text).toContain('46 × 16 = 736');
    const picture = hover.locator('img').first();
    await picture.waitFor();
    expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);
    await screenshot(pictureFile('hover'));
    await ui.scrollHover(page, hover, 2);
    await screenshot(pictureFile('walkthrough/hover'), hover);
    await page.keyboard.press('Escape');
  });

  it('reports that the network wants 5 channels where MNIST has 1', async () => {
    const { page, screenshot } = vscode();
    const rows = await ui.problems(page);
    await rows
      .filter({ hasText: 'mynet takes (None, 28, 28, 5) but the data have shape (60000, 28, 28, 1)' })
      .first()
      .waitFor();
    await rows.filter({ hasText: 'stride-drops-pixels' }).first().waitFor();
    await screenshot(pictureFile('problems'));
    await screenshot(pictureFile('walkthrough/problems'), page.locator('.part.panel'));
    await ui.runCommand(page, 'View: Toggle Panel Visibility');
  });

  it('mends it with one click', async () => {
    const { page, screenshot } = vscode();
    const fit = await ui.codeCell(page, 'mynet.fit');
    await ui.clickWord(page, fit, 'x_train');
    await ui.applyFix(page, 'Change the input to (28, 28, 1)');
    const cell = await ui.codeCell(page, 'Conv2D(16');
    await ui.seeText(cell, 'Input(shape=(28,28,1))');
    await ui.seeText(cell, '→ (None, 13, 13, 16) · 160');
    await ui.lenses(cell).filter({ hasText: '40,394 parameters' }).first().waitFor();
    await screenshot(pictureFile('fixed'));
    await screenshot(pictureFile('walkthrough/fixed'), cell);
  });

  it('trains the model by the command palette, in a panel that shows how it learns', async () => {
    const { page, screenshot } = vscode();
    await ui.clickWord(page, await ui.codeCell(page, 'Conv2D(16'), 'Conv2D');
    await ui.runCommand(page, 'ConvLint: Train Model');
    const panel = await ui.webview(page, 'main header[data-phase]');
    await panel.locator('header[data-phase="training"]').waitFor({ timeout: 60_000 });
    await panel
      .locator('table', { hasText: 'val_sparse_categorical_accuracy' })
      .first()
      .locator('tbody tr')
      .nth(1)
      .waitFor({ timeout: 80_000 });
    await panel.locator('canvas').first().waitFor();
    await panel.locator('.engine').hover();
    await screenshot(pictureFile('training'));
    await screenshot(pictureFile('walkthrough/training'), page.locator('.editor-group-container').last());
    await panel
      .getByRole('button', { name: 'Stop' })
      .or(panel.locator('vscode-button', { hasText: 'Stop' }))
      .first()
      .click();
    await panel.locator('header[data-phase="stopped"]').waitFor({ timeout: 60_000 });
  });
});
