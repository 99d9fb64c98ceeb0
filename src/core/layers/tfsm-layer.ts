/** TFSMLayer: a saved model of TensorFlow as a layer. */
import { inert } from './args';
import { foreignLayer, neededArg } from './foreign';

export const tFSMLayer = foreignLayer({
  name: 'TFSMLayer',
  summary: 'A saved model of TensorFlow as a layer.',
  args: {
    filepath: neededArg('Folder of the saved model'),
    callEndpoint: inert({ default: 'serve', doc: 'What is called in the saved model' }),
    callTrainingEndpoint: inert({ doc: 'What is called in training' }),
  },
  commonByPosition: ['trainable', 'name', 'dtype'],
  because: 'it is a saved model, which is not read',
});
