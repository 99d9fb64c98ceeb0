/** A form with the settings of a run, to train the model again with others. */

import '@vscode-elements/elements/dist/vscode-button/index.js';
import { classWeightText } from '../../../protocol/class-weight-text';
import { OPTIMIZERS, type RunSettings, readRunSettings } from '../../../protocol/training-control';
import { el, section, setText } from '../dom';
import type { EventOf, TrainingState } from '../state/training-state';

type Name = Exclude<keyof RunSettings, 'schedule'>;

const LABELS: { readonly [Each in Name]: string } = {
  epochs: 'Epochs',
  batchSize: 'Batch size',
  optimizer: 'Optimizer',
  learningRate: 'Learning rate',
  seed: 'Seed',
  limit: 'Training samples',
};

export interface SettingsForm {
  readonly element: HTMLElement;
  update(state: TrainingState): void;
  /** Opens the form, or closes it. */
  toggle(): void;
}

/** `onTrain` starts a run with these settings, or with those of the program where they are `null`. */
export function createSettings(onTrain: (settings: RunSettings | null) => void): SettingsForm {
  const fields = (Object.keys(LABELS) as Name[]).map((name) => ({ name, ...createField(name) }));
  const start = el('vscode-button', {}, 'Train With These Settings');
  const plain = el('vscode-button', { secondary: true }, 'As In The Program');
  const grid = el('div', { class: 'settings-grid' }, ...fields.map(({ element }) => element));
  const note = el('p', { class: 'class-weights' });
  const form = el('form', { novalidate: true }, grid, note, el('div', { class: 'buttons' }, start, plain));
  const element = section('settings', 'Train again', form);
  let shown: EventOf<'started'> | null = null;

  form.addEventListener('submit', (event) => event.preventDefault());
  // The button lives in a shadow root, so the browser knows none that submits the form.
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.target === start || event.target === plain) return;
    event.preventDefault();
    submit();
  });
  start.addEventListener('click', submit);
  plain.addEventListener('click', () => close(null));
  form.addEventListener('input', () => check());

  function check(): RunSettings | null {
    const value = Object.fromEntries(fields.map(({ name, read }) => [name, read()]));
    const found = readRunSettings(value);
    const faults = 'faults' in found ? found.faults : {};
    for (const { name, tell } of fields) tell(faults[name] === undefined ? '' : `${LABELS[name]} ${faults[name]}.`);
    return 'settings' in found ? found.settings : null;
  }

  function submit(): void {
    const settings = check();
    if (settings) close(settings);
    else fields.find(({ input }) => input.getAttribute('aria-invalid') === 'true')?.input.focus();
  }

  function close(settings: RunSettings | null): void {
    element.hidden = true;
    onTrain(settings);
  }

  return {
    element,
    update({ started }) {
      if (started === shown) return;
      shown = started;
      if (!started?.settings) {
        element.hidden = true;
        return;
      }
      const { settings } = started;
      for (const { name, write } of fields)
        write(settings[name], name === 'learningRate' ? settings.schedule : undefined);
      const weights = classWeightText(started.classWeight);
      note.hidden = weights === null;
      setText(note, weights === null ? '' : `Class weights as in the program: ${weights}; other classes weigh 1.`);
      check();
    },
    toggle() {
      if (!shown?.settings) {
        onTrain(null);
        return;
      }
      element.hidden = !element.hidden;
      if (!element.hidden) fields[0]!.input.focus();
    },
  };
}

function createField(name: Name) {
  const id = `setting-${name}`;
  const input = name === 'optimizer' ? optimizerChoice(id) : numberInput(id, name);
  const fault = el('p', { class: 'fault', id: `${id}-fault`, 'aria-live': 'polite' });
  const label = el('label', { for: id }, LABELS[name]);
  input.setAttribute('aria-describedby', fault.id);
  return {
    element: el('div', { class: 'field' }, label, input, fault),
    input,
    read(): string | number | null {
      if (name === 'optimizer') return input.value;
      const text = input.value.trim();
      // Left empty it means what the placeholder says.
      if (text === '') return input.getAttribute('placeholder') ? null : Number.NaN;
      return Number(text.replaceAll(',', ''));
    },
    write(value: string | number | null, otherwise?: string): void {
      input.value = value === null ? '' : String(value);
      if (otherwise) input.setAttribute('placeholder', otherwise);
      else if (name === 'learningRate') input.removeAttribute('placeholder');
    },
    tell(text: string): void {
      setText(fault, text);
      input.setAttribute('aria-invalid', String(text !== ''));
    },
  };
}

function numberInput(id: string, name: Name): HTMLInputElement {
  const placeholder = name === 'limit' ? 'all' : null;
  return el('input', { id, type: 'text', inputmode: 'decimal', autocomplete: 'off', spellcheck: 'false', placeholder });
}

function optimizerChoice(id: string): HTMLSelectElement {
  return el('select', { id }, ...OPTIMIZERS.map((name) => el('option', { value: name }, name)));
}
