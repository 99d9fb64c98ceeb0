/** The filters that the first convolution has learned. */

import { el, section, setText, type View } from '../dom';
import { formatMetric } from '../state/format';
import type { EventOf, TrainingState } from '../state/training-state';
import { stripElement } from './strip';

/** Pixels of a filter's longer side. */
const SIDE = 42;

export interface Repaintable<Data> extends View<Data> {
  /** Takes over the colours of a new theme. */
  repaint(): void;
}

export function createFilters(): Repaintable<TrainingState> {
  const place = el('div', {});
  const note = el('p', { class: 'note' });
  const element = section('filters', 'First filters', note, place);
  let shown: EventOf<'weights'> | null = null;

  function draw(): void {
    if (!shown?.filters) return;
    const { layer, note: more, pictures } = shown.filters;
    const { width, height, count, total, limit } = pictures;
    const which = count < total ? `The first ${count} of ${total} filters` : `The ${total} filters`;
    const range = `orange is −${formatMetric(limit)}, blue is ${formatMetric(limit)}`;
    setText(note, `${which} of ${layer} after epoch ${shown.epoch}: ${range}. ${more ?? ''}`.trim());
    const scale = Math.max(1, Math.round(SIDE / Math.max(width, height)));
    place.replaceChildren(stripElement(pictures, `${which} of ${layer}, ${height} by ${width} each`, scale));
  }

  return {
    element,
    update({ weights }) {
      element.hidden = !weights?.filters;
      if (weights === shown) return;
      shown = weights;
      draw();
    },
    repaint: draw,
  };
}
