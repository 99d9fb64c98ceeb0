/** `tf.input({shape})`: the tensor of a new input layer. */
import { builtin, type Value } from '../../eval/value';
import { layerDefinition } from '../../layers';
import { outputValue } from '../common/tensors';
import { configArguments } from './config';

export const input: Value = builtin('tf.input', (args, site, context) =>
  outputValue(context.graph.input(layerDefinition('InputLayer')!, configArguments(args), site)),
);
