import * as tf from '@tensorflow/tfjs-layers';
import { ECommonsAiTrainingLayer } from 'nodecommons-esm-ai-tensorflow-training/dist/enums/elayer.mjs';
import { commonsAiTrainingBuildLayers } from 'nodecommons-esm-ai-tensorflow-training/dist/helpers/layers.mjs';

export const layers = commonsAiTrainingBuildLayers(
  [64, 48, 3],
  [
    { type: ECommonsAiTrainingLayer.CONV2D, args: { filters: 16, kernelSize: 5, activation: 'relu' } },
    { type: ECommonsAiTrainingLayer.MAXPOOLING2D, args: { poolSize: 2 } },
    { type: ECommonsAiTrainingLayer.BATCHNORMALIZATION, args: {} },
    { type: ECommonsAiTrainingLayer.CONV2DTRANSPOSE, args: { filters: 8, kernelSize: 3, strides: 2 } },
    { type: ECommonsAiTrainingLayer.AVGPOOLING2D, args: { poolSize: [4, 4] } },
    { type: ECommonsAiTrainingLayer.FLATTEN, args: {} },
    { type: ECommonsAiTrainingLayer.DROPOUT, args: { rate: 0.3 } },
    { type: ECommonsAiTrainingLayer.DENSE, args: { units: 24 } },
    { type: ECommonsAiTrainingLayer.RESHAPE, args: { targetShape: [4, 6] } },
    { type: ECommonsAiTrainingLayer.CONV1D, args: { filters: 5, kernelSize: 2 } },
  ],
);
export const model = tf.sequential({ layers });
