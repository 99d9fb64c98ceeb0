/** A row per layer that leads to its place. The layers of an inner model stand below its row and are folded at first. */
import type { ProtocolPlace, SummaryLayer } from '../../protocol/requests';
import { breakable, el } from '../training/dom';

interface LayerNode {
  readonly element: HTMLElement;
  /** Names from the outermost model on: what is unfolded stays so when the text changes. */
  readonly key: string;
  readonly inner: readonly LayerNode[];
}

/** Makes the rows of a summary again at each call; what was unfolded before stays unfolded. */
export function layerRows(
  reveal: (place: ProtocolPlace) => void,
): (layers: readonly SummaryLayer[]) => readonly HTMLElement[] {
  const open = new Set<string>();

  function nodes(layers: readonly SummaryLayer[], path: readonly string[]): LayerNode[] {
    const chain = isChain(layers);
    return layers.map((layer) => {
      const inside = [...path, layer.name];
      const key = JSON.stringify(inside);
      const inner = nodes(layer.layers, inside);
      const fold = inner.length === 0 ? null : foldButton(layer.name, open.has(key));
      fold?.addEventListener('click', () => {
        if (!open.delete(key)) open.add(key);
        fold.setAttribute('aria-expanded', String(open.has(key)));
        show(inner, open.has(key));
      });
      return { element: row(layer, fold, path.length, chain, reveal), key, inner };
    });
  }

  function show(list: readonly LayerNode[], isShown: boolean): void {
    for (const { element, key, inner } of list) {
      element.hidden = !isShown;
      show(inner, isShown && open.has(key));
    }
  }

  return (layers) => {
    const list = nodes(layers, []);
    show(list, true);
    return list.flatMap(elementsOf);
  };
}

function elementsOf({ element, inner }: LayerNode): HTMLElement[] {
  return [element, ...inner.flatMap(elementsOf)];
}

/** True where each layer takes what the one before it gives. */
function isChain(layers: readonly SummaryLayer[]): boolean {
  return layers.every(({ from }, i) => i === 0 || from.length === 0 || from.join() === layers[i - 1]!.name);
}

function foldButton(name: string, isOpen: boolean): HTMLElement {
  const label = `Layers of ${name}`;
  return el('button', {
    type: 'button',
    class: 'fold',
    title: label,
    'aria-label': label,
    'aria-expanded': String(isOpen),
  });
}

/** `from` is told only where the layers are no plain chain. */
function row(
  layer: SummaryLayer,
  fold: HTMLElement | null,
  depth: number,
  chain: boolean,
  reveal: (place: ProtocolPlace) => void,
): HTMLElement {
  const link = el(
    'button',
    { type: 'button', class: 'link', title: `Show ${layer.name} in the text` },
    breakable(layer.name),
  );
  link.addEventListener('click', () => reveal(layer.place));
  const more = (text: string): HTMLElement => el('div', { class: 'from' }, text);
  const name = el(
    'th',
    { scope: 'row', class: 'name' },
    fold,
    link,
    el('div', { class: 'from under' }, layer.className),
  );
  name.style.setProperty('--depth', String(depth));
  if (!chain && layer.from.length > 0) name.append(more(`from ${layer.from.join(', ')}`));
  if (layer.applications > 1) name.append(more(`applied ${layer.applications} times`));
  const output = el('td', {}, el('code', {}, layer.output));
  if (layer.unknown) output.append(more(`not known because ${layer.unknown}`));
  const count = (text: string, kind: string): HTMLElement =>
    el('td', { class: `number ${kind}${text === '0' ? ' zero' : ''}` }, text);
  const params = count(layer.params, '');
  if (layer.macs !== '0') params.append(el('div', { class: 'from narrow' }, `${layer.macs} MACs`));
  return el('tr', {}, name, el('td', { class: 'beside' }, layer.className), output, params, count(layer.macs, 'wide'));
}
