/** What each layer gives for one sample: a picture per channel. */

import type { InspectedSample, LayerActivation, PictureStrip, TrainerAnswer } from '../../../protocol/training-control';
import { el, section, setText } from '../dom';
import { Asker, type Questions } from '../questions';
import { formatCount, formatMetric, formatShape } from '../state/format';
import { canAsk, type TrainingState } from '../state/training-state';
import { nameOfBelow } from '../theme';
import type { Repaintable } from './filters';
import { contentElement } from './sample-content';
import { stripElement } from './strip';

type Inspection = Extract<TrainerAnswer, { readonly type: 'inspection' }>;

/** Pixels of a picture's longer side, if its values do not need more. */
const SIDE = 40;
const LONG = 320;

export interface Activations extends Repaintable<TrainingState> {
  /** Asks for this sample. */
  show(sample: InspectedSample): void;
  /** Asks for the same sample again, after the weights have changed. */
  refresh(): void;
  clear(): void;
}

export function createActivations(questions: Questions): Activations {
  const note = el('p', { class: 'note', role: 'status' });
  const list = el('ul', { class: 'activations' });
  const index = el('input', { id: 'activations-index', type: 'number', min: 0, step: 1 });
  const of = el('span', {});
  const choice = el('label', { class: 'index-choice', for: index.id }, 'Validation sample', index, of);
  const picture = el('div', { class: 'looked-at' });
  const element = section('activations', 'Activations', choice, note, picture, list);
  const asker = new Asker(questions, receive);
  let state: TrainingState | null = null;
  let chosen: InspectedSample | null = null;
  let layers: readonly LayerActivation[] = [];
  let title = '';

  index.addEventListener('input', () => {
    if (index.value !== '' && index.checkValidity()) show({ index: Number(index.value) });
  });

  function show(sample: InspectedSample): void {
    chosen = sample;
    if ('index' in sample) index.value = String(sample.index);
    else index.value = '';
    if (layers.length === 0) setText(note, 'The layers are being asked …');
    ask();
  }

  function receive(answer: TrainerAnswer): void {
    if (!chosen) return;
    if (answer.type === 'refused') setText(note, answer.message);
    if (answer.type !== 'inspection') return;
    layers = answer.layers;
    const { text, content } = lookedAt(chosen, answer);
    title = text;
    picture.replaceChildren(...(content ? [contentElement(content, state?.started?.samples ?? null, text)] : []));
    draw();
  }

  function lookedAt(sample: InspectedSample, { sample: told, probabilities }: Inspection) {
    if (!('index' in sample) || !told) return { text: 'what is drawn', content: null };
    const name = (number: number) => state?.evaluation?.classes[number] ?? String(number);
    const predicted = name(probabilities.indexOf(Math.max(...probabilities)));
    const text = `sample ${sample.index}, labelled ${name(told.label)} and predicted as ${predicted}`;
    return { text, content: told.content };
  }

  function draw(): void {
    if (layers.length === 0) return;
    setText(note, `What each layer gives for ${title}: blue is above zero, ${nameOfBelow()} below.`);
    list.replaceChildren(...layers.map(toElement));
  }

  function ask(): void {
    if (chosen) asker.ask({ type: 'inspect', sample: chosen, layers: true });
  }

  return {
    element,
    update(next) {
      state = next;
      const count = next.started?.validationSamples ?? 0;
      element.hidden = count === 0 || next.evaluation === null || (!canAsk(next) && layers.length === 0);
      choice.hidden = !canAsk(next);
      index.max = String(count - 1);
      setText(of, `of 0 to ${formatCount(count - 1)}`);
    },
    show,
    refresh: ask,
    clear() {
      asker.forget();
      chosen = null;
      layers = [];
      index.value = '';
      setText(note, '');
      picture.replaceChildren();
      list.replaceChildren();
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
