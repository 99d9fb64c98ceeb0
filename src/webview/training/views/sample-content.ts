/** A sample as it is: a picture in its own colours, curves over the steps of a sequence, or the values of a row. */

import type { SampleContent, SampleForm } from '../../../protocol/samples';
import { el } from '../dom';
import { formatCount, formatShort, formatValue } from '../state/format';
import { paintedPixels } from '../state/painted-pixels';
import { decodeBytes } from '../state/samples';
import { curvesElement } from './curves';

/** `label` tells what is shown to those who do not see it. */
export function contentElement(content: SampleContent, form: SampleForm | null, label: string): Element {
  switch (content.kind) {
    case 'picture':
      return pictureCanvas(content, label);
    case 'sequence': {
      const { points, curves, least, most, bytes } = content;
      const values = decodeBytes(bytes, points * curves);
      const features = form?.kind === 'sequence' ? form.features : curves;
      const which = curves < features ? `, the first ${curves} of ${features} features` : '';
      return el(
        'span',
        { class: 'sequence' },
        curvesElement({ points, curves, values }, label),
        el('span', { class: 'sequence-range' }, `${formatShort(least)} to ${formatShort(most)}${which}`),
      );
    }
    case 'row':
      return rowElement(content.values, form?.kind === 'row' ? form : null);
  }
}

type Picture = Pick<Extract<SampleContent, { kind: 'picture' }>, 'width' | 'height' | 'channels' | 'pixels'>;

function pictureCanvas({ pixels, ...size }: Picture, label: string): HTMLCanvasElement {
  return paintCanvas(decodeBytes(pixels, size.width * size.height * size.channels), size, label);
}

/** Bytes from 0 to 255, the channels of a pixel side by side. Without a label where what holds the canvas has one. */
export function paintCanvas(
  bytes: Uint8Array,
  size: { readonly width: number; readonly height: number; readonly channels: number },
  label: string | null,
): HTMLCanvasElement {
  const { width, height, rgba } = paintedPixels(bytes, size);
  const canvas = el('canvas', { width, height, role: label && 'img', 'aria-label': label });
  const context = canvas.getContext('2d');
  if (!context || rgba.length === 0) return canvas;
  const image = context.createImageData(width, height);
  image.data.set(rgba);
  context.putImageData(image, 0, 0);
  return canvas;
}

function rowElement(values: readonly number[], form: Extract<SampleForm, { kind: 'row' }> | null): HTMLElement {
  const more = (form?.size ?? values.length) - values.length;
  return el(
    'span',
    { class: 'row-values' },
    ...values.flatMap((value, at) => {
      const name = form?.names?.[at] ?? String(at + 1);
      return [
        el('span', { class: 'row-name', title: name }, name),
        el('span', { class: 'row-value' }, formatValue(value)),
      ];
    }),
    more > 0 ? el('span', { class: 'row-more' }, `and ${formatCount(more)} more`) : null,
  );
}
