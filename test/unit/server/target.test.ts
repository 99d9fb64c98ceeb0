/** The server takes the version of Keras from the files of the workspace and from the settings, and takes notice when they change. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Session } from './session';

const folder = mkdtempSync(join(tmpdir(), 'convlint-target-'));
const requirements = join(folder, 'requirements.txt');
const uri = pathToFileURL(join(folder, 'a.py')).href;
const text = 'from keras import Input, layers\nx = Input((8, 8, 1))\ny = layers.Conv2D(4, 3)(x)\n';

let session: Session;

async function hover(): Promise<string> {
  const position = { line: 2, character: 12 };
  const answer: { contents: { value: string } } = await session.client.sendRequest('textDocument/hover', {
    textDocument: { uri },
    position,
  });
  return answer.contents.value;
}

beforeAll(async () => {
  writeFileSync(requirements, 'keras==3.4.1\n');
  session = new Session();
  const rootUri = pathToFileURL(folder).href;
  await session.client.sendRequest('initialize', { processId: null, rootUri, capabilities: {} });
  await session.client.sendNotification('initialized', {});
  await session.open(uri, text);
});
afterAll(() => {
  session.dispose();
  rmSync(folder, { recursive: true, force: true });
});

it('says for which Keras the numbers hold', async () => {
  expect(await hover()).toContain('*For Keras 3.4, as requirements.txt says.*');
});

it('takes notice of a file that changes', async () => {
  writeFileSync(requirements, 'keras==3.6.0\n');
  await session.client.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: pathToFileURL(requirements).href, type: 2 }],
  });
  await vi.waitFor(async () => expect(await hover()).toContain('*For Keras 3.6, as requirements.txt says.*'), 5000);
});

it('puts the settings first, and says nothing of the newest', async () => {
  const set = (keras: string) =>
    session.client.sendNotification('workspace/didChangeConfiguration', {
      settings: { convlint: { target: { keras } } },
    });
  await set('2.15');
  await vi.waitFor(async () => expect(await hover()).toContain('*For Keras 2.15, as the settings say.*'), 5000);
  await set('3.15');
  await vi.waitFor(async () => expect(await hover()).not.toContain('*For Keras'), 5000);
});
