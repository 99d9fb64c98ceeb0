/** A digit drawn by hand and what the model takes it for, while it is drawn. */

import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { TrainerAnswer } from '../../../protocol/training-control';
import { el, section, setText, type View } from '../dom';
import { Asker, type Questions } from '../questions';
import { centerDigit, type GreyImage } from '../state/center-digit';
import { formatPercent } from '../state/format';
import { canAsk, type TrainingState } from '../state/training-state';
import { createPad } from './pad';
import { greyCanvas, probabilityBars } from './samples';

const EMPTY =
  'Draw with the mouse, a pen or a finger; with the keyboard, the space bar sets the pen down and lifts it, and the arrow keys move it.';

export interface Drawing extends View<TrainingState> {
  clear(): void;
}

export function createDrawing(questions: Questions, onShowLayers: (pixels: string, title: string) => void): Drawing {
  const asker = new Asker(questions, receive);
  const pad = createPad('Draw a digit', changed);
  const clear = el('vscode-button', { secondary: true }, 'Clear');
  const layers = el('vscode-button', { secondary: true, hidden: true }, 'Show Activations');
  const seen = el('div', { class: 'drawing-seen' });
  const verdict = el('p', { class: 'drawing-verdict', 'aria-live': 'polite' }, EMPTY);
  const bars = el('div', { class: 'drawing-bars' });
  const result = el('div', { class: 'drawing-result' }, verdict, bars, el('div', { class: 'drawing-input' }, seen));
  const controls = el('div', { class: 'buttons' }, clear, layers);
  const element = section(
    'draw',
    'Draw a digit',
    el('div', { class: 'drawing' }, el('div', { class: 'drawing-pad' }, pad.element, controls), result),
  );
  let size: { readonly width: number; readonly height: number } | null = null;
  let classes: readonly string[] = [];
  let image: GreyImage | null = null;
  let newest: TrainingState['evaluation'] = null;

  clear.addEventListener('click', () => wipe());
  layers.addEventListener('click', () => {
    if (image) onShowLayers(encode(image.pixels), 'the drawn digit');
  });

  function wipe(): void {
    asker.forget();
    pad.clear();
    image = null;
    seen.replaceChildren();
    bars.replaceChildren();
    layers.hidden = true;
    setText(verdict, EMPTY);
  }

  function changed(): void {
    image = size && centerDigit(pad.read(), size.width, size.height);
    if (!image) return;
    const title = `What the model sees: ${image.width} by ${image.height} pixels, centred as in MNIST`;
    seen.replaceChildren(greyCanvas(image.pixels, image.width, image.height, title), el('span', {}, title));
    layers.hidden = false;
    asker.ask({ type: 'inspect', pixels: encode(image.pixels), layers: false });
  }

  function receive(answer: TrainerAnswer): void {
    if (!image) return;
    if (answer.type === 'refused') setText(verdict, answer.message);
    if (answer.type !== 'inspection') return;
    const { probabilities } = answer;
    const best = probabilities.indexOf(Math.max(...probabilities));
    const name = (index: number) => classes[index] ?? String(index);
    setText(verdict, `This is ${name(best)}, with ${formatPercent(probabilities[best] ?? 0)}.`);
    const sample = { index: 0, label: best, predicted: best, probabilities, pixels: '', width: 0, height: 0 };
    bars.replaceChildren(probabilityBars(sample, name));
  }

  return {
    element,
    update(state) {
      const { evaluation } = state;
      const sample = evaluation?.samples[0] ?? null;
      element.hidden = sample === null || !canAsk(state);
      if (!evaluation || !sample) return;
      size = { width: sample.width, height: sample.height };
      classes = evaluation.classes;
      // The weights are others now.
      if (evaluation !== newest && image) changed();
      newest = evaluation;
    },
    clear: wipe,
  };
}

function encode(pixels: Uint8Array): string {
  return btoa(String.fromCharCode(...pixels));
}
