/** What a person does in VS Code's window and what they see there. The selectors are those of VS Code 1.100. */
import type { Frame, Locator, Page } from 'playwright-core';
import { retry } from './retry';

const PATIENCE_MS = 30_000;

/** Runs a command by its label in the palette, for example `ConvLint: Train Model`; waits until its extension is known. */
export async function runCommand(page: Page, label: string): Promise<void> {
  await pickQuickly(page, 'F1', `>${label}`, label);
}

/**
 * Chooses a colour theme by its label, for example `Dark Modern`: settings files do not reach the theme of a VS Code in a browser.
 * The picker lists the themes known when it opens, so it is opened again until its extensions have brought them.
 */
export async function chooseTheme(page: Page, label: string): Promise<void> {
  const widget = page.locator('.quick-input-widget');
  const rows = widget.locator('.monaco-list-row');
  const theme = rows.filter({ has: page.getByText(label, { exact: true }) }).first();
  await retry(`the colour theme ${label}`, PATIENCE_MS, async () => {
    await runCommand(page, 'Preferences: Color Theme');
    try {
      // The list of themes comes after the list of commands has gone.
      await rows.filter({ hasText: 'Solarized Light' }).first().waitFor({ timeout: 3000 });
      await widget.locator('input[type=text]').first().fill(label);
      await theme.click({ timeout: 2000 });
      await widget.waitFor({ state: 'hidden', timeout: 2000 });
    } catch (error) {
      await page.keyboard.press('Escape');
      throw error;
    }
    return true;
  });
}

/** Chooses an entry of a list that VS Code has opened. */
export async function choose(page: Page, label: string): Promise<void> {
  const rows = page.locator('.quick-input-widget .monaco-list-row');
  await rows.filter({ has: page.getByText(label, { exact: true }) }).click();
}

/** Opens the context menu of an element and chooses an entry; again where the menu does not take the click. */
export async function chooseInMenu(page: Page, target: Locator, label: string): Promise<void> {
  const entry = page.locator('.context-view .action-label', { hasText: label });
  await retry(`${label} in the context menu`, PATIENCE_MS, async () => {
    try {
      await target.click({ button: 'right', timeout: 2000 });
      await entry.hover({ timeout: 2000 });
      await entry.click({ timeout: 2000 });
      await entry.waitFor({ state: 'hidden', timeout: 1000 });
    } catch (error) {
      await page.keyboard.press('Escape');
      throw error;
    }
    return true;
  });
}

/** Saves at the place that a dialog proposes, once that ends with `name`. */
export async function save(page: Page, name: string): Promise<void> {
  const widget = page.locator('.quick-input-widget');
  const input = widget.locator('input[type=text]').first();
  await retry(`the proposed place ${name}`, PATIENCE_MS, async () => {
    if (!(await input.inputValue({ timeout: 1000 })).endsWith(name)) return undefined;
    await widget.getByRole('button', { name: 'OK' }).click({ timeout: 1000 });
    return true;
  });
  await widget.waitFor({ state: 'hidden', timeout: PATIENCE_MS });
}

/** Opens a file of the workspace by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  await pickQuickly(page, 'Control+P', name, name);
  await page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor();
}

/** The editor in front. */
export function editor(page: Page): Locator {
  return page.locator('.editor-instance .monaco-editor').filter({ visible: true }).first();
}

/** The code cell that contains `text`, scrolled into view: a notebook draws only the cells around what its window shows. */
export async function codeCell(page: Page, text: string): Promise<Locator> {
  const notebook = page.locator('.notebookOverlay .cell-list-container').filter({ visible: true }).first();
  const cell = notebook
    .locator('.monaco-list-row.code-cell-row .monaco-editor')
    .filter({ has: page.locator('.view-lines', { hasText: text }) })
    .first();
  await notebook.waitFor({ timeout: PATIENCE_MS });
  let direction = 1;
  let before = '';
  return retry(`a cell with ${text}`, PATIENCE_MS, async () => {
    const frame = (await notebook.boundingBox())!;
    const box = (await cell.count()) > 0 ? await cell.boundingBox() : null;
    if (box !== null && isInside(box, frame)) return cell;

    // The left margin scrolls the notebook and never an editor or an output.
    await page.mouse.move(frame.x + 5, frame.y + frame.height / 2);
    const drawn = (await notebook.locator('.monaco-list-rows').first().getAttribute('style')) ?? '';
    if (drawn === before) direction = -direction;
    before = box === null ? drawn : '';
    const distance = box === null ? direction * frame.height : box.y - frame.y - 40;
    // One turn of the wheel is 50 pixels whatever its size, and five times as much with Alt.
    const far = Math.abs(distance) > 250;
    if (far) await page.keyboard.down('Alt');
    await page.mouse.wheel(0, distance);
    if (far) await page.keyboard.up('Alt');
    return undefined;
  });
}

interface Box {
  readonly y: number;
  readonly height: number;
}

/** Whether a box is seen from its top to its end, or as much of it as there is room for. */
function isInside(box: Box, frame: Box): boolean {
  const room = Math.max(frame.height - box.height, 60);
  return box.y >= frame.y && box.y - frame.y <= room;
}

