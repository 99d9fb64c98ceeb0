import * as tf from '@tensorflow/tfjs';
import { LinearRegression } from 'scikitjs/src/linear_model/LinearRegression';
import { LogisticRegression } from 'scikitjs/src/linear_model/LogisticRegression';
import { RidgeRegression } from 'scikitjs/src/linear_model/RidgeRegression';
import { setBackend } from 'scikitjs/src/tf-singleton';

setBackend(tf);
export const lr = new LinearRegression({ fitIntercept: true });
lr.initializeModel(tf.zeros([20, 7]), tf.zeros([20]));
export const several = new RidgeRegression({ fitIntercept: false, alpha: 0.1 });
several.initializeModel(tf.zeros([20, 4]), tf.zeros([20, 3]));
export const logistic = new LogisticRegression({ penalty: 'l2', C: 2 });
logistic.initializeModelForClassification(tf.tensor1d([0, 1, 2, 1]));
logistic.initializeModel(tf.zeros([4, 5]), tf.zeros([4, 3]));
