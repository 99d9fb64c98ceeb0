/** JaxLayer: a function of JAX as a layer. */
import { inert } from './args';
import { foreignLayer, neededArg } from './foreign';

export const jaxLayer = foreignLayer({
  name: 'JaxLayer',
  summary: 'A function of JAX as a layer.',
  args: {
    callFn: neededArg('The function that computes the output'),
    initFn: inert({ doc: 'The function that makes the weights' }),
    params: inert({ doc: 'The weights' }),
    state: inert({ doc: 'Weights that are not trained' }),
    seed: inert({ doc: 'Start of the random numbers' }),
    nativeSerializationPlatforms: inert({ since: [3, 13], doc: 'Devices that a saved model can run on' }),
  },
  because: 'it is a function of JAX, which is not followed',
});
