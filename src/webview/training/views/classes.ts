/** Precision and recall of each class. */

import { el, section, type View } from '../dom';
import { classScores } from '../state/class-scores';
import { formatCount, formatPercent } from '../state/format';
import type { EventOf } from '../state/training-state';

export function createClasses(): View<EventOf<'evaluation'>> {
  const body = el('tbody');
  const head = el(
    'tr',
    {},
    ...['class', 'precision', 'recall', 'samples'].map((text) => el('th', { scope: 'col' }, text)),
  );
  const table = el('table', { class: 'classes', 'aria-labelledby': 'classes-title' }, el('thead', {}, head), body);
  const element = section('classes', 'Classes', table);
  let shown: EventOf<'evaluation'> | null = null;

  return {
    element,
    update(evaluation) {
      if (evaluation === shown) return;
      shown = evaluation;
      element.hidden = false;
      body.replaceChildren(
        ...classScores(evaluation.classes, evaluation.confusion).map(({ name, precision, recall, support }) =>
          el(
            'tr',
            {},
            el('th', { scope: 'row' }, name),
            meter(precision),
            meter(recall),
            el('td', {}, formatCount(support)),
          ),
        ),
      );
    },
  };
}

/** The number over a bar of its length. */
function meter(fraction: number | null): HTMLElement {
  const cell = el('td', { class: 'meter' }, formatPercent(fraction));
  cell.style.setProperty('--share', String(fraction ?? 0));
  return cell;
}
