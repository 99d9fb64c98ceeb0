/** Wrapper: what layers that take another layer derive from. */
import { defineManyLayer } from './definition';
import { layerArg } from './inner-layer';

export const wrapper = defineManyLayer({
  name: 'Wrapper',
  summary: 'The base of layers that wrap another one; computes nothing itself.',
  frameworks: ['keras'],
  args: { layer: layerArg({ doc: 'The layer that is wrapped' }) },
  refuses: () => [
    { rule: 'invalid-argument', arg: null, message: 'Wrapper: has no call of its own; derive a class from it' },
  ],
  outputs: () => [],
});
