/** The server while somebody types: no alarm over half-typed code, no answer for an older text, nothing left of closed documents. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Session } from './session';

const head = 'from keras import Input, layers\nx = Input((8, 8, 1))\n';
const wrong = `${head}y = layers.Conv2D(4, 9)(x)\n`;

describe('the server while somebody types', () => {
  let session: Session;
  beforeAll(async () => {
    session = new Session();
    await session.start();
  });
  afterAll(() => session.dispose());

  it('shows the problems of a file that is opened, with the version they belong to', async () => {
    const uri = 'untitled:opened.py';
    await session.open(uri, wrong);
    await vi.waitFor(() => expect(session.last(uri)).toEqual({ version: 1, codes: ['window-too-large'] }), 5000);
  });

  it('never shows an error while a line is typed, and the real one when the typing rests', async () => {
    const uri = 'untitled:typed.py';
    await session.open(uri, head);
    await vi.waitFor(() => expect(session.last(uri)).toBeDefined(), 5000);
    const line = 'y = layers.Conv2D(4, 9)(x)\n';
    let version = 1;
    for (let i = 1; i <= line.length; i++) {
      version = await session.change(uri, head + line.slice(0, i));
      if (i % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 150));
    }
    await vi.waitFor(() => expect(session.last(uri)).toEqual({ version, codes: ['window-too-large'] }), 5000);
    const before = session.published.get(uri)!.filter((each) => each.version !== version);
    expect(before.flatMap(({ codes }) => codes)).toEqual([]);
  });

  it('takes a mended problem away without waiting for a rest', async () => {
    const uri = 'untitled:mended.py';
    await session.open(uri, wrong);
    await vi.waitFor(() => expect(session.last(uri)?.codes).toEqual(['window-too-large']), 5000);
    const start = performance.now();
    await session.change(uri, wrong.replace('9', '3'));
    await vi.waitFor(() => expect(session.last(uri)?.codes).not.toContain('window-too-large'), {
      timeout: 5000,
      interval: 10,
    });
    expect(performance.now() - start).toBeLessThan(800);
  });

  it('offers the fixes of a problem before the comments that silence it', async () => {
    const uri = 'untitled:ignored.py';
    await session.open(uri, wrong);
    const at = { line: 2, character: 21 };
    const actions = await session.client.sendRequest<{ title: string; edit: { changes: object } }[]>(
      'textDocument/codeAction',
      { textDocument: { uri }, range: { start: at, end: at }, context: { diagnostics: [] } },
    );
    const titles = actions.map(({ title }) => title);
    expect(titles.at(0)).toBe('Pad the edges of this layer');
    expect(titles.slice(-2)).toEqual(['Ignore window-too-large on this line', 'Ignore window-too-large in this file']);
    const end = { line: 2, character: wrong.split('\n')[2]!.length };
    expect(actions.at(-2)!.edit.changes).toEqual({
      [uri]: [{ range: { start: end, end }, newText: '  # convlint: ignore[window-too-large]' }],
    });
    await session.change(uri, `${wrong.trimEnd()}  # convlint: ignore[window-too-large]\n`);
    await vi.waitFor(() => expect(session.last(uri)).toEqual({ version: 2, codes: [] }), 5000);
  });

  it('does not answer a question whose text has changed since', async () => {
    const uri = 'untitled:race.py';
    await session.open(uri, `${head}y = layers.Dense(2)(x)\n`);
    const asked = session.client.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: { line: 2, character: 12 },
    });
    const changed = session.change(uri, `# a line\n# another\n${head}y = layers.Dense(3)(x)\n`);
    const [answer] = await Promise.allSettled([asked, changed]);
    // Either it was answered before the change, or not at all: never with a place of the other text.
    if (answer.status === 'fulfilled') expect(JSON.stringify(answer.value)).not.toContain('units=3');
    else expect(String(answer.reason)).toContain('the text changed');
    const hints = (await session.hints(uri))!;
    expect(hints.find(({ label }) => label.includes('8, 8, 3'))?.position.line).toBe(4);
  });

  it('answers nothing to a question that was taken back', async () => {
    const uri = 'untitled:back.py';
    await session.open(uri, wrong);
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const asked = session.client.sendRequest('textDocument/codeLens', { textDocument: { uri } }, source.token);
    source.cancel();
    await expect(asked).rejects.toThrow();
  });

  it('forgets a document that is closed, and knows it again as another language', async () => {
    const uri = 'untitled:again';
    await session.open(uri, wrong);
    await vi.waitFor(() => expect(session.last(uri)?.codes).toEqual(['window-too-large']), 5000);
    await session.close(uri);
    await vi.waitFor(() => expect(session.last(uri)?.codes).toEqual([]), 5000);
    expect(await session.hints(uri)).toEqual([]);
    await session.open(uri, '{"layers": [{"layer": "Dense", "units": 3}]}', 'plaintext');
    expect(await session.hints(uri)).toEqual([]);
    await session.close(uri);
    await session.open(uri, `${head}y = layers.Dense(5)(x)\n`);
    expect((await session.hints(uri))!.map(({ label }) => label).join()).toContain('8, 8, 5');
  });
});
