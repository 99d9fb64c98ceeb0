/** One metric as lines: batches, their average, epochs of training and of validation. */

import uPlot from 'uplot';
import { el, setText, type View } from '../dom';
import type { Curve } from '../state/curve';
import { formatMetric } from '../state/format';
import { isAccuracy } from '../state/metric-names';
import { type ChartColors, readChartColors } from '../theme';

export interface CurveChart extends View<Curve> {
  /** Takes over the colours of a new theme. */
  repaint(): void;
}

const HEIGHT = 240;
const COLUMNS = ['raw', 'smooth', 'train', 'validation'] as const;
const LABELS = { raw: 'batch', smooth: 'average', train: 'train, per epoch', validation: 'validation' };

/** Epochs between two ticks; parts of an epoch only while there is no more than one. */
const WHOLE_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const PART_STEPS = [0.1, 0.2, 0.5, 1];

export function createCurveChart(name: string): CurveChart {
  const canvas = el('div', { class: 'chart-canvas', role: 'img' });
  const legend = COLUMNS.map((column) => createLegendItem(column, (shown) => toggle(column, shown)));
  const element = el(
    'figure',
    { class: 'chart' },
    el('figcaption', {}, name),
    canvas,
    el(
      'div',
      { class: 'legend', role: 'group', 'aria-label': `Lines of ${name}` },
      ...legend.map(({ element }) => element),
    ),
  );
  let curve: Curve | null = null;
  let plot: uPlot | null = null;

  new ResizeObserver(() => {
    if (plot && canvas.clientWidth > 0) plot.setSize({ width: canvas.clientWidth, height: HEIGHT });
  }).observe(canvas);

  function toggle(column: (typeof COLUMNS)[number], show: boolean): void {
    plot?.setSeries(COLUMNS.indexOf(column) + 1, { show });
  }

  function showLegend(row: number | null): void {
    legend.forEach((item, index) => {
      const values = curve?.[COLUMNS[index]!] ?? [];
      item.show(row === null ? lastOf(values) : nearest(values, row));
    });
  }

  function build(data: Curve): uPlot {
    const width = canvas.clientWidth || 400;
    const options = chartOptions(name, () => curve ?? data, width, readChartColors(), showLegend);
    legend.forEach(({ isShown }, index) => {
      options.series[index + 1]!.show = isShown();
    });
    canvas.replaceChildren();
    return new uPlot(options, toData(data), canvas);
  }

  return {
    element,
    update(data) {
      curve = data;
      if (plot) plot.setData(toData(data));
      else plot = build(data);
      canvas.setAttribute('aria-label', describe(data));
      showLegend(plot.cursor.idx ?? null);
    },
    repaint() {
      if (!plot || !curve) return;
      plot.destroy();
      plot = build(curve);
    },
  };
}

/** What the picture shows, in words. */
function describe({ name, x, smooth, train, validation }: Curve): string {
  const parts = [`Line chart of ${name} over ${formatMetric(x.at(-1) ?? 0).replace(/\.?0+$/, '')} epochs`];
  const add = (text: string, value: number | null) => value !== null && parts.push(`${text} ${formatMetric(value)}`);
  add('average of the newest batches', lastOf(smooth));
  add('training in the last whole epoch', lastOf(train));
  add('validation', lastOf(validation));
  return parts.join(', ');
}

function chartOptions(
  name: string,
  curve: () => Curve,
  width: number,
  colors: ChartColors,
  onCursor: (row: number | null) => void,
): uPlot.Options {
  const axis = {
    stroke: colors.text,
    font: colors.font,
    grid: { stroke: colors.grid, width: 1 },
    ticks: { show: false },
  };
  const dots = (color: string) => ({ show: true, size: 7, stroke: color, fill: color });
  return {
    width,
    height: HEIGHT,
    padding: [8, 12, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: 'epoch' }, y: false, drag: { x: false, y: false } },
    hooks: { setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)] },
    scales: {
      x: { time: false, range: (_plot, _min, max) => [0, Math.max(1, Math.ceil(max ?? 1))] },
      y: { range: () => valueRange(curve()) },
    },
    axes: [
      {
        ...axis,
        label: 'epoch',
        labelFont: colors.font,
        labelSize: 16,
        size: 28,
        incrs: (_plot, _axis, _min, max) => (max > 1 ? WHOLE_STEPS : PART_STEPS),
        space: 36,
      },
      { ...axis, size: 56, space: 32 },
    ],
    series: [
      {},
      { label: LABELS.raw, stroke: colors.batch, width: 1, spanGaps: true, points: { show: false } },
      { label: LABELS.smooth, stroke: colors.train, width: 2, spanGaps: true, points: { show: false } },
      { label: LABELS.train, stroke: colors.train, paths: () => null, points: dots(colors.train) },
      {
        label: LABELS.validation,
        stroke: colors.validation,
        width: 2,
        dash: [6, 4],
        spanGaps: true,
        points: dots(colors.validation),
      },
    ],
  };

  /** The steep fall of the first batches would press the rest flat, so it may leave the picture at the top. */
  function valueRange({ x, smooth, train, validation }: Curve): [number, number] {
    const from = x.length > 40 ? 0.05 * x.at(-1)! : 0;
    const values = [train, validation, smooth.filter((_value, row) => x[row]! >= from)]
      .flat()
      .filter((value) => value !== null);
    if (values.length === 0) return [0, 1];
    const [low, high] = values.reduce(
      ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
      [values[0]!, values[0]!],
    );
    const margin = (high - low || Math.abs(high) || 1) * 0.08;
    const bottom = low >= 0 ? Math.max(0, low - margin) : low - margin;
    return [bottom, isAccuracy(name) && high <= 1 ? Math.min(1, high + margin) : high + margin];
  }
}

function createLegendItem(column: (typeof COLUMNS)[number], onToggle: (shown: boolean) => void) {
  const value = el('span', { class: 'legend-value' });
  const swatch = el('span', { class: `swatch swatch-${column}`, 'aria-hidden': 'true' });
  const element = el(
    'button',
    { type: 'button', 'aria-pressed': 'true' },
    swatch,
    el('span', {}, LABELS[column]),
    value,
  );
  const isShown = () => element.getAttribute('aria-pressed') === 'true';
  element.addEventListener('click', () => {
    element.setAttribute('aria-pressed', String(!isShown()));
    onToggle(isShown());
  });
  return {
    element,
    isShown,
    show: (shown: number | null) => setText(value, shown === null ? '' : formatMetric(shown)),
  };
}

function toData({ x, raw, smooth, train, validation }: Curve): uPlot.AlignedData {
  return [x, raw, smooth, train, validation];
}

function lastOf(values: readonly (number | null)[]): number | null {
  for (let index = values.length - 1; index >= 0; index--) if (values[index] !== null) return values[index]!;
  return null;
}

/** The value at this row, or the next one that there is. */
function nearest(values: readonly (number | null)[], row: number): number | null {
  for (let index = row; index < values.length; index++) if (values[index] !== null) return values[index]!;
  return lastOf(values);
}
