/** FlaxLayer: a module of Flax as a layer. */
import { inert } from './args';
import { foreignLayer, neededArg } from './foreign';

export const flaxLayer = foreignLayer({
  name: 'FlaxLayer',
  summary: 'A module of Flax as a layer.',
  args: {
    module: neededArg('The module'),
    method: inert({ doc: 'The method that computes the output' }),
    variables: inert({ doc: 'The weights' }),
  },
  because: 'it is a module of Flax, which is not followed',
});
