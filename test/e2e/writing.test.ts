/** Writing a model in a real VS Code: words that are offered, hints that follow, and no alarm over what is half typed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as ui from '../support/vscode/ui';
import { useVscode } from '../support/vscode/use-vscode';

const folder = mkdtempSync(join(tmpdir(), 'convlint-e2e-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(
  join(folder, 'blocks.py'),
  `from keras import Input, Model, layers


def block(x, filters, stride=1):
    y = layers.Conv2D(
        filters,
        3,
        strides=stride,
        padding="same",
    )(x)
    y = layers.BatchNormalization()(y)
    return layers.ReLU()(y)


inputs = Input(shape=(32, 32, 3))
x = inputs
for filters in [16, 32, 64]:
    x = block(x, filters, stride=2)
x = layers.GlobalAveragePooling2D()(x)
model = Model(inputs, layers.Dense(10)(x))
`,
);
writeFileSync(
  join(folder, 'net.convlint.json'),
  `{
  "input": [28, 28, 1],
  "layers": [{ "layer": "Conv2D", "filters": 8, "kernelSize": 3 }, { "layer": "Flatten" }]
}
`,
);
writeFileSync(join(folder, 'typed.py'), 'from keras import Input, Sequential, layers\n\n');

const vscode = useVscode({ folder, open: 'typed.py', theme: 'dark', size: { width: 1280, height: 800 } });

describe('writing a model', () => {
  it('offers args and words, and shows no problem before the line is complete', async () => {
    const { page, screenshot } = vscode();
    const text = ui.editor(page);
    await ui.clickWord(page, text, 'Sequential');
    await page.keyboard.press('Control+End');
    const alarms = page.locator('.squiggly-error');
    await page.keyboard.type('model = Sequential()\nmodel.add(Input((28, 28, 1)))\n', { delay: 20 });
    await page.keyboard.type('model.add(layers.Conv2D(16, ', { delay: 20 });
    // Who looks at what is offered rests; only then the missing kernel_size may be told.
    expect(await alarms.count()).toBe(0);
    const offered = page.locator('.suggest-widget .monaco-list-row');
    await offered.filter({ hasText: 'kernel_size=' }).first().waitFor();
    await screenshot('completion');
    await page.keyboard.press('Escape');
    await page.keyboard.type('3, padding=', { delay: 20 });
    await offered.filter({ hasText: "'same'" }).first().waitFor();
    await expect.poll(() => alarms.count()).toBe(0);
    await screenshot('completion-words');
    await page.keyboard.press('Escape');
    await page.keyboard.type('"same', { delay: 20 });
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    await ui.seeText(text, '→ (None, 28, 28, 16) · 160');
    await screenshot('typed');
  });

  it('tells how shapes run where a function makes several layers, and explains names', async () => {
    const { page, screenshot } = vscode();
    await ui.openFile(page, 'blocks.py');
    const text = ui.editor(page);
    await ui.seeText(text, '3× (None, 16, 16, 16)…(None, 4, 4, 64)');
    await screenshot('blocks');
    await ui.hover(page, text, 'layers.Conv2D', '(None, 8, 8, 32)');
    await screenshot('blocks-hover');
    await page.keyboard.press('Escape');
    await ui.hover(page, text, 'strides=', 'Step of the window');
    await screenshot('argument-hover');
    await page.keyboard.press('Escape');
    await ui.hover(page, text, 'inputs', '(None, 32, 32, 3) float32');
    await page.keyboard.press('Escape');
  });

  it('colours the layers of a layer spec and no comma after them as a mistake', async () => {
    const { page, screenshot } = vscode();
    await ui.openFile(page, 'net.convlint.json');
    const text = ui.editor(page);
    await ui.seeText(text, '→ (None, 26, 26, 8) · 80');
    const coloursOf = (word: string) =>
      text.locator('.view-line span span').evaluateAll((spans, wanted) => {
        const found = spans.filter((span) => span.textContent?.replaceAll('\u00a0', ' ').trim() === wanted);
        return [...new Set(found.map((span) => getComputedStyle(span).color))];
      }, word);
    // Colours come a moment after the text.
    await expect.poll(async () => (await coloursOf('Conv2D')).length).toBe(1);
    await expect.poll(() => coloursOf(',')).toHaveLength(1);
    expect(await coloursOf('Flatten')).toEqual(await coloursOf('Conv2D'));
    expect(await coloursOf(',')).not.toEqual(await coloursOf('Conv2D'));
    await screenshot('layer-spec');
  });
});
