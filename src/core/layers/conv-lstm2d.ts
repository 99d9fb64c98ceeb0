/** ConvLSTM2D: an LSTM over sequences of images. */
import { convLSTMLayer } from './conv-lstm';

export const convLSTM2d = convLSTMLayer({
  frameworks: ['keras'],
  name: 'ConvLSTM2D',
  summary: 'Walks along a sequence of images with a memory; its products are convolutions.',
  rank: 2,
});
