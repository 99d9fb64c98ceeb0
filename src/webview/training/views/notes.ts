/** What was chosen or left out because the program does not say it or it cannot be applied. */

import { el, section, type View } from '../dom';
import type { TrainingState } from '../state/training-state';

export function createNotes(): View<TrainingState> {
  const list = el('ul', { class: 'notes' });
  const element = section('notes', 'To know of this training', list);
  let shown: readonly string[] = [];
  return {
    element,
    update({ notes }) {
      if (notes === shown) return;
      shown = notes;
      element.hidden = notes.length === 0;
      list.replaceChildren(...notes.map((note) => el('li', {}, note)));
    },
  };
}
