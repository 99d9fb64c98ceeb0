/** The way from a model in an editor to a running training and back. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/client/extension';
import type { TrainingEvent } from '../../src/protocol/training';
import type { TrainerCommand } from '../../src/protocol/training-control';
import { hints, openNotebook, openText, until, withSetting } from './documents';

const MODEL = (epochs: number, channels = 1) => `import keras
from keras import layers
from keras.datasets import mnist
(x_train, y_train), (x_test, y_test) = mnist.load_data()
x_train = x_train.reshape(60000, 28, 28, 1) / 255.0
net = keras.Sequential([layers.Input((28, 28, ${channels})), layers.Conv2D(4, 3, strides=3), layers.Flatten(), layers.Dense(10, activation='softmax')])
net.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
net.fit(x_train, y_train, epochs=${epochs}, batch_size=50)
`;

interface Session {
  readonly job: { readonly runFolder: string };
  readonly pid: number;
  readonly isRunning: boolean;
  send(command: TrainerCommand): void;
  readonly onAnswer: vscode.Event<{ readonly type: string; readonly id: number }>;
}

describe('the command Train Model', () => {
  let api: ExtensionApi;
  const events: TrainingEvent[] = [];
  const last = () => events.at(-1)?.type;
  const isOver = () => last() === 'ended' || last() === 'failed';

  before(async () => {
    api = await vscode.extensions.getExtension<ExtensionApi>('convlint.convlint')!.activate();
    api.onTrainingEvent((event) => events.push(event));
  });
  beforeEach(() => {
    events.length = 0;
  });
  const small = <T>(run: () => Promise<T>) =>
    withSetting('training.maxSamples', 500, () => withSetting('training.engine', 'built-in', run));

  it('trains the model of the file in front, and keeps the run', () =>
    small(async () => {
      await openText('train.py', MODEL(2));
      const session = await vscode.commands.executeCommand<Session>('convlint.trainModel');
      await until('the end', isOver, Boolean);
      const types = events.map(({ type }) => type);
      strictEqual(types.filter((type) => type === 'epoch').length, 2, types.join());
      ok(types.includes('batch') && types.includes('evaluation'));
      const started = events.find((event) => event.type === 'started')!;
      deepStrictEqual([started.trainSamples, started.disagreements, started.engine], [500, [], 'built-in']);
      match(JSON.stringify(events.at(-1)), /finished/);
      const { runFolder } = session.job;
      ok(existsSync(join(runFolder, 'model', 'model.json')));
      match(readFileSync(join(runFolder, 'source.py'), 'utf8'), /net\.fit/);
      await until('the tab', hasTab('Training: net'), Boolean);
    }));

  it('answers a question that comes when the trainer is about to be gone', () =>
    small(async () => {
      await openText('asked.py', MODEL(1));
      const session = await vscode.commands.executeCommand<Session>('convlint.trainModel');
      const answers: { type: string; id: number }[] = [];
      session.onAnswer((answer) => answers.push(answer));
      const heard = api.onTrainingEvent(({ type }) => {
        if (type === 'ended') session.send({ type: 'inspect', id: 7, sample: { index: 0 }, layers: false });
      });
      await until('the answer', () => answers.length, Boolean);
      heard.dispose();
      deepStrictEqual([answers[0]!.type, answers[0]!.id], ['inspection', 7]);
    }));

  it('trains the model that a lens of a cell names', () =>
    small(async () => {
      const lines = MODEL(1).split('\n');
      const notebook = await openNotebook('train.ipynb', [lines.slice(0, 5).join('\n'), lines.slice(5).join('\n')]);
      const uri = notebook.cellAt(1).document.uri.toString();
      await vscode.commands.executeCommand('convlint.trainModel', { uri, index: 0 });
      await until('the end', isOver, Boolean);
      strictEqual(events.filter(({ type }) => type === 'epoch').length, 1);
    }));

  it('stops when it is told to, and leaves no process', () =>
    small(async () => {
      await openText('long.py', MODEL(5000));
      const session = await vscode.commands.executeCommand<Session>('convlint.trainModel');
      await until('an epoch', () => events.some(({ type }) => type === 'epoch'), Boolean);
      strictEqual(session.isRunning, true);
      await vscode.commands.executeCommand('convlint.stopTraining');
      match(JSON.stringify(events.at(-1)), /"outcome":"stopped"/);
      strictEqual(session.isRunning, false);
      let alive = true;
      try {
        process.kill(session.pid, 0);
      } catch {
        alive = false;
      }
      strictEqual(alive, false);
    }));

  it('says what happened to a trainer that was killed, and keeps its epochs', () =>
    small(async () => {
      await openText('killed.py', MODEL(5000));
      const session = await vscode.commands.executeCommand<Session>('convlint.trainModel');
      await until('an epoch', () => events.some(({ type }) => type === 'epoch'), Boolean);
      process.kill(session.pid, 'SIGKILL');
      await until('the end', isOver, Boolean);
      const failed = events.at(-1)!;
      ok(failed.type === 'failed' && failed.reason === 'killed' && failed.epochsDone > 0, JSON.stringify(failed));
      const record = JSON.parse(readFileSync(join(session.job.runFolder, 'run.json'), 'utf8'));
      strictEqual(record.outcome, 'failed');
      ok(record.epochs.length > 0);
    }));

  it("trains on the user's own data", () =>
    small(async () => {
      const rows = Array.from({ length: 60 }, (_, i) => `${i / 60},${(i * 7) % 5},${i < 30 ? 'low' : 'high'}`);
      const file = await openText('own.csv', `a,b,label\n${rows.join('\n')}\n`);
      await openText(
        'table.py',
        "import keras\nfrom keras import layers\nnet = keras.Sequential([layers.Input((2,)), layers.Dense(2, activation='softmax')])\n",
      );
      await vscode.commands.executeCommand('convlint.trainModelOnData', undefined, file.uri.fsPath);
      await until('the end', isOver, Boolean);
      const started = events.find((event) => event.type === 'started')!;
      deepStrictEqual([started.trainSamples, started.validationSamples], [48, 12]);
    }));

  it('lists its runs, exports, compares and deletes them', () =>
    small(async () => {
      await openText('kept.py', MODEL(1));
      const session = await vscode.commands.executeCommand<Session>('convlint.trainModel');
      await until('the end', isOver, Boolean);
      const run = { folder: session.job.runFolder };
      const written = (name: string) => vscode.Uri.file(join(session.job.runFolder, name));
      const forms = { csv: 'curve.csv', html: 'report.html', tfjs: 'exported', keras: 'on.py' };
      for (const [form, name] of Object.entries(forms)) {
        await vscode.commands.executeCommand('convlint.runs.export', run, form, written(name));
        ok(existsSync(written(name).fsPath), form);
      }
      match(readFileSync(written('curve.csv').fsPath, 'utf8'), /^epoch,seconds/);
      match(readFileSync(written('on.py').fsPath, 'utf8'), /layers\.Conv2D\(/);
      ok(existsSync(written('on.weights.npz').fsPath) && existsSync(join(written('exported').fsPath, 'model.json')));
      await vscode.commands.executeCommand('convlint.runs.compare', run, [run, run]);
      await until('the comparison', hasTab('Compare 2 Runs'), Boolean);
      await vscode.commands.executeCommand('convlint.runs.open', run);
      await until('the tab', hasTab('Training: net'), Boolean);
      await vscode.commands.executeCommand('convlint.runs.delete', run, true);
      strictEqual(existsSync(run.folder), false);
    }));

  it('shows the summary of the model', async () => {
    await openText('summary.py', MODEL(1));
    await vscode.commands.executeCommand('convlint.showSummary');
    await until('the tab', hasTab('Summary: net'), Boolean);
  });
});

describe('the server', () => {
  it('can be restarted', async () => {
    await vscode.commands.executeCommand('convlint.restartServer');
    const document = await openText('again.py', MODEL(1));
    await until(
      'the hints',
      () => hints(document),
      (all) => all.length > 0,
    );
  });
});

function hasTab(label: string): () => boolean {
  return () => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => tab.label === label));
}
