/** The curves of several runs over each other, one chart per loss or metric; and all charts as one picture. */

import uPlot from 'uplot';
import type { ComparedRun } from '../../protocol/runs-panel';
import { el } from '../training/dom';
import { metricNames, pointsOf } from './state/compare';
import 'uplot/dist/uPlot.min.css';

const HEIGHT = 220;
/** The colours of VS Code's charts; dashes tell runs apart where there are more. */
const COLORS = ['blue', 'orange', 'green', 'red', 'purple', 'yellow'].map((name) => `--vscode-charts-${name}`);
const FALLBACK = ['#3794ff', '#d18616', '#388a34', '#e51400', '#652d90', '#bf8803'];
const DASHES = [[], [8, 4], [2, 3]];

export interface RunCharts {
  readonly element: HTMLElement;
  /** Base64 of a PNG with all charts below each other; `null` if there is no curve. */
  picture(): string | null;
}

export function createCharts(runs: readonly ComparedRun[]): RunCharts {
  const element = el('div', { class: 'charts' });
  const plots = new Map<string, uPlot>();
  for (const name of metricNames(runs)) {
    const place = el('div', { class: 'chart-canvas', role: 'img', 'aria-label': describe(runs, name) });
    element.append(el('figure', { class: 'chart' }, el('figcaption', {}, name), place));
    // The place has no width before it is on the page.
    requestAnimationFrame(() => {
      const width = place.clientWidth || 400;
      plots.set(name, new uPlot(options(runs, width), data(runs, name), place));
    });
    new ResizeObserver(() => {
      if (place.clientWidth > 0) plots.get(name)?.setSize({ width: place.clientWidth, height: HEIGHT });
    }).observe(place);
  }
  return { element, picture: () => picture(plots, runs) };
}

export function runColor(index: number): string {
  const at = index % COLORS.length;
  return getComputedStyle(document.documentElement).getPropertyValue(COLORS[at]!).trim() || FALLBACK[at]!;
}

function options(runs: readonly ComparedRun[], width: number): uPlot.Options {
  const { color, fontFamily } = getComputedStyle(document.body);
  const axis = { stroke: color, font: `11px ${fontFamily}`, grid: { stroke: 'rgba(128, 128, 128, 0.25)', width: 1 } };
  const series = runs.map(({ label }, index) => ({
    label,
    stroke: runColor(index),
    width: 2,
    dash: DASHES[Math.floor(index / COLORS.length) % DASHES.length]!,
    points: { show: true, size: 5 },
    spanGaps: true,
  }));
  const whole = (_: uPlot, ticks: number[]) => ticks.map((tick) => (Number.isInteger(tick) ? String(tick) : ''));
  return {
    width,
    height: HEIGHT,
    scales: { x: { time: false } },
    axes: [
      { ...axis, values: whole, size: 30, label: 'epoch', labelFont: axis.font, labelSize: 20 },
      { ...axis, size: 60 },
    ],
    series: [{ label: 'epoch' }, ...series],
    legend: { show: false },
  };
}

function data(runs: readonly ComparedRun[], name: string): uPlot.AlignedData {
  const curves = runs.map(({ record }) => new Map(pointsOf(record, name).map(({ epoch, value }) => [epoch, value])));
  const epochs = [...new Set(curves.flatMap((curve) => [...curve.keys()]))].sort((a, b) => a - b);
  return [epochs, ...curves.map((curve) => epochs.map((epoch) => curve.get(epoch) ?? null))];
}

function describe(runs: readonly ComparedRun[], name: string): string {
  const ends = runs.map(({ label, record }) => {
    const last = pointsOf(record, name).at(-1);
    return `${label}: ${last ? `${last.value.toFixed(4)} after epoch ${last.epoch}` : 'none'}`;
  });
  return `Curves of ${name}. ${ends.join('; ')}`;
}

function picture(plots: ReadonlyMap<string, uPlot>, runs: readonly ComparedRun[]): string | null {
  const canvases = [...plots.values()].map(({ ctx }) => ctx.canvas);
  if (canvases.length === 0) return null;
  const scale = devicePixelRatio;
  const line = 22 * scale;
  const sheet = document.createElement('canvas');
  sheet.width = Math.max(...canvases.map(({ width }) => width));
  sheet.height = canvases.reduce((sum, { height }) => sum + height + line, runs.length * line);
  const context = sheet.getContext('2d');
  if (!context) return null;
  const { color, fontFamily } = getComputedStyle(document.body);
  context.fillStyle =
    getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background') || '#fff';
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.font = `${13 * scale}px ${fontFamily}`;
  let y = 0;
  for (const [name, { ctx }] of plots) {
    context.fillStyle = color;
    context.fillText(name, 8 * scale, y + 16 * scale);
    context.drawImage(ctx.canvas, 0, y + line);
    y += line + ctx.canvas.height;
  }
  for (const [index, { label }] of runs.entries()) {
    context.fillStyle = runColor(index);
    context.fillRect(8 * scale, y + 5 * scale, 12 * scale, 12 * scale);
    context.fillStyle = color;
    context.fillText(label, 28 * scale, y + 16 * scale);
    y += line;
  }
  return sheet.toDataURL('image/png').split(',')[1] ?? null;
}
