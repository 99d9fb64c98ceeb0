/** What people install, and not the project's folder: the packaged extension, unpacked where nothing of the project lies beside it. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { rules } from '../../src/core';
import { projectRoot } from '../support/vscode/open-vscode';
import * as ui from '../support/vscode/ui';
import { useVscode } from '../support/vscode/use-vscode';

const place = mkdtempSync(join(tmpdir(), 'convlint-packaged-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const extension = join(place, 'extension');
unpack(packaged(), place);

const folder = join(place, 'project');
cpSync(join(projectRoot, 'examples', 'conv_mnist.py'), join(folder, 'net.py'));
writeFileSync(
  join(folder, 'digits.py'),
  `from keras import Input, Sequential, layers

model = Sequential([
    Input((28, 28, 1)),
    layers.Conv2D(4, 3, strides=2, activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
`,
);

mkdirSync(join(folder, '.vscode'));
writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'convlint.training.maxSamples': 2000 }));

/** The set-up has made the project's own engine on this machine. */
const canBeMade = existsSync(join(projectRoot, '.cache', 'native-engine', 'ready.json'));
const vscode = useVscode({ folder, open: 'digits.py', extensions: [extension] });

describe('the packaged extension', () => {
  it('shows shapes and trains with the engine that comes with it', async () => {
    const { page } = vscode();
    const editor = page.locator('.monaco-editor').first();
    await ui.seeText(editor, '→ (None, 13, 13, 4) · 40');
    await seeEngine(page, 'built-in');
  });

  it.skipIf(!canBeMade)('keeps nothing of an installation of the native engine that is ended', async () => {
    const { page, storage } = vscode();
    const parts = () => (existsSync(storage) ? readdirSync(storage) : []).filter((name) => name.startsWith('native'));
    await ui.runCommand(page, INSTALL);
    await expect.poll(parts, PATIENCE).toHaveLength(1);
    const progress = ui.notification(page, 'Installing the native training engine');
    await progress.locator('.monaco-text-button', { hasText: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached', ...PATIENCE });
    await expect.poll(parts, PATIENCE).toEqual([]);

    await ui.runCommand(page, INSTALL);
    await expect.poll(parts, PATIENCE).toHaveLength(1);
    await ui.runCommand(page, 'Developer: Reload Window');
    await expect.poll(parts, PATIENCE).toEqual([]);
  });

  it.skipIf(!canBeMade)(
    'installs the native engine, which trains from then on',
    async () => {
      const { page } = vscode();
      await ui.runCommand(page, INSTALL);
      await ui.notification(page, 'The native training engine is installed.').waitFor({ timeout: 150_000 });
      await seeEngine(page, 'native');
    },
    180_000,
  );

  it('has the same command line', () => {
    const print = (cli: string) =>
      execFileSync(process.execPath, [cli, 'summary', join(folder, 'net.py')], { encoding: 'utf8' });
    expect(print(join(extension, 'dist', 'cli.js'))).toBe(print(join(projectRoot, 'dist', 'cli.js')));
  });

  it('brings the page of each rule, to which a problem leads', () => {
    const pages = rules.map(({ name }) => join(extension, 'docs', 'rules', `${name}.md`));
    expect(pages.filter((page) => !existsSync(page))).toEqual([]);
  });

  it('brings the licences of all that is bundled', () => {
    const licences = readFileSync(join(extension, 'dist', 'LICENCES.txt'), 'utf8');
    for (const name of ['@lezer/python', '@tensorflow/tfjs-core', 'uplot', 'vscode-languageserver'])
      expect(licences).toContain(`\n${name} `);
  });
});

const INSTALL = 'ConvLint: Install Native Training Engine';
const PATIENCE = { timeout: 30_000 };

/** Trains the model in front and waits until the panel names the engine. */
async function seeEngine(page: Page, engine: string): Promise<void> {
  await ui.clickWord(page, page.locator('.monaco-editor').first(), 'Conv2D');
  await ui.runCommand(page, 'ConvLint: Train Model');
  await ui.webview(page, `main header[data-phase="finished"] .engine:has-text("Engine ${engine}")`);
}

function packaged(): string {
  const file = join(place, 'convlint.vsix');
  execFileSync(process.execPath, [join(projectRoot, 'scripts', 'package.mjs'), '--out', file]);
  return file;
}

function unpack(archive: string, target: string): void {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(archive)))) {
    const file = join(target, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}
