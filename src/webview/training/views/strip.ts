/** Draws pictures of values: blue above zero, orange below, the colour of the page at zero. */

import type { PictureStrip } from '../../../protocol/training-control';
import { el } from '../dom';
import { decodeBytes } from '../state/samples';
import { readDivergingColors } from '../theme';

/** Pixels of the height of one row of numbers, which is taller than it is wide so that it can be seen. */
const ROW = 14;

/** A picture per channel or filter, `label` for those who do not see them. `scale` is the size of one value in pixels. */
export function stripElement({ width, height, count, bytes }: PictureStrip, label: string, scale: number): HTMLElement {
  const values = decodeBytes(bytes, width * height * count);
  const colors = readDivergingColors();
  const canvases = Array.from({ length: count }, (_value, index) => {
    const canvas = el('canvas', { width, height });
    canvas.style.width = `${width * scale}px`;
    canvas.style.height = `${height === 1 ? ROW : height * scale}px`;
    draw(canvas, values.subarray(index * width * height, (index + 1) * width * height), colors);
    return canvas;
  });
  return el('div', { class: 'strip', role: 'img', 'aria-label': label }, ...canvases);
}

function draw(canvas: HTMLCanvasElement, values: Uint8Array, { zero, above, below }: DivergingColors): void {
  const context = canvas.getContext('2d');
  if (!context || values.length === 0) return;
  const image = context.createImageData(canvas.width, canvas.height);
  values.forEach((value, index) => {
    const share = Math.min(1, Math.abs(value - 128) / 127);
    const end = value >= 128 ? above : below;
    for (let channel = 0; channel < 3; channel++) {
      image.data[4 * index + channel] = zero[channel]! + (end[channel]! - zero[channel]!) * share;
    }
    image.data[4 * index + 3] = 255;
  });
  context.putImageData(image, 0, 0);
}

type DivergingColors = ReturnType<typeof readDivergingColors>;