/** Text of an editor as it is shown, with its inlay hints. */
async function shownText(editor: Locator): Promise<string> {
  const lines = await editor.locator('.view-line').evaluateAll((elements) =>
    elements
      .map((element) => ({ top: (element as HTMLElement).offsetTop, text: element.textContent ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

/** Waits until an editor shows `text`, inlay hints included. */
export async function seeText(editor: Locator, text: string): Promise<void> {
  await retry(`the text ${text}`, PATIENCE_MS, async () =>
    (await shownText(editor)).includes(text) ? true : undefined,
  );
}

/** Code lenses of an editor. */
export function lenses(editor: Locator): Locator {
  return editor.locator('.codelens-decoration');
}

/** Moves the mouse over the nth (from 0) `word` of an editor and returns the hover that contains `has`. */
export async function hover(page: Page, editor: Locator, word: string, has: string, nth = 0): Promise<Locator> {
  // Hidden hovers of earlier places stay in the page.
  const shown = page.locator('.monaco-hover').filter({ visible: true, hasText: has }).first();
  return retry(`a hover with ${has} on ${word}`, PATIENCE_MS, async () => {
    const point = await middleOf(editor, word, nth);
    if (point === undefined) return undefined;
    await page.mouse.move(point.x - 20, point.y + 40);
    await page.mouse.move(point.x, point.y, { steps: 4 });
    await shown.waitFor({ timeout: 2500 });
    return shown;
  });
}

/** Turns the wheel over a hover that stands above the mouse, 50 pixels each time; the mouse walks, because a leap closes it. */
export async function scrollHover(page: Page, hover: Locator, turns: number): Promise<void> {
  const { x, y, height } = (await hover.boundingBox())!;
  await page.mouse.move(x + 40, y + height - 20, { steps: 10 });
  for (let turn = 0; turn < turns; turn++) {
    await page.mouse.wheel(0, 100);
    await page.waitForTimeout(200);
  }
}

/** Puts the cursor into the nth (from 0) `word` of an editor. */
export async function clickWord(page: Page, editor: Locator, word: string, nth = 0): Promise<void> {
  const point = await retry(`the word ${word}`, PATIENCE_MS, () => middleOf(editor, word, nth));
  await page.mouse.click(point.x, point.y);
}

/** Opens the lightbulb menu at the cursor and chooses the fix whose title contains `title`. */
export async function applyFix(page: Page, title: string): Promise<void> {
  const row = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  await retry(`the fix ${title}`, PATIENCE_MS, async () => {
    await page.keyboard.press('Control+.');
    await row.waitFor({ timeout: 2500 }).catch(async (error) => {
      await page.keyboard.press('Escape');
      throw error;
    });
    // The menu lies under a layer that takes clicks beside it, so it is walked by keyboard.
    for (let i = 0; i < 20 && !(await row.getAttribute('class'))?.includes('focused'); i++)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    return true;
  });
}

/** Opens the Problems panel and returns its rows: one per file, and one per problem below it. */
export async function problems(page: Page): Promise<Locator> {
  await runCommand(page, 'Problems: Focus on Problems View');
  const panel = page.locator('.markers-panel');
  await panel.waitFor();
  return panel.locator('.monaco-list-row');
}

/** A notification that contains `text`. */
export function notification(page: Page, text: string): Locator {
  return page.locator('.notifications-toasts .notification-list-item', { hasText: text });
}

/** The document inside the webview that shows `selector`; it lies two frames deep. */
export async function webview(page: Page, selector: string): Promise<Frame> {
  return retry(`a webview with ${selector}`, PATIENCE_MS, async () => {
    for (const frame of page.frames().filter((frame) => frame.name() !== '')) {
      if ((await frame.$(selector).catch(() => null)) !== null) return frame;
    }
    return undefined;
  });
}

/** Opens a quick pick by a key, types into it and clicks the row `label`; again until the row exists. */
async function pickQuickly(page: Page, key: string, text: string, label: string): Promise<void> {
  const widget = page.locator('.quick-input-widget');
  await retry(`${label} in the quick pick`, PATIENCE_MS, async () => {
    await page.keyboard.press(key);
    const input = widget.locator('input[type=text]').first();
    // A workbench that is still starting does not hear the key.
    await input.waitFor({ timeout: 3000 });
    await input.fill(text);
    const row = widget
      .locator('.monaco-list-row')
      .filter({ has: page.getByText(label, { exact: true }) })
      .first();
    try {
      await row.click({ timeout: 2000 });
    } catch (error) {
      await page.keyboard.press('Escape');
      throw error;
    }
    return true;
  });
}

/** Where the middle of the nth `word` is on the page. Spans of one line end anywhere, so a DOM range is measured. */
function middleOf(editor: Locator, word: string, nth: number): Promise<{ x: number; y: number } | undefined> {
  return editor.evaluate(
    (element, { word, nth }) => {
      const lines = [...element.querySelectorAll<HTMLElement>('.view-line')].sort((a, b) => a.offsetTop - b.offsetTop);
      let left = nth;
      for (const line of lines) {
        const nodes: Text[] = [];
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) nodes.push(node as Text);
        const text = nodes
          .map((node) => node.data)
          .join('')
          .replaceAll('\u00a0', ' ');
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
          if (left-- > 0) continue;
          let offset = at + (word.length >> 1);
          let index = 0;
          while (offset >= nodes[index]!.length) offset -= nodes[index++]!.length;
          const range = document.createRange();
          range.setStart(nodes[index]!, offset);
          range.setEnd(nodes[index]!, offset + 1);
          const box = range.getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        }
      }
      return undefined;
    },
    { word, nth },
  );
}
