/** The filters that the first convolution has learned. */

import type { PictureStrip } from '../../../protocol/training-control';
import { el, section, setText, type View } from '../dom';
import { formatMetric } from '../state/format';
import { decodeBytes } from '../state/samples';
import type { EventOf, TrainingState } from '../state/training-state';
import { nameOfBelow } from '../theme';
import { barsElement, curvesElement } from './curves';
import { stripElement } from './strip';

/** The byte that stands for zero. */
const ZERO = 128;
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
    const { layer, note: more, form, pictures } = shown.filters;
    const { width, height, count, total, limit, isColour } = pictures;
    const which = count < total ? `The first ${count} of ${total} filters` : `The ${total} filters`;
    const [least, most] = [`−${formatMetric(limit)}`, formatMetric(limit)];
    const isPlain = form === 'pictures' && !isColour;
    const range = isPlain ? `${nameOfBelow()} is ${least}, blue is ${most}` : `from ${least} to ${most}`;
    setText(note, `${which} of ${layer} after epoch ${shown.epoch}: ${range}. ${more ?? ''}`.trim());
    const label = `${which} of ${layer}`;
    if (form === 'curves') {
      place.replaceChildren(curveStrip(pictures, label));
      return;
    }
    const scale = Math.max(1, Math.round(SIDE / Math.max(width, height)));
    place.replaceChildren(stripElement(pictures, `${label}, ${height} by ${width} each`, scale));
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

/** Each filter as bars over its steps, or as a line per input channel. */
function curveStrip({ width, height, count, bytes }: PictureStrip, label: string): HTMLElement {
  const size = width * height;
  const values = decodeBytes(bytes, size * count);
  const drawings = Array.from({ length: count }, (_value, index) => {
    const own = values.subarray(index * size, (index + 1) * size);
    const name = `Filter ${index + 1}, ${width} steps`;
    return height === 1
      ? barsElement(own, ZERO, name)
      : curvesElement({ points: width, curves: height, values: own }, name, ZERO);
  });
  return el('div', { class: 'strip', role: 'group', 'aria-label': label }, ...drawings);
}
