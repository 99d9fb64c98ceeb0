/** The table of finished epochs. */

import { breakable, el, section, type View } from '../dom';
import { epochsTable } from '../state/epochs-table';
import type { TrainingState } from '../state/training-state';

export function createEpochs(): View<TrainingState> {
  const head = el('tr');
  const body = el('tbody');
  const table = el('table', { class: 'numbers', 'aria-labelledby': 'epochs-title' }, el('thead', {}, head), body);
  const scroller = el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'epochs-title' }, table);
  const note = el('p', { class: 'note' });
  const element = section('epochs', 'Epochs', scroller, note);
  let shown = 0;

  return {
    element,
    update(state) {
      if (state.epochs.length === shown) return;
      shown = state.epochs.length;
      element.hidden = shown === 0;
      const { columns, rows, best } = epochsTable(state);
      head.replaceChildren(
        ...['epoch', 'time', 'pace', ...columns].map((name) => el('th', { scope: 'col' }, breakable(name))),
      );
      body.replaceChildren(
        ...rows.map(({ epoch, time, pace, values, isBest }) =>
          el(
            'tr',
            { class: isBest ? 'best' : null },
            el(
              'th',
              { scope: 'row' },
              epoch,
              isBest ? el('span', { class: 'best-mark', title: 'Best epoch' }, ' ★') : null,
            ),
            ...[time, pace, ...values].map((text) => el('td', {}, text)),
          ),
        ),
      );
      note.textContent = rows.some(({ isBest }) => isBest) ? `★ ${best}` : '';
    },
  };
}
