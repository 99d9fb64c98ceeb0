/** The HTML report of a training run: one file with the panel's own code and the events, without network. */

import { type ComparedRun, RUNS_DATA_ID } from './runs-panel';
import type { TrainingEvent } from './training';

/** The element that holds the events as JSON; the panel looks for it. */
export const REPORT_DATA_ID = 'convlint-events';

export interface ReportParts {
  /** Text of `dist/webview/training.js`. */
  readonly js: string;
  /** Text of `dist/webview/training.css`. */
  readonly css: string;
  readonly events: readonly TrainingEvent[];
}

/** The page may run and style itself, and reach nothing. */
const POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

export function renderReport({ js, css, events }: ReportParts): string {
  const started = events.find((event) => event.type === 'started');
  const title = started ? `${started.modelName}: training` : 'Training';
  return page({ js, css, title, id: REPORT_DATA_ID, data: events });
}

/** Runs beside each other, as one file: with the code and the styles of `dist/webview/runs`. */
export function renderRunsPage(parts: { js: string; css: string; runs: readonly ComparedRun[] }): string {
  const { js, css, runs } = parts;
  const title = runs.length === 1 ? runs[0]!.label : `${runs.length} runs compared`;
  return page({ js, css, title, id: RUNS_DATA_ID, data: runs });
}

interface PageParts {
  readonly js: string;
  readonly css: string;
  readonly title: string;
  /** The element that holds the data. */
  readonly id: string;
  readonly data: unknown;
}

function page({ js, css, title, id, data }: PageParts): string {
  return `<!doctype html>
<html lang="en" class="report">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="ConvLint">
<title>${escapeText(title)}</title>
<style>${css.replaceAll(/<\/(style)/gi, '<\\/$1')}</style>
</head>
<body>
<noscript>This report draws its charts and tables with JavaScript.</noscript>
<script type="application/json" id="${id}">${escapeJson(data)}</script>
<script>${escapeScript(js)}</script>
</body>
</html>
`;
}

/** JSON in which no `<` is left, so nothing in it can end the element that holds it. */
function escapeJson(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

/** In strings and regular expressions, the only places where code can hold these, the escaped forms mean the same. */
function escapeScript(js: string): string {
  return js.replaceAll(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
