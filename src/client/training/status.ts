/** The status bar while models are trained: which epoch, how well. A click opens the panel. */
import * as vscode from 'vscode';
import type { TrainingEvent } from '../../protocol/training';
import { shortMetric } from '../runs/labels';
import type { TrainingSession } from './session';

export class TrainingStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('convlint.training', vscode.StatusBarAlignment.Left, 0);
  /** Where each training is, and how well it does. */
  private readonly running = new Map<TrainingSession, { readonly place: string; readonly score: string }>();

  constructor() {
    this.item.name = 'ConvLint Training';
    this.item.command = 'convlint.showTrainingPanel';
  }

  follow(session: TrainingSession): void {
    let epochs = session.job.fit.epochs;
    const say = (place: string, score = '') => {
      this.running.set(session, { place, score });
      this.show();
    };
    say('starting');
    const subscription = session.onEvent((event) => {
      if (event.type === 'started') epochs = event.epochs;
      if (event.type === 'paused') say('paused');
      if (event.type === 'batch') say(`epoch ${event.epoch}/${epochs}`, score(event));
      if (event.type !== 'ended' && event.type !== 'failed') return;
      subscription.dispose();
      this.running.delete(session);
      this.show();
    });
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(): void {
    const lines = [...this.running].map(([{ target }, { place, score }]) => ({
      text: `${target.name}: ${place}`,
      score,
    }));
    if (lines.length === 0) {
      this.item.hide();
      return;
    }
    const isOne = lines.length === 1;
    // There is no room for the scores of several.
    this.item.text = `$(sync~spin) ${lines.map(({ text, score }) => text + (isOne ? score : '')).join(' · ')}`;
    this.item.tooltip = [...lines.map(({ text, score }) => text + score), 'Click to see it.'].join('\n');
    this.item.show();
  }
}

/** The loss, and the first metric where there is one. */
function score({ metrics }: Extract<TrainingEvent, { type: 'batch' }>): string {
  const shown = Object.entries(metrics).slice(0, 2);
  return shown.map(([name, value]) => `, ${shortMetric(name).replaceAll('_', ' ')} ${value.toFixed(3)}`).join('');
}
