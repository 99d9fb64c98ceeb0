/** All rules. Generated from the files of this folder by `npm run generate`. */
import { analysisStopped } from './analysis-stopped';
import { batchInInputShape } from './batch-in-input-shape';
import { broadcastMismatch } from './broadcast-mismatch';
import { crossentropyOfOneOutput } from './crossentropy-of-one-output';
import { executionOrder } from './execution-order';
import { ignoredArgument } from './ignored-argument';
import { indexOutOfRange } from './index-out-of-range';
import { inputDataMismatch } from './input-data-mismatch';
import { inputShapeIgnored } from './input-shape-ignored';
import { invalidArgument } from './invalid-argument';
import { invalidSpec } from './invalid-spec';
import { labelLossMismatch } from './label-loss-mismatch';
import { linearStack } from './linear-stack';
import { mergeShapeMismatch } from './merge-shape-mismatch';
import { missingArgument } from './missing-argument';
import { missingFinalActivation } from './missing-final-activation';
import { missingFlatten } from './missing-flatten';
import { missingInputShape } from './missing-input-shape';
import { modelInputMismatch } from './model-input-mismatch';
import { notBuilt } from './not-built';
import { notCompiled } from './not-compiled';
import { operationShapeMismatch } from './operation-shape-mismatch';
import { rankMismatch } from './rank-mismatch';
import { reshapeMismatch } from './reshape-mismatch';
import type { Rule } from './rule';
import { sampleCountMismatch } from './sample-count-mismatch';
import { savedWeightMismatch } from './saved-weight-mismatch';
import { softmaxOverOneUnit } from './softmax-over-one-unit';
import { softmaxWithFromLogits } from './softmax-with-from-logits';
import { strideDropsPixels } from './stride-drops-pixels';
import { unknownArgument } from './unknown-argument';
import { unknownLayer } from './unknown-layer';
import { unknownName } from './unknown-name';
import { unknownWord } from './unknown-word';
import { unpackMismatch } from './unpack-mismatch';
import { unusableClassWeights } from './unusable-class-weights';
import { windowTooLarge } from './window-too-large';

export const rules: readonly Rule[] = [
  analysisStopped,
  batchInInputShape,
  broadcastMismatch,
  crossentropyOfOneOutput,
  executionOrder,
  ignoredArgument,
  indexOutOfRange,
  inputDataMismatch,
  inputShapeIgnored,
  invalidArgument,
  invalidSpec,
  labelLossMismatch,
  linearStack,
  mergeShapeMismatch,
  missingArgument,
  missingFinalActivation,
  missingFlatten,
  missingInputShape,
  modelInputMismatch,
  notBuilt,
  notCompiled,
  operationShapeMismatch,
  rankMismatch,
  reshapeMismatch,
  sampleCountMismatch,
  savedWeightMismatch,
  softmaxOverOneUnit,
  softmaxWithFromLogits,
  strideDropsPixels,
  unknownArgument,
  unknownLayer,
  unknownName,
  unknownWord,
  unpackMismatch,
  unusableClassWeights,
  windowTooLarge,
];
