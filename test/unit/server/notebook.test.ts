/** Cells that are added, moved and removed: the notebook is always analysed as it stands. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Session } from './session';

const notebook = 'untitled:book.ipynb';
const cell = (name: string): string => `vscode-notebook-cell:book.ipynb#${name}`;
const texts = {
  a: 'from keras import Input, layers\nx = Input((8, 8, 1))',
  b: 'x = layers.Conv2D(2, 3)(x)',
  c: 'y = layers.Conv2D(4, 7)(x)',
};

let session: Session;
let version = 1;

beforeAll(async () => {
  session = new Session();
  await session.start();
  await session.client.sendNotification('notebookDocument/didOpen', {
    notebookDocument: {
      uri: notebook,
      notebookType: 'jupyter-notebook',
      version,
      cells: [
        { kind: 2, document: cell('a') },
        { kind: 2, document: cell('c') },
      ],
    },
    cellTextDocuments: [document('a'), document('c')],
  });
});
afterAll(() => session.dispose());

function document(name: keyof typeof texts) {
  return { uri: cell(name), languageId: 'python', version: 1, text: texts[name] };
}

async function changeStructure(
  start: number,
  deleteCount: number,
  names: readonly (keyof typeof texts)[],
  opened: readonly (keyof typeof texts)[],
  closed: readonly (keyof typeof texts)[],
): Promise<void> {
  version++;
  await session.client.sendNotification('notebookDocument/didChange', {
    notebookDocument: { uri: notebook, version },
    change: {
      cells: {
        structure: {
          array: { start, deleteCount, cells: names.map((name) => ({ kind: 2, document: cell(name) })) },
          didOpen: opened.map(document),
          didClose: closed.map((name) => ({ uri: cell(name) })),
        },
      },
    },
  });
}

const labels = async (name: string): Promise<string[]> =>
  ((await session.hints(cell(name))) ?? []).map(({ label }) => label);

it('a cell that is put between changes those after it', async () => {
  expect((await labels('c')).join()).toContain('(None, 2, 2, 4)');
  await changeStructure(1, 0, ['b'], ['b'], []);
  expect((await labels('b')).join()).toContain('(None, 6, 6, 2)');
  await vi.waitFor(() => expect(session.last(cell('c'))?.codes).toEqual(['window-too-large']), 5000);
});

it('a cell that is moved counts from its new place', async () => {
  await changeStructure(1, 2, ['c', 'b'], [], []);
  expect((await labels('c')).join()).toContain('(None, 2, 2, 4)');
  await vi.waitFor(() => expect(session.last(cell('c'))?.codes).not.toContain('window-too-large'), 5000);
});

it('a cell that is removed has neither hints nor problems', async () => {
  await changeStructure(1, 2, ['b'], [], ['c']);
  await vi.waitFor(() => expect(session.last(cell('c'))?.codes).toEqual([]), 5000);
  expect(await labels('c')).toEqual([]);
  expect((await labels('b')).join()).toContain('(None, 6, 6, 2)');
});
