/** How the values of each weight are spread, as histograms. */

import uPlot from 'uplot';
import type { WeightSpread } from '../../../protocol/training';
import { breakable, el, section, setText } from '../dom';
import { formatShort } from '../state/format';
import type { EventOf, TrainingState } from '../state/training-state';
import { readChartColors } from '../theme';
import type { Repaintable } from './filters';

/** Histograms that are shown before more are asked for. */
const FIRST = 12;
const HEIGHT = 72;

export function createSpreads(): Repaintable<TrainingState> {
  const list = el('ul', { class: 'spreads' });
  const note = el('p', { class: 'note' });
  const more = el('button', { type: 'button', class: 'link', hidden: true });
  const element = section('weights', 'Weights', note, list, more);
  const plots: uPlot[] = [];
  let shown: EventOf<'weights'> | null = null;
  let all = false;
  more.addEventListener('click', () => {
    all = true;
    draw();
  });

  function draw(): void {
    for (const plot of plots.splice(0)) plot.destroy();
    if (!shown) return;
    const spreads = all ? shown.spreads : shown.spreads.slice(0, FIRST);
    setText(note, `How the values of each weight are spread after epoch ${shown.epoch}.`);
    more.hidden = spreads.length === shown.spreads.length;
    setText(more, `Show all ${shown.spreads.length} weights`);
    const stroke = readChartColors().train;
    list.replaceChildren(...spreads.map((spread) => toElement(spread, stroke, plots)));
  }

  return {
    element,
    update({ weights }) {
      element.hidden = !weights || weights.spreads.length === 0;
      if (weights === shown) return;
      shown = weights;
      draw();
    },
    repaint: draw,
  };
}

function toElement(spread: WeightSpread, color: string, plots: uPlot[]): HTMLElement {
  const { name, least, most, mean, deviation } = spread;
  const place = el('div', { class: 'spread-chart', role: 'img', 'aria-label': describe(spread) });
  plots.push(new uPlot(chartOptions(color), [middles(spread), [...spread.counts]], place));
  return el(
    'li',
    { class: 'spread' },
    el('div', { class: 'spread-name', title: name }, breakable(name.replace('/', ' / '))),
    place,
    el('div', { class: 'spread-ends' }, el('span', {}, formatShort(least)), el('span', {}, formatShort(most))),
    el('div', { class: 'spread-facts' }, `mean ${formatShort(mean)}, deviation ${formatShort(deviation)}`),
  );
}

function describe({ name, least, most, mean, deviation }: WeightSpread): string {
  const ends = `from ${formatShort(least)} to ${formatShort(most)}`;
  return `Histogram of ${name}: ${ends}, mean ${formatShort(mean)}, standard deviation ${formatShort(deviation)}`;
}

function middles({ least, most, counts }: WeightSpread): number[] {
  const width = (most - least) / counts.length || 1;
  return counts.map((_count, index) => least + (index + 0.5) * width);
}

function chartOptions(color: string): uPlot.Options {
  const bars = uPlot.paths.bars?.({ size: [0.9, 100] });
  return {
    width: 150,
    height: HEIGHT,
    padding: [2, 2, 0, 2],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false }, y: { range: (_plot, _min, max) => [0, max || 1] } },
    axes: [{ show: false }, { show: false }],
    series: [{}, { stroke: color, fill: color, width: 0, points: { show: false }, ...(bars ? { paths: bars } : {}) }],
  };
}
