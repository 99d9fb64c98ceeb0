/** `.keras` archives, as Keras wrote them and damaged. */
import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { CliOutput } from '../../src/protocol/cli-output';
import { inFolder, runCli } from '../support/cli';

const models = new URL('../oracle/models/', import.meta.url);
const archive = (name: string): Uint8Array => readFileSync(new URL(`${name}.keras`, models));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const chain = JSON.stringify({
  class_name: 'Sequential',
  config: {
    name: 'chain',
    layers: [
      { class_name: 'InputLayer', config: { batch_shape: [null, 4] } },
      { class_name: 'Dense', config: { name: 'd', units: 3 } },
    ],
  },
});

/** Deflated data that begins with a kind of block that does not exist. */
function damaged(): Uint8Array {
  const zip = zipSync({ 'config.json': bytes(chain) });
  zip[30 + 'config.json'.length] = 0xff;
  return zip;
}

async function summaryOf(content: Uint8Array): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return inFolder({ 'model.keras': content }, (cwd) => runCli(['summary', '--format', 'json', 'model.keras'], { cwd }));
}

describe('an archive that Keras saved', () => {
  it.each(['gates', 'shared-nested'])('has the counts of Keras: %s', async (name) => {
    const { params, outputs, trainable } = JSON.parse(readFileSync(new URL(`${name}.json`, models), 'utf8'));
    const { code, stdout } = await summaryOf(archive(name));
    expect(code).toBe(0);
    const [file] = (JSON.parse(stdout) as CliOutput).files;
    expect(file!.problems).toEqual([]);
    expect(file!.models.at(-1)).toMatchObject({ params, trainable, outputs });
  });

  it('is found in a folder and has no problems', () =>
    inFolder({ 'a/gates.keras': archive('gates') }, async (cwd) => {
      const { code, stdout } = await runCli(['check', '.'], { cwd });
      expect([code, stdout]).toEqual([0, 'no problems in 1 file\n']);
    }));
});

describe('an archive', () => {
  it('may be compressed, with other files before the model', async () => {
    const zip = zipSync({ 'metadata.json': bytes('{}'), 'assets/a.txt': bytes('x'), 'config.json': bytes(chain) });
    const { stdout } = await summaryOf(zip);
    expect((JSON.parse(stdout) as CliOutput).files[0]!.models[0]).toMatchObject({ name: 'chain', params: 15 });
  });

  it.each([
    ['that is cut off', archive('gates').subarray(0, 2000), 'cannot be read: the archive is damaged or cut off'],
    ['with a byte that is wrong', damaged(), 'cannot be read: the archive is damaged or cut off'],
    ['that is no zip file', bytes('{"class_name": "Sequential"}'), 'is not a .keras archive: it is not a zip file'],
    ['that is empty', new Uint8Array(), 'is not a .keras archive: it is not a zip file'],
    ['without a model', zipSync({ 'metadata.json': bytes('{}') }), 'is not a .keras archive: it has no config.json'],
    [
      'with a model that would fill the memory',
      zipSync({ 'config.json': new Uint8Array(101_000_000) }),
      ': its config.json is longer than 100 MB',
    ],
  ])('%s is refused with its reason', async (_, content, reason) => {
    const { code, stderr } = await summaryOf(content);
    expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
  });

  it('is never written', () =>
    inFolder({ 'a.keras': zipSync({ 'config.json': bytes(chain.replace('units', 'unit')) }) }, async (cwd) => {
      const before = readFileSync(`${cwd}/a.keras`);
      const { code, stderr } = await runCli(['check', '--fix', 'a.keras'], { cwd });
      expect([code, stderr]).toEqual([1, expect.stringContaining('a.keras is an archive, so it is not changed')]);
      expect(readFileSync(`${cwd}/a.keras`).equals(before)).toBe(true);
    }));
});
