/** The top of the panel: which model, how far, how fast, and what can be done about it. */

import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { keptText } from '../../../protocol/training';
import type { PanelOutput } from '../../../protocol/training-control';
import { el, setText, type View } from '../dom';
import { formatBytes, formatCount, formatMetric, formatPace, formatSeconds } from '../state/format';
import { betterEpoch } from '../state/metric-names';
import { isOver, type Phase, progress, type TrainingState } from '../state/training-state';

/** `null` in a report, where nothing can be done. */
export type Send = ((message: PanelOutput) => void) | null;

const PHASES: { readonly [Name in Phase]: string } = {
  waiting: 'waiting',
  starting: 'starting',
  training: 'training',
  paused: 'paused',
  finished: 'finished',
  stopped: 'stopped',
  failed: 'failed',
};

export function createHeader(send: Send, onSettings: () => void): View<TrainingState> {
  const name = el('h1', {}, 'Training');
  const pill = el('vscode-badge', { class: 'pill' });
  const engine = el('p', { class: 'engine' });
  const bar = el('vscode-progress-bar', { class: 'progress', 'aria-label': 'Training progress' });
  const facts = createFacts();
  const message = el('p', { class: 'message', role: 'alert', hidden: true });
  const buttons = send ? createButtons(send, onSettings) : null;
  const element = el(
    'header',
    {},
    el('div', { class: 'title-row' }, el('div', { class: 'title' }, name, pill), buttons?.element ?? null),
    engine,
    bar,
    facts.element,
    message,
  );

  return {
    element,
    update(state) {
      setText(name, state.started?.modelName ?? 'Training');
      setText(pill, PHASES[state.phase]);
      element.dataset.phase = state.phase;
      setText(engine, engineText(state));
      const done = progress(state);
      bar.indeterminate = done === null && !isOver(state.phase);
      bar.value = 100 * (done ?? 0);
      facts.update(state);
      buttons?.update(state);
      const text = closingText(state);
      message.hidden = text === '';
      setText(message, text);
    },
  };
}

function engineText({ phase, started, startingStep }: TrainingState): string {
  if (started) return `Engine ${started.engine}: ${started.engineReason} ${started.data ?? ''}`.trim();
  return phase === 'starting' ? startingStep : '';
}

function closingText({ failed, ended, restored, place }: TrainingState): string {
  if (restored !== null && !failed) {
    return ended
      ? `${ended.reason ?? ''} The saved model is that of epoch ${restored}, the best one.`.trim()
      : `The weights are those of epoch ${restored} again, the best one so far.`;
  }
  if (failed) return `${failed.message} ${keptText(failed.epochsDone)}`.trim();
  if (!ended) return '';
  const kept = ended.outcome === 'stopped' ? keptText(ended.epochsDone) : '';
  const saved = ended.model && place !== null ? `The model is saved in ${place}.` : '';
  return [ended.interrupted ?? ended.reason ?? '', kept, saved].filter((text) => text !== '').join(' ');
}

function createFacts(): View<TrainingState> {
  const facts = Array.from({ length: 9 }, () => {
    const [term, value] = [el('dt'), el('dd')];
    return { term, value, element: el('div', {}, term, value) };
  });
  return {
    element: el('dl', { class: 'facts' }, ...facts.map((fact) => fact.element)),
    update(state) {
      const known = factsOf(state);
      facts.forEach((fact, index) => {
        const [term, text] = known[index] ?? ['', null];
        fact.element.hidden = term === '';
        setText(fact.term, term);
        setText(fact.value, text ?? '–');
      });
    },
  };
}

/** What is not known yet is `null`. */
function factsOf({ phase, started, batch, epochs, time }: TrainingState): [term: string, text: string | null][] {
  const over = isOver(phase);
  const last = epochs.at(-1);
  const pace = (over ? (last ?? batch) : (batch ?? last))?.msPerStep;
  const epoch = Math.max(batch?.epoch ?? 0, last?.epoch ?? 0);
  return [
    ['Epoch', started && `${epoch} / ${started.epochs}`],
    ['Step', started && `${batch?.step ?? 0} / ${started.stepsPerEpoch}`],
    over ? ['Time', formatSeconds(time / 1000)] : ['Time left', batch && formatSeconds(batch.etaSeconds)],
    ['Pace', pace === undefined ? null : formatPace(pace)],
    ['Samples / s', started && pace ? formatCount((1000 * started.batchSize) / pace) : null],
    ['Memory', batch?.memory ? formatBytes(batch.memory.process) : null],
    ['Tensors', batch?.memory ? formatCount(batch.memory.tensors) : null],
    ['Train + val', started && `${formatCount(started.trainSamples)} + ${formatCount(started.validationSamples)}`],
    ...(last?.learningRate === undefined
      ? []
      : [['Learning rate', formatMetric(last.learningRate)] as [string, string]]),
  ];
}

function createButtons(send: NonNullable<Send>, onSettings: () => void): View<TrainingState> {
  const button = (text: string, secondary: boolean, onClick: () => void) => {
    const element = el('vscode-button', { secondary }, text);
    element.addEventListener('click', onClick);
    return element;
  };
  const command = (type: 'stop' | 'pause' | 'resume' | 'restore-best') => send({ type: 'command', command: { type } });
  let isPaused = false;
  const stop = button('Stop', false, () => {
    stop.disabled = true;
    setText(stop, 'Stopping');
    command('stop');
  });
  const pause = button('Pause', true, () => command(isPaused ? 'resume' : 'pause'));
  const restart = button('Train Again', false, onSettings);
  const best = button('Restore Best Epoch', true, () => command('restore-best'));
  const folder = button('Open Run Folder', true, () => send({ type: 'open-run-folder' }));
  const source = button('Open Source', true, () => send({ type: 'open-source' }));

  return {
    element: el('div', { class: 'buttons' }, stop, pause, restart, best, folder, source),
    update(state) {
      const { phase, started } = state;
      const over = isOver(phase);
      if (over) {
        stop.disabled = false;
        setText(stop, 'Stop');
      }
      isPaused = phase === 'paused';
      setText(pause, isPaused ? 'Continue' : 'Pause');
      stop.hidden = over || phase === 'waiting';
      pause.hidden = phase !== 'training' && phase !== 'paused';
      restart.hidden = !over;
      best.hidden = betterEpoch(state) === null;
      folder.hidden = !over || !started;
    },
  };
}
