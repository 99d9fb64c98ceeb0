/** Entry of the panel that compares runs: in VS Code with buttons to save it, in an exported page with the runs inside. */

import { type ComparedRun, RUNS_DATA_ID, type RunsPanelInput, type RunsPanelOutput } from '../../protocol/runs-panel';
import { el } from '../training/dom';
import { createPage } from './page';
import './runs.css';

declare function acquireVsCodeApi(): { postMessage(message: RunsPanelOutput): void };

const inside = document.getElementById(RUNS_DATA_ID);
if (inside) document.body.append(createPage(JSON.parse(inside.textContent ?? '[]') as ComparedRun[]).element);
else listen();

function listen(): void {
  const vscode = acquireVsCodeApi();
  const place = el('div', {});
  document.body.append(place);
  window.addEventListener('message', ({ data }: MessageEvent<RunsPanelInput>) => {
    if (data?.type !== 'runs') return;
    const { element, charts } = createPage(data.runs);
    const savePicture = el('button', { type: 'button' }, 'Save Curves as PNG…');
    savePicture.addEventListener('click', () => {
      const png = charts.picture();
      if (png) vscode.postMessage({ type: 'save-picture', png });
    });
    const savePage = el('button', { type: 'button' }, 'Save Page as HTML…');
    savePage.addEventListener('click', () => vscode.postMessage({ type: 'save-page' }));
    element.prepend(el('div', { class: 'actions' }, savePicture, savePage));
    place.replaceChildren(element);
  });
  vscode.postMessage({ type: 'ready' });
}
