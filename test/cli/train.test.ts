/** `convlint train` as a process: what it prints, keeps and refuses. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TrainingEvent } from '../../src/protocol/training';
import { cliPath, inFolder, runCli } from '../support/cli';

const MODEL = `import keras
from keras import layers
net = keras.Sequential([layers.Input((28, 28, 1)), layers.Conv2D(4, 3, strides=3), layers.Flatten(), layers.Dense(10, activation='softmax')])
net.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
`;
const SMALL = ['--limit', '200', '--engine', 'built-in'];

it('prints a line per epoch as Keras does, and keeps report and run where it is told', async () => {
  await inFolder({ 'net.py': MODEL }, async (folder) => {
    const args = ['train', 'net.py', ...SMALL, '--epochs', '2', '--report', 'out/report.html', '--save', 'run'];
    const { code, stdout, stderr } = await runCli(args, { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const line =
      /^7\/7 \[={30}\] - \d+s \d+[mu]s\/step - loss: \d\.\d{4} - accuracy: 0\.\d{4} - val_loss: \d\.\d{4} - val_accuracy: 0\.\d{4}$/gm;
    expect(stdout.match(line)).toHaveLength(2);
    expect(stdout).toMatch(/^Epoch 1\/2$/m);
    expect(stdout).not.toContain('\u001b');
    expect(readFileSync(join(folder, 'out/report.html'), 'utf8')).toContain('<title>net: training</title>');
    expect(existsSync(join(folder, 'run/model/weights.bin'))).toBe(true);
    // A second run does not write over the first.
    expect(await runCli(args, { cwd: folder })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/run is not empty/),
    });
  });
});

it('prints every event as a JSON line, and the same curve for the same seed', async () => {
  await inFolder({ 'net.py': MODEL }, async (folder) => {
    const run = async () => {
      const { stdout } = await runCli(['train', 'net.py', ...SMALL, '--epochs', '1', '--format', 'jsonl'], {
        cwd: folder,
      });
      return stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as TrainingEvent);
    };
    const [first, second] = [await run(), await run()];
    expect(first.at(-1)).toMatchObject({ type: 'ended', outcome: 'finished', epochsDone: 1 });
    expect(first.find(({ type }) => type === 'started')).toMatchObject({ disagreements: [], trainSamples: 200 });
    const metricsOf = (events: readonly TrainingEvent[]) =>
      events.flatMap((event) => (event.type === 'epoch' ? [event.metrics] : []));
    expect(metricsOf(first)).toEqual(metricsOf(second));
  });
});

it('ends in order at Ctrl-C, and keeps the epochs that are done', async () => {
  await inFolder({ 'net.py': MODEL }, async (folder) => {
    const args = [cliPath, 'train', 'net.py', ...SMALL, '--epochs', '5000', '--save', 'run'];
    const child = spawn(process.execPath, args, { cwd: folder });
    let output = '';
    let asked = false;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (!asked && output.includes('Epoch 3/')) asked = child.kill('SIGINT');
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(130);
    expect(output).toMatch(/Stopped after \d+ epochs/);
    const record = JSON.parse(readFileSync(join(folder, 'run/run.json'), 'utf8'));
    expect(record).toMatchObject({ outcome: 'stopped', pid: null });
    expect(record.epochs.length).toBeGreaterThanOrEqual(3);
    expect(existsSync(join(folder, 'run/model/model.json'))).toBe(true);
  });
});

describe.skipIf(process.platform === 'win32')('a run that is not to be kept leaves nothing behind', () => {
  const program = (folder: string) => {
    mkdirSync(join(folder, 'tmp'));
    const args = [cliPath, 'train', 'net.py', ...SMALL, '--epochs', '5000'];
    return spawn(process.execPath, args, { cwd: folder, env: { ...process.env, TMPDIR: join(folder, 'tmp') } });
  };
  const left = (folder: string) => readdirSync(join(folder, 'tmp'));
  const trainerIn = (folder: string): number => {
    const record = join(folder, 'tmp', left(folder)[0]!, 'run.json');
    return JSON.parse(readFileSync(record, 'utf8')).pid;
  };
  const lives = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  const ends: [string, (child: ChildProcessWithoutNullStreams) => void][] = [
    ['where it is killed', (child) => child.kill('SIGKILL')],
    ['where its terminal is closed', (child) => child.kill('SIGHUP')],
    ['where nobody reads it any more', (child) => child.stdout.destroy()],
    [
      'at the second Ctrl-C',
      (child) => {
        child.kill('SIGINT');
        child.kill('SIGINT');
      },
    ],
  ];
  it.each(ends)('%s', async (_, end) => {
    await inFolder({ 'net.py': MODEL }, async (folder) => {
      const child = program(folder);
      const closed = new Promise((resolve) => child.on('exit', resolve));
      let isEnding = false;
      let trainer = Number.NaN;
      child.stdout.on('data', (chunk: Buffer) => {
        if (isEnding || !chunk.toString().includes('Epoch 3/')) return;
        isEnding = true;
        expect(left(folder)).toEqual([expect.stringMatching(/^convlint-run-/)]);
        trainer = trainerIn(folder);
        end(child);
      });
      await closed;
      expect(isEnding).toBe(true);
      // The trainer may need a moment to see that it is alone.
      await expect.poll(() => lives(trainer), { timeout: 15_000 }).toBe(false);
      expect(left(folder)).toEqual([]);
    });
  });
});

it('refuses what does not fit with the reason and the fix, before anything is started', async () => {
  await inFolder({ 'net.py': MODEL.replace('28, 1)', '28, 5)') }, async (folder) => {
    const { code, stdout, stderr } = await runCli(['train', 'net.py', '--save', 'run'], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/\(28, 28, 5\), but an image of MNIST is \(28, 28, 1\).*\(line 3\)/);
    expect(stderr).toMatch(/fix: Change the input to \(28, 28, 1\) → \(None, 10\)/);
    expect(existsSync(join(folder, 'run'))).toBe(false);
  });
});

it('trains the model that is named', async () => {
  await inFolder(
    { 'net.py': `${MODEL}other = keras.Sequential([layers.Input((784,)), layers.Dense(10)])\n` },
    async (folder) => {
      const args = ['train', 'net.py', ...SMALL, '--epochs', '1', '--format', 'jsonl'];
      const started = async (...more: string[]) => (await runCli([...args, ...more], { cwd: folder })).stdout;
      expect(await started('--model', 'net')).toContain('"modelName":"net"');
      expect(await started()).toContain('"modelName":"other"');
      expect(await runCli([...args, '--model', 'none'], { cwd: folder })).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/no model none; it has net, other/),
      });
    },
  );
});

it("trains on the user's own data, and says what is wrong with them before anything is started", async () => {
  const lines = Array.from({ length: 50 }, (_, i) => `${i / 50},${(i * 7) % 5},${i < 25 ? 'low' : 'high'}`);
  const model =
    "import keras\nfrom keras import layers\nnet = keras.Sequential([layers.Input((2,)), layers.Dense(2, activation='softmax')])\n";
  await inFolder({ 'net.py': model, 'own.csv': `a,b,kind\n${lines.join('\n')}\n` }, async (folder) => {
    const args = ['train', 'net.py', '--engine', 'built-in', '--epochs', '1'];
    const trained = await runCli([...args, '--data', 'own.csv#kind', '--subset', '30', '--format', 'jsonl'], {
      cwd: folder,
    });
    const events = trained.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TrainingEvent);
    expect(events.find(({ type }) => type === 'started')).toMatchObject({ trainSamples: 30, validationSamples: 10 });
    expect(events.find(({ type }) => type === 'evaluation')).toMatchObject({ classes: ['high', 'low'] });
    expect(events.at(-1)).toMatchObject({ type: 'ended', outcome: 'finished' });
    const failed = (data: string) => runCli([...args, '--data', data], { cwd: folder });
    expect(await failed('own.csv')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/the columns are a, b, kind/),
    });
    expect(await failed('other.csv')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no data other\.csv: give a path, or one of mnist, fash/),
    });
    expect(await failed('mnist')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/an image of MNIST is \(28, 28, 1\)/),
    });
  });
});

it('writes the curve as a table and a program for Keras where it is told', async () => {
  await inFolder({ 'net.py': MODEL }, async (folder) => {
    const args = ['train', 'net.py', ...SMALL, '--epochs', '2', '--csv', 'out/curve.csv', '--keras', 'out/on.py'];
    const { code, stdout } = await runCli(args, { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toContain('The Keras program is out/on.py, its weights out/on.weights.npz.');
    const lines = readFileSync(join(folder, 'out/curve.csv'), 'utf8').split('\r\n');
    expect(lines[0]).toBe('epoch,seconds,ms_per_step,loss,accuracy,val_loss,val_accuracy');
    expect(lines.length).toBe(4);
    const program = readFileSync(join(folder, 'out/on.py'), 'utf8');
    expect(program).toContain('layers.Conv2D(filters=4, kernel_size=(3, 3), strides=(3, 3), name="conv2d")');
    expect(program).toContain('keras.losses.SparseCategoricalCrossentropy(**options)');
  });
});
