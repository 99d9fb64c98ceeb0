/** The warnings above the charts. */

import { el, type View } from '../dom';
import { type Alarm, findAlarms } from '../state/alarms';
import type { TrainingState } from '../state/training-state';

export function createAlarms(): View<TrainingState> {
  const element = el('div', { class: 'alarms', role: 'status' });
  let shown = '';
  return {
    element,
    update(state) {
      const alarms = findAlarms(state);
      // The reason changes with each batch; a reader is told again only when the kinds change.
      const kinds = alarms.map(({ kind }) => kind).join();
      if (kinds !== shown) element.replaceChildren(...alarms.map(toElement));
      else for (const [index, alarm] of alarms.entries()) updateReason(element.children[index]!, alarm);
      shown = kinds;
    },
  };
}

function toElement({ kind, title, reason }: Alarm): HTMLElement {
  return el('div', { class: `alarm alarm-${kind}` }, el('strong', {}, title), el('p', { 'aria-live': 'off' }, reason));
}

function updateReason(element: Element, { reason }: Alarm): void {
  const paragraph = element.querySelector('p');
  if (paragraph && paragraph.textContent !== reason) paragraph.textContent = reason;
}
