/** The teaching notebook in a real VS Code. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../support/vscode/open-vscode';
import { codeCell, seeText } from '../support/vscode/ui';
import { useVscode } from '../support/vscode/use-vscode';

const vscode = useVscode({ folder: join(projectRoot, 'examples'), open: 'conv_mnist.ipynb' });

it('opens as a notebook with its cells', async () => {
  const { page } = vscode();
  const cell = await codeCell(page, 'Conv2D(');
  await seeText(cell, 'Conv2D(');
  expect(await page.locator('.editor-group-container.active .tab.active').textContent()).toContain('conv_mnist.ipynb');
});
