/** Entry of the training panel in VS Code, and of the same view in a report file, where the events are in the page. */

import { REPORT_DATA_ID } from '../../protocol/report';
import type { PanelOutput } from '../../protocol/training-control';
import { createPanel } from './panel';
import { readEvents, readPanelInput } from './state/panel-input';
import './training.css';

declare function acquireVsCodeApi(): { postMessage(message: PanelOutput): void };

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
    if (input?.type === 'event') panel.add(input.event);
    if (input?.type === 'replay') panel.replay(input.events);
    if (input?.type === 'answer') panel.receive(input.answer);
  });
  vscode.postMessage({ type: 'ready' });
}
