/** Installs the native training engine into the extension's storage, with progress and a way out. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import { lookForEngineIn, trainerNode } from './node';

const FOLDER = 'native-engine';

export class NativeEngineInstaller implements vscode.Disposable {
  private readonly storage: string;
  private running = false;
  private child: ChildProcess | null = null;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.storage = context.globalStorageUri.fsPath;
    lookForEngineIn(join(this.storage, FOLDER));
  }

  /** True if the engine is there and has computed something. */
  async install(): Promise<boolean> {
    if (this.running) return false;
    this.running = true;
    try {
      const title = 'Installing the native training engine';
      const location = vscode.ProgressLocation.Notification;
      const failure = await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) =>
        this.run((message) => progress.report({ message }), token),
      );
      if (failure === null) void vscode.window.showInformationMessage('The native training engine is installed.');
      else if (failure !== 'cancelled') void vscode.window.showErrorMessage(failure);
      return failure === null;
    } finally {
      this.running = false;
    }
  }

  /** The window goes away, and what it has begun with it. */
  dispose(): void {
    if (!this.child) return;
    endGroup(this.child);
    this.removePart(this.child);
  }

  /** `null` if it was installed, else why not. The set-up tries the engine before it gives it its name. */
  private async run(report: (line: string) => void, token: vscode.CancellationToken): Promise<string | null> {
    const node = await trainerNode();
    if ('ELECTRON_RUN_AS_NODE' in node.env) {
      return 'The native training engine needs Node 20 or newer on PATH. Training goes on with the built-in engine.';
    }
    const program = vscode.Uri.joinPath(this.context.extensionUri, 'dist', 'setup-native-engine.cjs').fsPath;
    const options = { detached: process.platform !== 'win32', windowsHide: true };
    const child = spawn(node.path, [program, '--required', '--into', this.storage], options);
    this.child = child;
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        this.output.info(line);
        report(line.trim());
      });
    }
    const cancel = token.onCancellationRequested(() => endGroup(child));
    const code = await new Promise<number | null>((resolve) => {
      child.on('error', (error) => {
        lines.push(error.message);
        resolve(null);
      });
      child.on('close', resolve);
    });
    cancel.dispose();
    this.child = null;
    if (token.isCancellationRequested || code !== 0) this.removePart(child);
    if (token.isCancellationRequested) return 'cancelled';
    const isThere = existsSync(join(this.storage, FOLDER, 'ready.json'));
    return code === 0 && isThere ? null : `The native training engine was not installed. ${lines.slice(-4).join(' ')}`;
  }

  /** What an ended set-up has begun, its downloads among it; another window may be at it too. */
  private removePart({ pid }: ChildProcess): void {
    rmSync(join(this.storage, `${FOLDER}.part-${pid}`), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The set-up and the programs that it has started: npm, the compiler. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
