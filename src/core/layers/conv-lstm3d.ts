/** ConvLSTM3D: an LSTM over sequences of volumes. */
import { convLSTMLayer } from './conv-lstm';

export const convLSTM3d = convLSTMLayer({
  name: 'ConvLSTM3D',
  summary: 'Walks along a sequence of volumes with a memory; its products are convolutions.',
  rank: 3,
  frameworks: ['keras'],
});
