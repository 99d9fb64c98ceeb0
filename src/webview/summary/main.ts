/** Entry of the summary panel: the table of one model, kept current while its text is typed. */
import type { SummaryInput, SummaryOutput } from '../../protocol/summary-panel';
import { createSummary } from './summary';
import './summary.css';

declare function acquireVsCodeApi(): { postMessage(message: SummaryOutput): void };

const vscode = acquireVsCodeApi();
const view = createSummary((message) => vscode.postMessage(message));
document.body.append(view.element);
window.addEventListener('message', ({ data }: MessageEvent<SummaryInput>) => {
  if (data?.type === 'summary') view.update(data.summary);
});
vscode.postMessage({ type: 'ready' });
