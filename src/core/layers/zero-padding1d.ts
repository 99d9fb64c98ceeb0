/** ZeroPadding1D: zeros around a sequence. */
import { zeroPaddingLayer } from './zero-padding';

export const zeroPadding1d = zeroPaddingLayer({
  name: 'ZeroPadding1D',
  summary: 'Adds zeros at both ends of a sequence.',
  rank: 1,
  frameworks: ['keras'],
});
