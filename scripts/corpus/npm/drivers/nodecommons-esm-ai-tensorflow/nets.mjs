import * as tf from '@tensorflow/tfjs-layers';
import { CommonsAiTensorflowAlexNetTraining } from 'nodecommons-esm-ai-tensorflow/dist/classes/tensorflow-alex-net-training.mjs';
import { CommonsAiTensorflowLeNetTraining } from 'nodecommons-esm-ai-tensorflow/dist/classes/tensorflow-le-net-training.mjs';

export const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
export const leNet = new CommonsAiTensorflowLeNetTraining(digits, new Map(), 5, new Map(), undefined, 0.01);
leNet.model = tf.sequential();
leNet.addLayers([32, 32, 1]);
export const alexNet = new CommonsAiTensorflowAlexNetTraining(['cat', 'dog'], new Map(), 5, new Map(), undefined, 0.01);
alexNet.model = tf.sequential();
alexNet.addLayers([227, 227, 3]);
