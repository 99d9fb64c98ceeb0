/** A layer spec in the editor: VS Code's own JSON support completes and checks it by the schema that the extension brings. */
import { deepStrictEqual, ok } from 'node:assert';
import * as vscode from 'vscode';
import { openText, until } from './documents';

/** Labels that are offered at the first place of a mark, which is taken out. */
async function offered(name: string, marked: string): Promise<string[]> {
  const offset = marked.indexOf('§');
  const document = await openText(name, marked.replace('§', ''));
  return until(
    `completions in ${name}`,
    async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.positionAt(offset),
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    },
    // Words of the text are offered before the schema is read.
    (labels) => labels.length > 20 || labels.some((label) => /kernelSize|channels_last|valid/.test(label)),
  );
}

describe('a layer spec', () => {
  it('is completed with the names of layers', async () => {
    const labels = await offered('layers.convlint.json', '{ "input": [4], "layers": [{ "layer": "§" }] }');
    ok(
      labels.some((label) => label.includes('Conv2D')) && labels.some((label) => label.includes('Dense')),
      labels.join(),
    );
  });

  it('is completed with the arguments of the layer', async () => {
    const labels = await offered(
      'arguments.convlint.json',
      '{ "input": [8, 8, 1], "layers": [{ "layer": "Conv2D", "filters": 8, "§" }] }',
    );
    ok(labels.includes('kernelSize') && labels.includes('padding'), labels.join());
  });

  it('is completed with the words of an argument', async () => {
    const labels = await offered(
      'words.convlint.json',
      '{ "input": [8, 8, 1], "layers": [{ "layer": "Conv2D", "filters": 8, "kernelSize": 3, "padding": §}] }',
    );
    ok(labels.includes('"valid"') && labels.includes('"same"'), labels.join());
  });

  it('leads from a name to the layer that has it', async () => {
    const spec =
      '{ "inputs": { "left": [4], "right": [4] }, "layers": [{ "layer": "Add", "from": ["left", "right"] }] }';
    const document = await openText('names.convlint.json', spec);
    const from = spec.lastIndexOf('right');
    const found = await until(
      'the definition',
      () =>
        vscode.commands.executeCommand<vscode.LocationLink[]>(
          'vscode.executeDefinitionProvider',
          document.uri,
          document.positionAt(from),
        ),
      (all) => all.length > 0,
    );
    deepStrictEqual(
      found.map(({ targetSelectionRange }) => spec.slice(targetSelectionRange!.start.character).slice(0, 6)),
      ['right"'],
    );
  });

  it('is checked by its schema', async () => {
    const document = await openText(
      'wrong.convlint.json',
      '{ "input": [8, 8, 1], "layers": [{ "layer": "Conv2D", "filters": 8, "kernelSize": 3, "padding": "vaild" }], "layer": 1 }',
    );
    const found = await until(
      'the problems of the schema',
      () => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source !== 'ConvLint'),
      (all) => all.length > 1,
    );
    const places = found.map(({ range }) => document.getText(range));
    ok(places.includes('"vaild"') && places.some((text) => text.includes('layer')), places.join());
  });
});
