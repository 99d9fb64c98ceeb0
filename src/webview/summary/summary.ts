/** The table of a model: a row per layer that leads to its place, and the totals. */
import type { SummaryLayer, SummaryResult } from '../../protocol/requests';
import type { SummaryOutput } from '../../protocol/summary-panel';
import { el, type View } from '../training/dom';

const COLUMNS = ['Layer', 'Type', 'Output shape', 'Parameters', 'MACs'] as const;

export function createSummary(send: (message: SummaryOutput) => void): View<SummaryResult | null> {
  const title = el('h1', {}, 'Summary');
  const kind = el('span', { class: 'kind' });
  const train = el('button', { class: 'train', type: 'button' }, 'Train');
  train.addEventListener('click', () => send({ type: 'train' }));
  const note = el('p', { class: 'note', role: 'status' });
  const body = el('tbody');
  const head = el(
    'thead',
    {},
    el(
      'tr',
      {},
      ...COLUMNS.map((name, i) =>
        el('th', { scope: 'col', class: i > 2 ? 'number' : i === 1 ? 'beside' : null }, name),
      ),
    ),
  );
  const totals = el('dl', { class: 'totals' });
  const element = el(
    'main',
    {},
    el('header', {}, el('div', {}, title, kind), train),
    note,
    el('table', {}, head, body),
    totals,
  );
  let shown = '';

  return {
    element,
    update(summary) {
      const text = JSON.stringify(summary);
      if (text === shown) return;
      shown = text;
      element.classList.toggle('stale', summary === null);
      note.textContent =
        summary === null
          ? 'The model is not in the text any more.'
          : summary.unknown
            ? `Not known in full because ${summary.unknown}.`
            : '';
      // What was known last stays to be read.
      if (!summary) return;
      title.textContent = summary.name;
      kind.textContent = `${summary.kind} model`;
      train.disabled = summary.unknown !== null;
      const chain = summary.layers.every(
        (layer, i) => i === 0 || layer.from.length === 0 || layer.from.join() === summary.layers[i - 1]!.name,
      );
      body.replaceChildren(...summary.layers.map((layer) => row(layer, chain, send)));
      totals.replaceChildren(
        ...total('Total parameters', summary.params),
        ...total('Trainable', summary.trainable),
        ...total('MACs per sample', summary.macs),
      );
    },
  };
}

/** `from` is told only where the layers are no plain chain. */
function row(layer: SummaryLayer, chain: boolean, send: (message: SummaryOutput) => void): HTMLElement {
  const link = el('button', { type: 'button', class: 'link', title: `Show ${layer.name} in the text` }, layer.name);
  link.addEventListener('click', () => send({ type: 'reveal', place: layer.place }));
  const from = chain || layer.from.length === 0 ? null : el('div', { class: 'from' }, `from ${layer.from.join(', ')}`);
  const output = el('td', {}, el('code', {}, layer.output));
  if (layer.unknown) output.append(el('div', { class: 'from' }, `not known because ${layer.unknown}`));
  const zero = (text: string) => el('td', { class: `number${text === '0' ? ' zero' : ''}` }, text);
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, link, el('div', { class: 'from under' }, layer.className), from),
    el('td', { class: 'beside' }, layer.className),
    output,
    zero(layer.params),
    zero(layer.macs),
  );
}

function total(name: string, value: string): Node[] {
  return [el('dt', {}, name), el('dd', {}, value)];
}
