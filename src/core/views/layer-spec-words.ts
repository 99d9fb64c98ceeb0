/** Names that a layer spec can give for training, offered by its schema. Others are taken too. */

export const datasetNames: readonly string[] = ['mnist', 'fashion_mnist', 'cifar10', 'cifar100'];

/** `keras.optimizers` of Keras 3.15, as `compile` takes them. */
export const optimizerNames: readonly string[] = [
  'adam',
  'adamw',
  'sgd',
  'rmsprop',
  'adagrad',
  'adadelta',
  'adamax',
  'nadam',
  'ftrl',
  'lion',
  'adafactor',
];

export const lossNames: readonly string[] = [
  'sparse_categorical_crossentropy',
  'categorical_crossentropy',
  'binary_crossentropy',
  'mean_squared_error',
  'mean_absolute_error',
  'mean_absolute_percentage_error',
  'mean_squared_logarithmic_error',
  'huber',
  'log_cosh',
  'hinge',
  'squared_hinge',
  'categorical_hinge',
  'kl_divergence',
  'poisson',
  'cosine_similarity',
];

export const metricNames: readonly string[] = [
  'accuracy',
  'sparse_categorical_accuracy',
  'categorical_accuracy',
  'binary_accuracy',
  'top_k_categorical_accuracy',
  'sparse_top_k_categorical_accuracy',
  'mean_squared_error',
  'mean_absolute_error',
];
