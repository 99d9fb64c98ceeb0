/** Entry of the extension: starts the language server and registers the commands. Decides nothing about networks. */
import * as vscode from 'vscode';
import { openExampleNotebook } from './example-notebook';
import { createClient } from './language-client';
import { followModels } from './model-context';
import { registerRulePages } from './rule-page';
import { registerRunCommands } from './runs/commands';
import { SummaryPanel } from './summary-panel';
import { TrainingCommands } from './training/commands';
import { NativeEngineInstaller } from './training/native-engine';

let stop: (() => Promise<void>) | null = null;

export async function activate(context: vscode.ExtensionContext): Promise<ExtensionApi> {
  const output = vscode.window.createOutputChannel('ConvLint', { log: true });
  const client = createClient(context, output);
  const summary = new SummaryPanel(context, client);
  const training = new TrainingCommands(context, client, output);
  const command = (name: string, run: (...args: never[]) => unknown) =>
    vscode.commands.registerCommand(`convlint.${name}`, run);
  const installer = new NativeEngineInstaller(context, output);
  context.subscriptions.push(
    output,
    summary,
    training,
    installer,
    followModels(client),
    registerRulePages(context.extensionUri),
    registerRunCommands({ context, output, open: (folder) => training.openRun(folder), onChange: training.onEvent }),
    command('showSummary', (target?: unknown) => summary.show(target)),
    command('trainModel', (target?: unknown) => training.train(target)),
    command('trainModelOnData', (target?: unknown, path?: unknown) =>
      training.trainOnData(target, typeof path === 'string' ? path : undefined),
    ),
    command('installNativeEngine', () => installer.install()),
    command('stopTraining', () => training.stop()),
    command('pauseTraining', () => training.pause()),
    command('showTrainingPanel', () => training.showPanel()),
    command('showRuns', () => training.showRuns()),
    command('openExample', () => openExampleNotebook(context.extensionUri)),
    command('restartServer', () => client.restart()),
    command('showOutput', () => output.show()),
  );
  stop = async () => {
    await Promise.all([training.leaveAll(), client.stop().catch(() => undefined)]);
  };
  // The editor goes on while the server starts.
  client.start().catch((error) => output.error(`The language server does not start: ${String(error)}`));
  return { onTrainingEvent: training.onEvent };
}

/** No trainer and no server outlives the window. */
export async function deactivate(): Promise<void> {
  await stop?.();
}

/** What other extensions and the tests can follow. */
export interface ExtensionApi {
  readonly onTrainingEvent: TrainingCommands['onEvent'];
}
