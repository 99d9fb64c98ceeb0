/** The table of the model's layers. */

import { el, section, type View } from '../dom';
import { formatCount, formatShape } from '../state/format';
import type { TrainingState } from '../state/training-state';

export function createLayers(): View<TrainingState> {
  const body = el('tbody');
  const total = el('td', { class: 'total' });
  const table = el(
    'table',
    { class: 'layers', 'aria-labelledby': 'layers-title' },
    el(
      'thead',
      {},
      el('tr', {}, ...['Layer (type)', 'Output shape', 'Param #'].map((text) => el('th', { scope: 'col' }, text))),
    ),
    body,
    el('tfoot', {}, el('tr', {}, el('th', { scope: 'row', colspan: 2 }, 'Total params'), total)),
  );
  const scroller = el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'layers-title' }, table);
  const element = section('layers', 'Model', scroller);
  let shown: TrainingState['started'] = null;

  return {
    element,
    update({ started }) {
      if (started === shown) return;
      shown = started;
      element.hidden = started === null;
      if (!started) return;
      total.textContent = formatCount(started.totalParams);
      body.replaceChildren(
        ...started.rows.map(({ name, className, outputShape, paramCount }) =>
          el(
            'tr',
            {},
            el('th', { scope: 'row' }, name, ' ', el('span', { class: 'class-name' }, `(${className})`)),
            el('td', {}, formatShape(outputShape)),
            el('td', {}, formatCount(paramCount)),
          ),
        ),
      );
    },
  };
}
