/** A picture drawn by hand and what the model takes it for, while it is drawn. */

import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { InspectedSample, TrainerAnswer } from '../../../protocol/training-control';
import { el, section, setText, type View } from '../dom';
import { Asker, type Questions } from '../questions';
import { canDraw, drawnPicture, type PictureForm } from '../state/drawn-picture';
import { formatPercent } from '../state/format';
import { canAsk, type TrainingState } from '../state/training-state';
import { createPad } from './pad';
import { paintCanvas } from './sample-content';
import { probabilityBars } from './samples';

const EMPTY =
  'Draw with the mouse, a pen or a finger; with the keyboard, the space bar sets the pen down and lifts it, and the arrow keys move it.';

export interface Drawing extends View<TrainingState> {
  clear(): void;
}

export function createDrawing(questions: Questions, onShowLayers: (sample: InspectedSample) => void): Drawing {
  const asker = new Asker(questions, receive);
  const pad = createPad(changed);
  const pen = el('input', { type: 'color', value: '#ffffff', id: 'pen-colour' });
  const penChoice = el('label', { class: 'pen-colour', for: pen.id }, 'Pen', pen);
  const clear = el('vscode-button', { secondary: true }, 'Clear');
  const layers = el('vscode-button', { secondary: true, hidden: true }, 'Show Activations');
  const seen = el('div', { class: 'drawing-seen' });
  const verdict = el('p', { class: 'drawing-verdict', 'aria-live': 'polite' }, EMPTY);
  const bars = el('div', { class: 'drawing-bars' });
  const result = el('div', { class: 'drawing-result' }, verdict, bars, seen);
  const controls = el('div', { class: 'buttons' }, clear, layers, penChoice);
  const element = section(
    'draw',
    'Draw a picture',
    el('div', { class: 'drawing' }, el('div', { class: 'drawing-pad' }, pad.element, controls), result),
  );
  const heading = element.querySelector('h2')!;
  let form: PictureForm | null = null;
  let classes: readonly string[] = [];
  /** In the form that the model takes. */
  let picture: Uint8Array | null = null;
  let newest: TrainingState['evaluation'] = null;

  pen.addEventListener('input', () => pad.dip(pen.value));
  clear.addEventListener('click', () => wipe());
  layers.addEventListener('click', () => {
    if (picture) onShowLayers({ pixels: encode(picture) });
  });

  function wipe(): void {
    asker.forget();
    pad.clear();
    picture = null;
    seen.replaceChildren();
    bars.replaceChildren();
    layers.hidden = true;
    setText(verdict, EMPTY);
  }

  function changed(): void {
    picture = form && drawnPicture(pad.read(), form);
    if (!form || !picture) return;
    const { width, height, isCentred } = form;
    const title = `What the model sees: ${width} by ${height} pixels${isCentred ? ', centred as in MNIST' : ''}`;
    seen.replaceChildren(paintCanvas(picture, form, title), el('span', {}, title));
    layers.hidden = false;
    asker.ask({ type: 'inspect', sample: { pixels: encode(picture) }, layers: false });
  }

  function receive(answer: TrainerAnswer): void {
    if (!picture) return;
    if (answer.type === 'refused') setText(verdict, answer.message);
    if (answer.type !== 'inspection') return;
    const { probabilities } = answer;
    const best = probabilities.indexOf(Math.max(...probabilities));
    const name = (index: number) => classes[index] ?? String(index);
    setText(verdict, `This is ${name(best)}, with ${formatPercent(probabilities[best] ?? 0)}.`);
    bars.replaceChildren(probabilityBars({ label: best, predicted: best, probabilities }, name));
  }

  /** Before the first stroke, and where another run has other pictures. */
  function take(next: PictureForm): void {
    form = next;
    const title = form.isCentred ? 'Draw a digit' : 'Draw a picture';
    setText(heading, title);
    pad.shape(title, form.width, form.height);
    const isGrey = form.channels === 1;
    penChoice.hidden = isGrey;
    pad.dip(isGrey ? '#ffffff' : pen.value);
    wipe();
  }

  return {
    element,
    update(state) {
      const { evaluation, started } = state;
      const next = started?.samples ?? null;
      element.hidden = !canDraw(next) || evaluation === null || !canAsk(state);
      if (!evaluation || !canDraw(next)) return;
      if (next !== form) take(next);
      classes = evaluation.classes;
      // The weights are others now.
      if (evaluation !== newest && picture) changed();
      newest = evaluation;
    },
    clear: wipe,
  };
}

function encode(pixels: Uint8Array): string {
  let text = '';
  for (const byte of pixels) text += String.fromCharCode(byte);
  return btoa(text);
}
