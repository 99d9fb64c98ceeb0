/** The confusion matrix: a grid that is walked by arrow keys and whose cells choose the samples shown. */

import { el, section, type View } from '../dom';
import { rightOfAll } from '../state/class-scores';
import { formatCount, formatPercent, isShortName } from '../state/format';
import type { Cell } from '../state/samples';
import type { EventOf } from '../state/training-state';

export interface ConfusionData {
  readonly evaluation: EventOf<'evaluation'>;
  readonly cell: Cell | null;
}

export function createConfusion(onChoose: (cell: Cell | null) => void): View<ConfusionData> {
  const table = el('table', { class: 'confusion', role: 'grid', 'aria-labelledby': 'confusion-title' });
  const summary = el('p', { class: 'note' });
  const element = section(
    'confusion',
    'Confusion matrix',
    summary,
    el('div', { class: 'scroll' }, table),
    el('p', { class: 'note' }, 'A row is a label, a column a prediction. Choose a cell to see its samples.'),
  );
  let shown: EventOf<'evaluation'> | null = null;
  let chosen: Cell | null = null;

  table.addEventListener('click', (event) => choose(event.target));
  table.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') choose(event.target);
    else if (!moveFocus(table, event)) return;
    event.preventDefault();
  });

  function choose(target: EventTarget | null): void {
    const cell = cellOf(target);
    if (!cell) return;
    focusOnly(table, target as HTMLElement);
    onChoose(sameCell(cell, chosen) ? null : cell);
  }

  return {
    element,
    update({ evaluation, cell }) {
      element.hidden = false;
      if (evaluation !== shown) fill(table, summary, evaluation);
      shown = evaluation;
      chosen = cell;
      for (const td of table.querySelectorAll('td'))
        td.setAttribute('aria-selected', String(sameCell(cellOf(td), cell)));
    },
  };
}

function fill(table: HTMLElement, summary: HTMLElement, { epoch, classes, confusion }: EventOf<'evaluation'>): void {
  const hadFocus = cellOf(document.activeElement);
  const { right, all } = rightOfAll(confusion);
  summary.textContent = `After epoch ${epoch}: ${formatCount(right)} of ${formatCount(all)} right (${formatPercent(all ? right / all : null)}).`;
  const worst = Math.max(
    1,
    ...confusion.flatMap((row, label) => row.filter((_count, predicted) => predicted !== label)),
  );
  const fullest = Math.max(1, ...confusion.map((row, label) => row[label] ?? 0));
  const head = el(
    'tr',
    {},
    el('th', { class: 'corner', scope: 'col' }, el('span', { class: 'visually-hidden' }, 'label')),
  );
  head.append(...classes.map((name) => el('th', { scope: 'col' }, name)));
  const rows = confusion.map((row, label) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, classes[label] ?? String(label)),
      ...row.map((count, predicted) => {
        const isRight = label === predicted;
        const text = `${classes[label]} predicted as ${classes[predicted]}: ${count}`;
        const td = el(
          'td',
          { class: isRight ? 'right' : 'wrong', tabindex: -1, title: text, 'aria-label': text },
          count ? String(count) : '·',
        );
        td.dataset.label = String(label);
        td.dataset.predicted = String(predicted);
        // Errors are few: the root keeps a single one visible beside the most frequent.
        td.style.setProperty('--share', String(Math.sqrt(count / (isRight ? fullest : worst))));
        td.classList.toggle('none', count === 0);
        return td;
      }),
    ),
  );
  table.classList.toggle('confusion-named', !classes.every(isShortName));
  table.replaceChildren(el('thead', {}, head), el('tbody', {}, ...rows));
  const stop = (hadFocus && findCell(table, hadFocus)) ?? table.querySelector('td');
  stop?.setAttribute('tabindex', '0');
  if (hadFocus) stop?.focus();
}

function moveFocus(table: HTMLElement, { key, target }: KeyboardEvent): boolean {
  const cell = cellOf(target);
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Home: [0, Number.NEGATIVE_INFINITY],
    End: [0, Number.POSITIVE_INFINITY],
  };
  const move = moves[key];
  if (!cell || !move) return false;
  const last = table.querySelectorAll('thead th').length - 2;
  const clamp = (value: number) => Math.min(last, Math.max(0, value));
  const next = findCell(table, { label: clamp(cell.label + move[0]), predicted: clamp(cell.predicted + move[1]) });
  if (next) focusOnly(table, next);
  return true;
}

/** One cell is in the tab order, as in every grid. */
function focusOnly(table: HTMLElement, cell: HTMLElement): void {
  table.querySelector('td[tabindex="0"]')?.setAttribute('tabindex', '-1');
  cell.setAttribute('tabindex', '0');
  cell.focus();
}

function findCell(table: HTMLElement, { label, predicted }: Cell): HTMLElement | null {
  return table.querySelector(`td[data-label="${label}"][data-predicted="${predicted}"]`);
}

function cellOf(target: EventTarget | null): Cell | null {
  if (!(target instanceof HTMLTableCellElement) || target.dataset.label === undefined) return null;
  return { label: Number(target.dataset.label), predicted: Number(target.dataset.predicted) };
}

function sameCell(a: Cell | null, b: Cell | null): boolean {
  return a !== null && b !== null && a.label === b.label && a.predicted === b.predicted;
}
