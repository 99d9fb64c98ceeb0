/** The page that shows one run or several beside each other. */

import type { ComparedRun } from '../../protocol/runs-panel';
import { el } from '../training/dom';
import { createCharts, type RunCharts, runColor } from './charts';
import { type ComparedRow, layerRows, resultRows, settingRows } from './state/compare';

export interface RunsPage {
  readonly element: HTMLElement;
  readonly charts: RunCharts;
}

export function createPage(runs: readonly ComparedRun[]): RunsPage {
  const charts = createCharts(runs);
  const title = runs.length === 1 ? runs[0]!.label : `${runs.length} runs compared`;
  const element = el(
    'main',
    {},
    el('h1', {}, title),
    legend(runs),
    charts.element,
    table('Best results', 'metric', runs, resultRows(runs)),
    table('Settings', 'setting', runs, settingRows(runs)),
    table('Layers: output shape · parameters', 'layer', runs, layerRows(runs)),
  );
  return { element, charts };
}

function legend(runs: readonly ComparedRun[]): HTMLElement {
  const items = runs.map(({ label }, index) => {
    const mark = el('span', { class: 'mark', 'aria-hidden': 'true' });
    mark.style.background = runColor(index);
    return el('li', {}, mark, label);
  });
  return el('ul', { class: 'legend', 'aria-label': 'Runs' }, ...items);
}

/** Lines whose values differ, and the best value where there is one, are marked by weight and by a sign, not by colour alone. */
function table(title: string, what: string, runs: readonly ComparedRun[], rows: readonly ComparedRow[]): HTMLElement {
  const head = el(
    'tr',
    {},
    el('th', { scope: 'col' }, what),
    ...runs.map(({ label }) => el('th', { scope: 'col' }, label)),
  );
  const lines = rows.map(({ name, values, differs, best }) => {
    const isMarked = differs && best === undefined && runs.length > 1;
    const cells = values.map((value, index) => {
      const star = index === best ? el('span', { class: 'sign', title: 'best' }, ' ★') : null;
      return el('td', { class: star ? 'best' : null }, value ?? '–', star);
    });
    const sign = isMarked ? el('span', { class: 'sign', title: 'differs' }, '≠ ') : null;
    return el('tr', { class: isMarked ? 'differs' : null }, el('th', { scope: 'row' }, sign, name), ...cells);
  });
  const body = el('table', {}, el('caption', {}, title), el('thead', {}, head), el('tbody', {}, ...lines));
  return el('div', { class: 'table' }, body);
}
