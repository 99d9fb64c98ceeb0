/** What each layer gives for one sample: a picture per channel. */

import type { InspectedSample, LayerActivation, PictureStrip, TrainerAnswer } from '../../../protocol/training-control';
import { el, section, setText } from '../dom';
import { Asker, type Questions } from '../questions';
import { formatMetric, formatShape } from '../state/format';
import { stripElement } from './strip';

/** Pixels of a picture's longer side, if its values do not need more. */
const SIDE = 40;
const LONG = 320;

export interface Activations {
  readonly element: HTMLElement;
  /** Asks for this sample; `title` completes "What each layer gives for ...". */
  show(sample: InspectedSample, title: string): void;
  /** Asks for the same sample again, after the weights have changed. */
  refresh(): void;
  clear(): void;
  repaint(): void;
}

export function createActivations(questions: Questions): Activations {
  const note = el('p', { class: 'note', role: 'status' });
  const list = el('ul', { class: 'activations' });
  const element = section('activations', 'Activations', note, list);
  const asker = new Asker(questions, receive);
  let chosen: { readonly sample: InspectedSample; readonly title: string } | null = null;
  let layers: readonly LayerActivation[] = [];

  function receive(answer: TrainerAnswer): void {
    if (!chosen) return;
    element.hidden = false;
    if (answer.type === 'refused') setText(note, answer.message);
    if (answer.type !== 'inspection') return;
    layers = answer.layers;
    setText(note, `What each layer gives for ${chosen.title}: blue is above zero, orange below.`);
    draw();
  }

  function draw(): void {
    list.replaceChildren(...layers.map(toElement));
  }

  function ask(): void {
    if (chosen) asker.ask({ type: 'inspect', sample: chosen.sample, layers: true });
  }

  return {
    element,
    show(sample, title) {
      chosen = { sample, title };
      element.hidden = false;
      if (layers.length === 0) setText(note, 'The layers are being asked …');
      ask();
    },
    refresh: ask,
    clear() {
      asker.forget();
      chosen = null;
      layers = [];
      list.replaceChildren();
      element.hidden = true;
    },
    repaint: draw,
  };
}

function toElement({ name, className, shape, pictures }: LayerActivation): HTMLElement {
  const { count, total, limit } = pictures;
  const more = count < total ? `, the first ${count} of ${total} channels` : '';
  const axes = shape.length === 2 ? ', a row per channel, steps to the right' : '';
  const label = `${name}, a ${className} with the output ${formatShape(shape)}${more}${axes}, largest value ${formatMetric(limit)}`;
  const scale = scaleOf(pictures);
  const strip = stripElement(pictures, label, scale);
  return el(
    'li',
    { class: 'activation' },
    el(
      'div',
      { class: 'activation-title' },
      el('span', { class: 'activation-name' }, name),
      el('span', { class: 'class-name' }, ` ${formatShape(shape)}${more}${axes} · up to ${formatMetric(limit)}`),
    ),
    strip,
  );
}

/** Pixels per value. What is one picture alone has room. */
function scaleOf({ width, height, total }: PictureStrip): number {
  if (height === 1) return Math.max(5, Math.min(14, Math.floor(LONG / width)));
  if (total === 1) return Math.max(1, Math.floor(Math.min(LONG / width, LONG / 2 / height)));
  return Math.max(1, Math.ceil(SIDE / Math.max(width, height)));
}
