/** Lambda: a function of the program as a layer. What it makes of its inputs, the program is asked. */
import { inert } from './args';
import { foreignLayer, neededArg } from './foreign';

export const lambda = foreignLayer({
  name: 'Lambda',
  summary: 'A function of the program as a layer.',
  args: {
    function: neededArg('The function'),
    outputShape: inert({ doc: 'Shape of the output without the batch, or a function of the input shape' }),
    mask: inert({ doc: 'The mask of the output, or a function that makes it' }),
    arguments: inert({ doc: 'Further arguments of the function' }),
  },
  because: 'it is a function that is not followed here',
});
