/** The table of a model with its totals, and the way to train it. */
import type { SummaryResult } from '../../protocol/requests';
import type { SummaryOutput } from '../../protocol/summary-panel';
import { el, type View } from '../training/dom';
import { layerRows } from './layer-rows';

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
        el('th', { scope: 'col', class: ['name', 'beside', null, 'number', 'number wide'][i]! }, name),
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
  const rows = layerRows((place) => send({ type: 'reveal', place }));

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
      body.replaceChildren(...rows(summary.layers));
      totals.replaceChildren(
        ...total('Total parameters', summary.params),
        ...total('Trainable', summary.trainable),
        ...(summary.frozen === null ? [] : total('Non-trainable', summary.frozen)),
        ...total('MACs per sample', summary.macs),
      );
    },
  };
}

function total(name: string, value: string): Node[] {
  return [el('dt', {}, name), el('dd', {}, value)];
}
