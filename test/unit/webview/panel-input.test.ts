import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPanelInput } from '../../../src/webview/training/state/panel-input';
import { applyEvent, newState } from '../../../src/webview/training/state/training-state';
import { batch, ended, epoch, started } from './run';

const overJson = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('messages', () => {
  test('of the protocol come through unchanged', () => {
    const events = [started(), batch(1, 1, { loss: 2 }), epoch(1, { loss: 1 }), ended('finished')];
    for (const event of events) expect(readPanelInput({ type: 'event', event })).toEqual({ type: 'event', event });
    expect(readPanelInput({ type: 'replay', events })).toEqual({ type: 'replay', events });
  });

  test('that are unknown or incomplete are not let in', () => {
    const { metrics: _left, ...incomplete } = batch(1, 1, { loss: 2 }) as Extract<
      ReturnType<typeof batch>,
      { type: 'batch' }
    >;
    for (const message of [null, 7, 'ready', {}, { type: 'event' }, { type: 'theme' }, { type: 'replay', events: 3 }]) {
      expect(readPanelInput(message)).toBeNull();
    }
    expect(readPanelInput({ type: 'event', event: incomplete })).toBeNull();
    expect(readPanelInput({ type: 'event', event: { type: 'toString', time: 0 } })).toBeNull();
    expect(readPanelInput({ type: 'replay', events: [incomplete, ended('stopped')] })).toEqual({
      type: 'replay',
      events: [ended('stopped')],
    });
  });

  test('regain the NaN that JSON has lost', () => {
    const event = { ...batch(1, 1, { loss: Number.NaN }), recent: { loss: Number.NaN } };
    expect(readPanelInput(overJson({ type: 'event', event }))).toEqual({ type: 'event', event });
  });

  test('of any kind do not break the state', () => {
    const names = fc.constantFrom(
      'type',
      'time',
      'epoch',
      'step',
      'metrics',
      'event',
      'events',
      'msPerStep',
      'etaSeconds',
    );
    const values = fc.oneof(fc.constantFrom('event', 'replay', 'batch', 'epoch', 'started'), fc.jsonValue());
    const event = fc.dictionary(names, values);
    fc.assert(
      fc.property(fc.record({ type: fc.constant('replay'), events: fc.array(event) }), (message) => {
        const input = readPanelInput(message);
        const state = newState();
        if (input?.type === 'replay') for (const each of input.events) applyEvent(state, each);
      }),
    );
  });
});
