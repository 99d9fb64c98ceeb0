/** A Python program that rebuilds a trained model with Keras 3, loads its weights and goes on training, also on several machines. */

import type { TrainingJob } from '../../protocol/training';
import { callbacksCode, lossCode, metricsCode, optimizerCode } from './keras-compile';
import { modelFunctions } from './keras-model';
import { FIT, FIT_DISTRIBUTED, LOAD_WEIGHTS, MAIN, PARTS } from './keras-training';
import { python } from './python';

type ScriptJob = Pick<TrainingJob, 'modelName' | 'topology' | 'compile' | 'fit' | 'dataset'>;

/** The data sets that Keras loads by itself. */
const IN_KERAS = new Set(['mnist', 'fashion_mnist', 'cifar10', 'cifar100']);

export function isKerasDataset(name: string): boolean {
  return IN_KERAS.has(name);
}

/** `weightsFile` and `dataFile` lie beside the program; data that Keras loads by itself need no file. */
export function kerasScript(job: ScriptJob, weightsFile: string, dataFile: string | null): string {
  const parts = [LOAD_WEIGHTS, loadData(job, dataFile), PARTS, FIT, FIT_DISTRIBUTED, MAIN];
  return [header(job, weightsFile), modelFunctions(job.topology), compiled(job), ...parts].join('\n\n');
}

function header({ modelName, compile, fit, dataset }: ScriptJob, weightsFile: string): string {
  return `"""Rebuilds ${modelName.replaceAll(/["\\]/g, '')} with Keras 3, loads its trained weights and goes on training.

Written by ConvLint. Needs tensorflow (keras comes with it).

    python THIS_FILE                     # train on
    python THIS_FILE --summary           # print the layers and stop
    python THIS_FILE --evaluate          # measure on the validation data and stop
    python THIS_FILE --data FILE.npz     # other data: x_train, y_train, x_test, y_test

On several machines, start it on each with the same addresses and its own index:

    TF_CONFIG='{"cluster": {"worker": ["HOST1:12345", "HOST2:12345"]}, "task": {"type": "worker", "index": 0}}' \\
        python THIS_FILE --distribute
"""

import argparse
import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np
import tensorflow as tf
from keras import layers

WEIGHTS = pathlib.Path(__file__).with_name(${python(weightsFile)})
EPOCHS = ${fit.epochs}
BATCH_SIZE = ${fit.batchSize}
INITIAL_EPOCH = ${fit.initialEpoch ?? 0}
STEPS_PER_EPOCH = ${python(fit.stepsPerEpoch)}
SHUFFLE = ${python(fit.shuffle)}
SEED = ${fit.seed}
# "test" for the test part, a number for the last share of the training part, None for no validation.
VALIDATION = ${python(fit.validation)}
VALIDATION_STEPS = ${python(fit.validationSteps)}
VALIDATION_BATCH_SIZE = ${python(fit.validationBatchSize)}
VALIDATION_FREQ = ${validationFreq(fit.validationFreq)}
# At most so many training and test samples; None for all.
LIMIT = ${python(dataset.limit)}
# Every value is divided by this.
SCALE = ${python(dataset.scale)}
SAMPLE_SHAPE = ${python(dataset.sampleShape)}
ONE_HOT = ${python(dataset.labels === 'one-hot')}
# How much the loss of a sample counts, by its class; a class that is not named weighs 1. None for no weights.
CLASS_WEIGHT = ${classWeight(fit.classWeight)}
LOSS_WEIGHT = ${pythonFloat(compile.lossWeight ?? 1)}
`;
}

/** Keras takes a list, but no tuple. */
function validationFreq(given: ScriptJob['fit']['validationFreq'] = 1): string {
  return typeof given === 'number' ? python(given) : `list(${python(given)})`;
}

/** Keras takes a float, but no whole number. */
function pythonFloat(value: number): string {
  return `float(${python(value)})`;
}

function classWeight(weights: ScriptJob['fit']['classWeight']): string {
  if (!weights) return 'None';
  return `{${Object.entries(weights)
    .map(([number, weight]) => `${number}: ${python(weight)}`)
    .join(', ')}}`;
}

function compiled({ compile, fit }: ScriptJob): string {
  return `def make_optimizer():
    return ${optimizerCode(compile.optimizer)}


def make_loss(**options):
    return ${lossCode(compile.loss)}


def make_metrics():
    return ${metricsCode(compile.metrics)}


def make_weighted_metrics():
    return ${metricsCode(compile.weightedMetrics ?? [])}


def make_callbacks():
    return ${callbacksCode(fit.callbacks ?? [])}


def compile_model(model):
    model.compile(
        make_optimizer(),
        loss=make_loss(),
        loss_weights=[LOSS_WEIGHT],
        metrics=make_metrics(),
        weighted_metrics=make_weighted_metrics(),
    )
`;
}

function loadData({ dataset }: ScriptJob, dataFile: string | null): string {
  const known = dataFile
    ? `DATA = pathlib.Path(__file__).with_name(${python(dataFile)})`
    : `DATA = None  # keras.datasets.${dataset.name}`;
  const otherwise = dataFile
    ? ''
    : `    if file is None:
        return keras.datasets.${dataset.name}.load_data()
`;
  return `${known}


def load_data(file):
${otherwise}    arrays = np.load(file)
    return (arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"])
`;
}
