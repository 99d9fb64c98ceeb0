/** Entry of the panel that compares runs: in VS Code with buttons to save it, in an exported page with the runs inside. */

import { type ComparedRun, RUNS_DATA_ID, type RunsPanelInput, type RunsPanelOutput } from '../../protocol/runs-panel';
import { el } from '../training/dom';
import { onThemeChange } from '../training/theme';
import { createPage } from './page';
import './runs.css';

declare function acquireVsCodeApi(): { postMessage(message: RunsPanelOutput): void };

const inside = document.getElementById(RUNS_DATA_ID);
if (inside) document.body.append(createPage(JSON.parse(inside.textContent ?? '[]') as ComparedRun[]).element);
else listen();

function listen(): void {
  const vscode = acquireVsCodeApi();
  const place = el('div', {});
  let runs: readonly ComparedRun[] = [];
  document.body.append(place);
  const show = () => {
    const { element, charts } = createPage(runs);
    const savePicture = button('Save Curves as PNG…', () => {
      const png = charts.picture();
      if (png) vscode.postMessage({ type: 'save-picture', png });
    });
    const savePage = button('Save Page as HTML…', () => vscode.postMessage({ type: 'save-page' }));
    element.prepend(el('div', { class: 'actions' }, savePicture, savePage));
    place.replaceChildren(element);
  };
  window.addEventListener('message', ({ data }: MessageEvent<RunsPanelInput>) => {
    if (data?.type !== 'runs') return;
    runs = data.runs;
    show();
  });
  onThemeChange(() => {
    if (runs.length > 0) show();
  });
  vscode.postMessage({ type: 'ready' });
}

function button(text: string, onClick: () => void): HTMLButtonElement {
  const element = el('button', { type: 'button' }, text);
  element.addEventListener('click', onClick);
  return element;
}
