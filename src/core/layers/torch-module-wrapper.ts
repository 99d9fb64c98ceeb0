/** TorchModuleWrapper: a module of PyTorch as a layer. */
import { inert } from './args';
import { foreignLayer, neededArg } from './foreign';

export const torchModuleWrapper = foreignLayer({
  name: 'TorchModuleWrapper',
  summary: 'A module of PyTorch as a layer.',
  args: {
    module: neededArg('The module'),
    name: inert({ doc: 'Name of the layer' }),
    outputShape: inert({ doc: 'Shape of the output' }),
  },
  because: 'it is a module of PyTorch, which is not followed',
});
