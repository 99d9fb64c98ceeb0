/** The whole panel: one state, its views, and one drawing per frame however many events come. */

import type { SamplePrediction } from '../../protocol/samples';
import type { TrainingEvent } from '../../protocol/training';
import type { InspectedSample, TrainerAnswer } from '../../protocol/training-control';
import { el } from './dom';
import { Asker, Questions } from './questions';
import { mainMetric } from './state/metric-names';
import type { Cell } from './state/samples';
import { applyEvent, canAsk, isOver, newState } from './state/training-state';
import { onThemeChange } from './theme';
import { createActivations } from './views/activations';
import { createAlarms } from './views/alarms';
import { createAnnouncer } from './views/announcer';
import { createClasses } from './views/classes';
import { createConfusion } from './views/confusion';
import { type CurveChart, createCurveChart } from './views/curve-chart';
import { createDrawing } from './views/draw';
import { createEpochs } from './views/epochs';
import { createFilters } from './views/filters';
import { createHeader, type Send } from './views/header';
import { createLayers } from './views/layers';
import { createNotes } from './views/notes';
import { createSamples } from './views/samples';
import { createSettings } from './views/settings';
import { createSpreads } from './views/spreads';

export interface Panel {
  readonly element: HTMLElement;
  add(event: TrainingEvent): void;
  /** Forgets what was shown and shows these events. `place` is where the run is, as people read it. */
  replay(events: readonly TrainingEvent[], place?: string): void;
  receive(answer: TrainerAnswer): void;
}

export function createPanel(send: Send): Panel {
  let state = newState();
  let cell: Cell | null = null;
  let asked: readonly SamplePrediction[] | null = null;
  let frame = 0;

  const questions = new Questions(send && ((command) => send({ type: 'command', command })));
  const cellAsker = new Asker(questions, (answer) => {
    if (answer.type !== 'samples' || answer.label !== cell?.label || answer.predicted !== cell.predicted) return;
    asked = answer.samples;
    scheduleDraw();
  });
  const settings = createSettings((chosen) =>
    send?.(chosen ? { type: 'restart', settings: chosen } : { type: 'restart' }),
  );
  const activations = createActivations(questions);
  const drawing = createDrawing(questions, showLayers);
  const filters = createFilters();
  const spreads = createSpreads();
  const whole = [
    createHeader(send, () => settings.toggle()),
    createAlarms(),
    createEpochs(),
    createLayers(),
    createAnnouncer(() => performance.now()),
    createNotes(),
    settings,
    filters,
    spreads,
    ...(send ? [activations, drawing] : []),
  ] as const;
  const [header, alarms, epochs, layers, announcer, notes] = whole;
  const charts = new Map<string, CurveChart>();
  const chartArea = el('div', { class: 'charts' });
  const confusion = createConfusion(choose);
  const classes = createClasses();
  const samples = createSamples(
    () => choose(null),
    ({ index }) => showLayers({ index }),
  );
  const element = el(
    'main',
    {},
    header.element,
    ...(send ? [settings.element] : []),
    notes.element,
    alarms.element,
    chartArea,
    el('div', { class: 'columns' }, epochs.element, layers.element),
    el('div', { class: 'columns results' }, confusion.element, classes.element),
    samples.element,
    activations.element,
    ...(send ? [drawing.element] : []),
    el('div', { class: 'columns learned' }, filters.element, spreads.element),
    announcer.element,
  );
  onThemeChange(() => {
    for (const view of [...charts.values(), filters, spreads, activations]) view.repaint();
  });

  function choose(chosen: Cell | null): void {
    cell = chosen;
    asked = null;
    // A run that is over has kept some samples of each cell.
    if (cell && send && canAsk(state) && !isOver(state.phase)) cellAsker.ask({ type: 'samples', ...cell });
    draw();
  }

  function showLayers(sample: InspectedSample): void {
    activations.show(sample);
    activations.element.scrollIntoView({ block: 'nearest' });
  }

  function forget(): void {
    cell = null;
    asked = null;
    cellAsker.forget();
    activations.clear();
    drawing.clear();
  }

  function draw(): void {
    frame = 0;
    for (const view of whole) view.update(state);
    drawCharts();
    const { evaluation } = state;
    for (const view of [confusion, classes, samples]) view.element.hidden = evaluation === null;
    if (!evaluation) return;
    confusion.update({ evaluation, cell });
    classes.update(evaluation);
    samples.update({
      evaluation,
      form: state.started?.samples ?? null,
      cell,
      asked,
      canChoose: send !== null && canAsk(state),
    });
  }

  function drawCharts(): void {
    const names = ['loss', mainMetric(state)].filter((name) => name !== null && state.curves.has(name)) as string[];
    for (const [name, chart] of charts) {
      if (names.includes(name)) continue;
      chart.element.remove();
      charts.delete(name);
    }
    for (const name of names) {
      let chart = charts.get(name);
      if (!chart) {
        chart = createCurveChart(name);
        charts.set(name, chart);
        chartArea.append(chart.element);
      }
      chart.update(state.curves.get(name)!);
    }
  }

  function scheduleDraw(): void {
    if (frame === 0) frame = requestAnimationFrame(draw);
  }

  return {
    element,
    add(event) {
      if (event.type === 'starting' && isOver(state.phase)) forget();
      applyEvent(state, event);
      if (event.type === 'weights' || event.type === 'restored') activations.refresh();
      if (event.type === 'evaluation' && cell) choose(cell);
      scheduleDraw();
    },
    replay(events, place) {
      state = newState();
      forget();
      for (const event of events) applyEvent(state, event);
      state.place = place ?? null;
      scheduleDraw();
    },
    receive(answer) {
      questions.receive(answer);
    },
  };
}
