import { createSimpleNN } from '@botonic/nlp/src/tasks/intent-classification/models/simple-nn';
import { createBiLstmModel } from '@botonic/nlp/src/tasks/ner/models/bilstm-model';
import * as tf from '@tensorflow/tfjs-node';

export const embeddings = tf.zeros([120, 50]);
export const ner = createBiLstmModel(12, ['O', 'product', 'color', 'size'], embeddings);
export const small = createBiLstmModel(8, ['O', 'city'], tf.zeros([30, 10]), { units: 16 });
export const intents = createSimpleNN(10, 5, embeddings, { units: 32, dropout: 0.2 });
