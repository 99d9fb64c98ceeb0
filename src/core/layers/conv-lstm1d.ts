/** ConvLSTM1D: an LSTM over sequences of rows. */
import { convLSTMLayer } from './conv-lstm';

export const convLSTM1d = convLSTMLayer({
  name: 'ConvLSTM1D',
  summary: 'Walks along a sequence of rows with a memory; its products are convolutions.',
  rank: 1,
  frameworks: ['keras'],
});
