/** ZeroPadding3D: zeros around depth, height and width. */
import { zeroPaddingLayer } from './zero-padding';

export const zeroPadding3d = zeroPaddingLayer({
  name: 'ZeroPadding3D',
  summary: 'Adds zeros at both ends of depth, height and width.',
  rank: 3,
  frameworks: ['keras'],
});
