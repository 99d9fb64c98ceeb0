/** Samples with what the model makes of them, the worst first. */

import type { SampleForm, SamplePrediction } from '../../../protocol/samples';
import { el, section, type View } from '../dom';
import { formatPercent, isShortName } from '../state/format';
import { chooseSamples, isRight, topProbabilities } from '../state/samples';
import type { ConfusionData } from './confusion';
import { contentElement } from './sample-content';

/** Bars per sample; models with more classes show the most probable ones. */
const BARS = 10;
/** Bars of classes with long names lie below each other, so there are fewer. */
const LYING_BARS = 4;

export interface SamplesData extends ConfusionData {
  readonly form: SampleForm | null;
  /** Samples of the chosen cell that were asked for; `null` before they are there. */
  readonly asked: readonly SamplePrediction[] | null;
  /** Whether a sample can be chosen to see what the layers make of it. */
  readonly canChoose: boolean;
}

export function createSamples(onShowAll: () => void, onChoose: (sample: SamplePrediction) => void): View<SamplesData> {
  const list = el('ul', { class: 'samples' });
  const summary = el('span', { role: 'status' });
  const all = el('button', { type: 'button', class: 'link', hidden: true }, 'Show all samples');
  all.addEventListener('click', onShowAll);
  const element = section('samples', 'Sample predictions', el('p', { class: 'note' }, summary, ' ', all), list);
  let shown: SamplesData | null = null;

  return {
    element,
    update(data) {
      if (shown && isSame(data, shown)) return;
      shown = data;
      element.hidden = false;
      const { classes, samples } = data.evaluation;
      const chosen = chooseSamples(data.asked ?? samples, data.cell);
      const hint = data.canChoose && chosen.length > 0 ? ' Choose one to see what each layer makes of it.' : '';
      summary.textContent = summaryText(data, chosen.length) + formText(data.form) + hint;
      all.hidden = data.cell === null;
      list.className = `samples samples-${data.form?.kind ?? 'picture'}`;
      const choose = data.canChoose ? onChoose : null;
      list.replaceChildren(...chosen.map((sample) => toElement(sample, data.form, classes, choose)));
    },
  };
}

function isSame(a: SamplesData, b: SamplesData): boolean {
  return a.evaluation === b.evaluation && a.cell === b.cell && a.asked === b.asked && a.canChoose === b.canChoose;
}

function formText(form: SampleForm | null): string {
  return form?.kind === 'sequence' && form.features > 1 ? ' A line is one feature over the steps.' : '';
}

function summaryText({ evaluation: { classes, confusion }, cell }: ConfusionData, count: number): string {
  if (!cell) return `${count} samples, the worst predictions first.`;
  const { label, predicted } = cell;
  const total = confusion[label]?.[predicted] ?? 0;
  const which = `labelled ${classes[label]} and predicted as ${classes[predicted]}`;
  if (total === 0) return `No sample is ${which}.`;
  return count === 0 ? `The run kept none of the ${total} ${which}.` : `${count} of ${total} ${which}.`;
}

function toElement(
  sample: SamplePrediction,
  form: SampleForm | null,
  classes: readonly string[],
  onChoose: ((sample: SamplePrediction) => void) | null,
): HTMLElement {
  const name = (index: number) => classes[index] ?? String(index);
  const right = isRight(sample);
  const title = right ? `${name(sample.label)} ✓` : `${name(sample.label)} →\u00a0${name(sample.predicted)}`;
  const text = `Sample ${sample.index}, labelled ${name(sample.label)}, predicted as ${name(sample.predicted)}`;
  const content = contentElement(sample.content, form, text);
  return el(
    'li',
    { class: right ? 'sample' : 'sample sample-wrong' },
    onChoose ? button(content, () => onChoose(sample)) : content,
    el('div', { class: 'sample-title', title: text }, title),
    probabilityBars(sample, name),
  );
}

function button(content: Element, onClick: () => void): HTMLElement {
  const title = 'Show what each layer makes of it';
  const element = el('button', { type: 'button', class: 'sample-choice', title }, content);
  element.addEventListener('click', onClick);
  return element;
}

interface Bars {
  readonly label: number;
  readonly predicted: number;
  readonly probabilities: readonly number[];
}

/** A bar per class, the label and the prediction in colour. */
export function probabilityBars(bars: Bars, name: (index: number) => string): HTMLElement {
  const standing = topProbabilities(bars, BARS);
  const areShort = standing.every(({ index }) => isShortName(name(index)));
  const shown = areShort ? standing : topProbabilities(bars, LYING_BARS);
  const spoken = [...shown].sort((a, b) => b.value - a.value).slice(0, 3);
  const label = `Probabilities: ${spoken.map(({ index, value }) => `${name(index)} ${formatPercent(value)}`).join(', ')}`;
  const parts = areShort ? (['bar', 'fill', 'name'] as const) : (['share', 'name', 'fill'] as const);
  const [kind, ...order] = parts;
  const elements = shown.map(({ index, value }) => {
    const role = index === bars.label ? 'bar-label' : index === bars.predicted ? 'bar-predicted' : '';
    const part = (each: 'fill' | 'name') =>
      el('span', { class: `${kind}-${each}` }, each === 'name' ? name(index) : null);
    const element = el('span', { class: `${kind} ${role}` }, ...order.map(part));
    element.style.setProperty('--share', String(value));
    return element;
  });
  return el('div', { class: `${kind}s`, role: 'img', 'aria-label': label, title: label }, ...elements);
}
