/** Downloads from a server on this machine: what arrives whole, what does not, and what is left of it. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeIdxImages, writeIdxLabels } from '../../src/train/data/idx';
import { IDX_FILES, REMOTE_SETS, type RemoteFile } from '../../src/train/data/named/catalogue';
import { readCifar } from '../../src/train/data/named/cifar';
import { Cancelled, fetchFiles, MIRROR_VARIABLE } from '../../src/train/data/named/download';
import { readSet } from '../../src/train/data/named/load-named';
import { startTrainer } from '../../src/train/run-trainer';
import { buildTrainer, temporaryFolder } from './build-trainer';
import { job } from './jobs';

const scratch = temporaryFolder();
const content = Buffer.alloc(300_000, 'some bytes that are downloaded ');
let answer: (response: ServerResponse) => void;
let asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url!);
  answer(response);
});
let base: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  asked = [];
  server.closeAllConnections();
});
afterAll(() => {
  server.close();
  rmSync(scratch, { recursive: true, force: true });
});

function remote(name: string, bytes: Uint8Array = content): RemoteFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, url: `${base}/${name}`, size: bytes.length, sha256 };
}

async function fetched(storage: string, file: RemoteFile, folders: string[] = [], stop = () => false) {
  const steps: string[] = [];
  const host = { announce: (step: string) => void steps.push(step), stopRequested: stop };
  const files = await fetchFiles({ title: 'Some Set', files: [file] }, storage, folders, host);
  return { bytes: files.get(file.name)!, steps };
}

describe('a file', () => {
  it('is downloaded once, with progress, and read from the folder after that', async () => {
    answer = (response) => response.end(content);
    const storage = path.join(scratch, 'once');
    const first = await fetched(storage, remote('once.gz'));
    expect(Buffer.compare(first.bytes, content)).toBe(0);
    expect(first.steps[0]).toBe('Downloading Some Set: 0 % of 0.3 MB');
    expect(first.steps.at(-1)).toBe('Downloading Some Set: 100 % of 0.3 MB');
    expect((await fetched(storage, remote('once.gz'))).steps).toEqual([]);
    expect(asked).toEqual(['/once.gz']);
  });

  it('that was damaged on the disk is downloaded again', async () => {
    answer = (response) => response.end(content);
    const storage = path.join(scratch, 'again');
    mkdirSync(storage);
    writeFileSync(path.join(storage, 'again.gz'), content.subarray(1));
    await fetched(storage, remote('again.gz'));
    expect(Buffer.compare(readFileSync(path.join(storage, 'again.gz')), content)).toBe(0);
  });

  it('that lies in another folder is not downloaded', async () => {
    const other = path.join(scratch, 'other');
    mkdirSync(other);
    writeFileSync(path.join(other, 'other.gz'), content);
    await fetched(path.join(scratch, 'unused'), remote('other.gz'), [other]);
    expect([asked, existsSync(path.join(scratch, 'unused'))]).toEqual([[], false]);
  });

  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    ['has other bytes', (response) => response.end(Buffer.from(content).fill(1, 100, 200)), /SHA-256.*Nothing of it/],
    ['is too short', (response) => response.end(content.subarray(0, 1000)), /ends after 1000 of 300000 bytes/],
    ['is too long', (response) => response.end(Buffer.concat([content, content])), /longer than 300000 bytes/],
    ['is not there', (response) => response.writeHead(404).end(), /the server answers 404/],
    [
      'breaks off',
      (response) => {
        response.writeHead(200, { 'content-length': content.length });
        response.write(content.subarray(0, 100_000), () => response.destroy());
      },
      /cannot be downloaded from .*Check the network, or put the file there yourself/,
    ],
  ])('that %s leaves nothing behind', async (what, respond, message) => {
    answer = respond;
    const storage = path.join(scratch, what);
    await expect(fetched(storage, remote('bad.gz'))).rejects.toThrow(message);
    expect(readdirSync(storage)).toEqual([]);
  });

  it('is given up when the user stops, and leaves nothing behind', async () => {
    let stop = false;
    answer = (response) => {
      response.write(content.subarray(0, 100_000), () => {
        stop = true;
      });
    };
    const storage = path.join(scratch, 'stopped');
    await expect(fetched(storage, remote('slow.gz'), [], () => stop)).rejects.toThrow(Cancelled);
    expect(readdirSync(storage)).toEqual([]);
  });

  it('comes from another place where one is named', async () => {
    answer = (response) => response.end(content);
    process.env[MIRROR_VARIABLE] = `${base}/mirror/`;
    try {
      await fetched(path.join(scratch, 'mirrored'), { ...remote('m.gz'), url: 'http://127.0.0.1:1/m.gz' });
    } finally {
      delete process.env[MIRROR_VARIABLE];
    }
    expect(asked).toEqual(['/mirror/m.gz']);
  });
});

describe('a training', () => {
  it('says what hinders a download, and ends at once when it is stopped during one', async () => {
    const built = await buildTrainer();
    try {
      const run = async (name: string) => {
        const storage = path.join(scratch, name);
        const env = { [MIRROR_VARIABLE]: base, KERAS_HOME: storage };
        const dataset = { name: 'fashion_mnist' as const, storage };
        const trainer = startTrainer({
          job: job(path.join(scratch, `${name}-run`), { dataset }),
          trainerPath: built.trainerPath,
          nodePath: process.execPath,
          env,
          onEvent: (event) => {
            if (event.type === 'starting' && /Downloading.* 1 %/.test(event.step)) trainer.stop();
          },
        });
        return { outcome: await trainer.done, left: readdirSync(path.join(storage, 'fashion_mnist')) };
      };
      answer = (response) => response.writeHead(503).end();
      const refused = await run('refused');
      expect(refused.left).toEqual([]);
      expect(refused.outcome).toMatchObject({
        type: 'failed',
        reason: 'dataset',
        message: expect.stringMatching(/^Fashion-MNIST cannot be downloaded from .*: the server answers 503/),
      });
      answer = (response) => void response.write(Buffer.alloc(400_000));
      const stopped = await run('stopped-run');
      expect(stopped).toMatchObject({ left: [], outcome: { type: 'ended', outcome: 'stopped', epochsDone: 0 } });
    } finally {
      built.remove();
    }
  });
});

describe('the archives of CIFAR', () => {
  /** One record: its labels, and three planes that differ. */
  const record = (...labels: number[]) =>
    Buffer.concat([Buffer.from(labels), ...[1, 2, 3].map((plane) => Buffer.alloc(1024, 10 * plane + labels.at(-1)!))]);
  const archive = (files: Record<string, Uint8Array | string>) =>
    gzipSync(createTar(Object.entries(files).map(([name, data]) => ({ name: `cifar/${name}`, data }))));

  it('are read with the colours of a pixel side by side', () => {
    const batches = Object.fromEntries([1, 2, 3, 4, 5].map((part) => [`data_batch_${part}.bin`, record(part)]));
    const names = REMOTE_SETS.cifar10.classes.join('\n');
    const files = { ...batches, 'test_batch.bin': record(9), 'batches.meta.txt': `${names}\n\n` };
    const parts = readCifar(archive(files), 'cifar10', 'a');
    expect([...parts.train.labels]).toEqual([1, 2, 3, 4, 5]);
    expect([...parts.train.pixels.subarray(3072, 3078)]).toEqual([12, 22, 32, 12, 22, 32]);
    expect(parts.test).toMatchObject({ count: 1, height: 32, width: 32, channels: 3 });
    expect(parts.names).toEqual(REMOTE_SETS.cifar10.classes);
  });

  it('of 100 classes have the fine label second', () => {
    const names = Array.from({ length: 100 }, (_, index) => `kind ${index}`);
    const files = { 'train.bin': record(7, 42), 'test.bin': record(1, 99), 'fine_label_names.txt': names.join('\n') };
    const set = readSet(REMOTE_SETS.cifar100, new Map([['cifar-100-binary.tar.gz', archive(files)]]));
    expect([[...set.train.labels], [...set.test.labels], set.classes[42]]).toEqual([[42], [99], 'kind 42']);
  });

  it.each<[string, Record<string, Uint8Array>, string]>([
    ['a file is missing', { 'train.bin': record(0, 1) }, 'has no test.bin'],
    ['a file is cut off', { 'train.bin': record(0, 1).subarray(1), 'test.bin': record(0, 1) }, 'no multiple of 3074'],
    ['a label is out of range', { 'train.bin': record(0, 100), 'test.bin': record(0, 1) }, 'the label 100 at index 0'],
  ])('are refused where %s', (_what, files, message) => {
    expect(() => readCifar(archive(files), 'cifar100', 'a')).toThrow(message);
  });

  it('that are no archives are refused', () => {
    expect(() => readCifar(content, 'cifar10', 'a.tar.gz')).toThrow('The archive a.tar.gz cannot be unpacked');
  });
});

describe('sets in the format of MNIST', () => {
  const images = gzipSync(writeIdxImages({ count: 2, height: 28, width: 28, pixels: new Uint8Array(2 * 784) }));
  const files = (labels: number[]) =>
    new Map(
      Object.values(IDX_FILES).map((name) => [
        name,
        name.includes('images') ? images : gzipSync(writeIdxLabels(Uint8Array.from(labels))),
      ]),
    );

  it('have their own classes', () => {
    const set = readSet(REMOTE_SETS.fashion_mnist, files([9, 0]));
    expect([...set.train.labels].map((label) => set.classes[label])).toEqual(['Ankle boot', 'T-shirt/top']);
    expect(set.origin).toBe('Fashion-MNIST, 2 training and 2 test images');
    expect(() => readSet(REMOTE_SETS.kmnist, files([1, 10]))).toThrow('the label 10 at index 1; labels go from 0 to 9');
  });
});
