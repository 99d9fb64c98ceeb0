/** Hovers, hints, lenses, problems and fixes in each kind of document. */
import { match, ok, strictEqual } from 'node:assert';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { hints, hoverOn, lenses, openNotebook, openText, problems, ruleOf, until } from './documents';

const BODY = `
x = layers.Conv2D(16, 3, strides=2, activation="relu")(xin)
x = layers.Flatten()(x)
model = keras.Model(xin, layers.Dense(10, activation="softmax")(x))
`;
const PYTHON = `import keras
from keras import layers
xin = layers.Input((28, 28, 1))${BODY}`;

const TYPESCRIPT = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 16, kernelSize: 3, strides: 2 }));
model.add(tf.layers.flatten());
`;

const SPEC = `{
  "input": [28, 28, 1],
  "layers": [{ "layer": "Conv2D", "filters": 16, "kernelSize": 3, "strides": 2 }, "Flatten"]
}`;

/** Of the first convolution: 16 filters of 3 x 3 x 1 weights and a bias. */
const CONVOLUTION = /\(None, 13, 13, 16\)( · |.*)160/;

describe('a document has hovers, hints, lenses and problems', () => {
  const documents = [
    ['a Python file', 'model.py', PYTHON, 'Conv2D'],
    ['a TypeScript file', 'model.ts', TYPESCRIPT, 'conv2d'],
    ['a JavaScript file', 'model.js', TYPESCRIPT, 'conv2d'],
    ['a layer spec', 'model.convlint.json', SPEC, 'Conv2D'],
  ] as const;
  for (const [what, name, text, layer] of documents) {
    it(what, async () => {
      const document = await openText(name, text);
      await until(
        'the hints',
        () => hints(document),
        (all) => all.some((hint) => CONVOLUTION.test(hint)),
      );
      match(await hoverOn(document, layer), /\(28 − 3\) \/ 2/);
      const shown = await lenses(document);
      ok(
        shown.some((title) => /→ \(None, .*parameters/.test(title)),
        shown.join('\n'),
      );
      ok(shown.includes('$(play) Train') || shown.some((title) => /Train$/.test(title)), shown.join('\n'));
      const found = await until(
        'the problems',
        () => problems(document),
        (all) => all.length > 0,
      );
      ok(found.map(ruleOf).includes('stride-drops-pixels'), found.map(ruleOf).join());
    });
  }

  it('a Keras model file', async () => {
    const file = join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'conv_mnist_keras3.json');
    const document = await vscode.workspace.openTextDocument(file);
    await until(
      'the hints',
      () => hints(document),
      (all) => all.some((hint) => hint.includes('(None, 13, 13, 16)')),
    );
  });

  it('a cell of a notebook, from what the cells before it say', async () => {
    const notebook = await openNotebook('model.ipynb', [
      'import keras\nfrom keras import layers\nxin = layers.Input((28, 28, 1))',
      BODY.trim(),
    ]);
    const cell = notebook.cellAt(1).document;
    await until(
      'the hints',
      () => hints(cell),
      (all) => all.some((hint) => CONVOLUTION.test(hint)),
    );
    match(await hoverOn(cell, 'Conv2D'), /\(28 − 3\) \/ 2/);
    ok((await lenses(cell)).some((title) => /parameters/.test(title)));
    await until(
      'the problems',
      () => problems(cell),
      (all) => all.map(ruleOf).includes('stride-drops-pixels'),
    );
  });
});

describe('while a notebook is edited', () => {
  it('a change in one cell is seen in the next, and so is a cell that is put in or taken out', async () => {
    const notebook = await openNotebook('edited.ipynb', [
      'from keras import layers\nxin = layers.Input((28, 28, 1))',
      'x = layers.Conv2D(4, 3)(xin)',
    ]);
    const cell = notebook.cellAt(1).document;
    const says = (shape: string) =>
      until(
        `the hint ${shape}`,
        () => hints(cell),
        (all) => all.some((hint) => hint.includes(shape)),
      );
    await says('(None, 26, 26, 4)');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(notebook.cellAt(0).document.uri, new vscode.Range(1, 20, 1, 22), '10');
    await vscode.workspace.applyEdit(edit);
    await says('(None, 8, 26, 4)');

    const put = new vscode.WorkspaceEdit();
    const inserted = new vscode.NotebookCellData(
      vscode.NotebookCellKind.Code,
      'xin = layers.Input((9, 9, 1))',
      'python',
    );
    put.set(notebook.uri, [vscode.NotebookEdit.insertCells(1, [inserted])]);
    await vscode.workspace.applyEdit(put);
    await says('(None, 7, 7, 4)');

    const taken = new vscode.WorkspaceEdit();
    taken.set(notebook.uri, [vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(1, 2))]);
    await vscode.workspace.applyEdit(taken);
    await says('(None, 8, 26, 4)');
  });
});

describe('a problem', () => {
  it('leads to the page of its rule', async () => {
    const document = await openText('linked.py', PYTHON);
    const found = await until(
      'the problem',
      () => problems(document),
      (all) => all.length > 0,
    );
    const { code } = found.find((each) => ruleOf(each) === 'stride-drops-pixels')!;
    if (typeof code !== 'object') throw new Error(`the rule is no link: ${code}`);
    const [argument] = JSON.parse(code.target.query);
    await vscode.commands.executeCommand(code.target.path, argument);
    await until(
      'the page',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label,
      (label) => label?.includes('stride-drops-pixels.md') === true,
    );
  });
});

describe('a fix of the teaching notebook', () => {
  it('changes the input to the channel that MNIST has, and the problem is gone', async () => {
    const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'conv_mnist.ipynb');
    const notebook = await vscode.workspace.openNotebookDocument(file);
    await vscode.window.showNotebookDocument(notebook);
    const cells = notebook.getCells();
    const fit = cells.find(({ document }) => document.getText().includes('mynet.fit('))!.document;
    const made = cells.find(({ document }) => document.getText().includes('Conv2D(16'))!.document;
    const found = await until(
      'the problem',
      () => problems(fit),
      (all) => all.map(ruleOf).includes('input-data-mismatch'),
    );
    const problem = found.find((each) => ruleOf(each) === 'input-data-mismatch')!;
    ok(problem.relatedInformation!.length > 1);
    // A cell that was never on the screen has no text model that could be asked.
    const at = cells.findIndex(({ document }) => document === fit);
    const place = new vscode.NotebookRange(at, at + 1);
    const editor = await vscode.window.showNotebookDocument(notebook, { selections: [place] });
    editor.revealRange(place, vscode.NotebookEditorRevealType.InCenter);
    const ask = () =>
      vscode.commands
        .executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          fit.uri,
          problem.range,
          vscode.CodeActionKind.QuickFix.value,
        )
        .then(
          (found) => found,
          () => [],
        );
    const actions = await until('the fix', ask, (all) => all.length > 0);
    const fix = actions.find(({ title }) => title.startsWith('Change the input to (28, 28, 1)'));
    ok(fix?.edit, actions.map(({ title }) => title).join('\n'));
    match(fix.title, /40,394 parameters/);
    await vscode.workspace.applyEdit(fix.edit);
    match(made.getText(), /shape=\(28,28,1\)/);
    await until(
      'no error',
      () => problems(fit),
      (all) => !all.map(ruleOf).includes('input-data-mismatch'),
    );
    // The example stays as it is.
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

describe('broken text', () => {
  const broken = [
    'x = layers.Conv2D(',
    'def f(:\n  model = keras.Sequential([layers.Dense(',
    '\u0000\u0001\u0002PNG\r\n\u001a',
    `${'['.repeat(5000)}`,
    'while True:\n    x = layers.Dense(2)(x)\n',
    'from nowhere import *\n%matplotlib inline\nInput(shape=None)\nConv2D(filters=-1, kernel_size=3)',
  ];
  it('leaves the server alive', async () => {
    for (const [i, text] of broken.entries()) {
      for (const name of [`broken${i}.py`, `broken${i}.ts`, `broken${i}.convlint.json`]) {
        const document = await openText(name, text).catch(() => null);
        // What VS Code itself takes for binary reaches no extension.
        if (!document) continue;
        await hints(document);
        await lenses(document);
      }
    }
    const sound = await openText('sound.py', PYTHON);
    const shown = await until(
      'the hints',
      () => hints(sound),
      (all) => all.length > 0,
    );
    strictEqual(
      shown.some((hint) => CONVOLUTION.test(hint)),
      true,
    );
  });

  it('shows while it is typed what can be known', async () => {
    const document = await openText('typed.py', PYTHON);
    await until(
      'the hints',
      () => hints(document),
      (all) => all.some((hint) => CONVOLUTION.test(hint)),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(document.lineCount, 0), 'y = layers.Conv2D(8, ');
    await vscode.workspace.applyEdit(edit);
    await until(
      'the hints',
      () => hints(document),
      (all) => all.some((hint) => CONVOLUTION.test(hint)),
    );
  });
});
