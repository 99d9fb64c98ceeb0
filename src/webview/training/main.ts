/** Entry of the training panel in VS Code, and of the same view in a report file, where the events are in the page. */

import { REPORT_DATA_ID } from '../../protocol/report';
import type { TrainingEvent } from '../../protocol/training';
import type { PanelOutput } from '../../protocol/training-control';
import { createPanel } from './panel';
import { readEvents, readPanelInput } from './state/panel-input';
import './training.css';

interface Editor {
  postMessage(message: PanelOutput): void;
  /** Kept while the window is loaded again. */
  setState(state: { readonly runFolder: string }): void;
}

declare function acquireVsCodeApi(): Editor;

const recorded = document.getElementById(REPORT_DATA_ID);
if (recorded) showReport(recorded.textContent ?? '');
else showLive();

function showReport(json: string): void {
  document.documentElement.classList.add('report');
  const panel = createPanel(null);
  document.body.append(panel.element);
  panel.replay(readEvents(JSON.parse(json) as unknown[]));
}

function showLive(): void {
  const vscode = acquireVsCodeApi();
  const panel = createPanel((message) => vscode.postMessage(message));
  document.body.append(panel.element);
  window.addEventListener('message', ({ data }) => {
    const input = readPanelInput(data);
    if (input?.type === 'event') {
      remember(vscode, [input.event]);
      panel.add(input.event);
    }
    if (input?.type === 'replay') {
      remember(vscode, input.events);
      panel.replay(input.events, input.place);
    }
    if (input?.type === 'answer') panel.receive(input.answer);
  });
  vscode.postMessage({ type: 'ready' });
}

/** One page shows several runs, one after the other; the last of them is shown again after a restart. */
function remember(vscode: Editor, events: readonly TrainingEvent[]): void {
  for (const event of events) if (event.type === 'started') vscode.setState({ runFolder: event.runFolder });
}
