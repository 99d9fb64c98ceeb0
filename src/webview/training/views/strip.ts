/** Draws pictures of values in colours of the theme: one above zero, another below, the colour of the page at zero. */

import type { PictureStrip } from '../../../protocol/training-control';
import { el } from '../dom';
import { decodeBytes } from '../state/samples';
import { readDivergingColors } from '../theme';
import { paintCanvas } from './sample-content';

/** Pixels of the height of one row of numbers, which is taller than it is wide so that it can be seen. */
const ROW = 14;

/** A picture per channel or filter, `label` for those who do not see them. `scale` is the size of one value in pixels. */
export function stripElement(strip: PictureStrip, label: string, scale: number): HTMLElement {
  const { width, height, count, isColour } = strip;
  const size = width * height * (isColour ? 3 : 1);
  const values = decodeBytes(strip.bytes, size * count);
  const colors = readDivergingColors();
  const canvases = Array.from({ length: count }, (_value, index) => {
    const own = values.subarray(index * size, (index + 1) * size);
    const bytes = isColour ? own : diverging(own, colors);
    const canvas = paintCanvas(bytes, { width, height, channels: 3 }, null);
    canvas.style.width = `${width * scale}px`;
    canvas.style.height = `${height === 1 ? ROW : height * scale}px`;
    return canvas;
  });
  return el('div', { class: 'strip', role: 'img', 'aria-label': label }, ...canvases);
}

/** Red, green and blue of each value. */
function diverging(values: Uint8Array, { zero, above, below }: DivergingColors): Uint8Array {
  const bytes = new Uint8Array(3 * values.length);
  values.forEach((value, index) => {
    const share = Math.min(1, Math.abs(value - 128) / 127);
    const end = value >= 128 ? above : below;
    for (let channel = 0; channel < 3; channel++) {
      bytes[3 * index + channel] = Math.round(zero[channel]! + (end[channel]! - zero[channel]!) * share);
    }
  });
  return bytes;
}

type DivergingColors = ReturnType<typeof readDivergingColors>;
