/** ZeroPadding2D: zeros around height and width. */
import { zeroPaddingLayer } from './zero-padding';

export const zeroPadding2d = zeroPaddingLayer({
  name: 'ZeroPadding2D',
  summary: 'Adds zeros at both ends of height and width.',
  rank: 2,
});
