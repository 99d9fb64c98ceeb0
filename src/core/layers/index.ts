/** The catalogue: every layer by its Keras class name. Generated from the files of this folder. */
import { activation } from './activation';
import { activityRegularization } from './activity-regularization';
import { adaptiveAveragePooling1d } from './adaptive-average-pooling1d';
import { adaptiveAveragePooling2d } from './adaptive-average-pooling2d';
import { adaptiveAveragePooling3d } from './adaptive-average-pooling3d';
import { adaptiveMaxPooling1d } from './adaptive-max-pooling1d';
import { adaptiveMaxPooling2d } from './adaptive-max-pooling2d';
import { adaptiveMaxPooling3d } from './adaptive-max-pooling3d';
import { add } from './add';
import { additiveAttention } from './additive-attention';
import { alphaDropout } from './alpha-dropout';
import { attention } from './attention';
import { augMix } from './aug-mix';
import { autoContrast } from './auto-contrast';
import { average } from './average';
import { averagePooling1d } from './average-pooling1d';
import { averagePooling2d } from './average-pooling2d';
import { averagePooling3d } from './average-pooling3d';
import { batchNormalization } from './batch-normalization';
import { bidirectional } from './bidirectional';
import { categoryEncoding } from './category-encoding';
import { centerCrop } from './center-crop';
import { concatenate } from './concatenate';
import { contrastLimitedAdaptiveHistogramEqualization } from './contrast-limited-adaptive-histogram-equalization';
import { convLSTM1d } from './conv-lstm1d';
import { convLSTM2d } from './conv-lstm2d';
import { convLSTM2dCell } from './conv-lstm2d-cell';
import { convLSTM3d } from './conv-lstm3d';
import { conv1d } from './conv1d';
import { conv1dTranspose } from './conv1d-transpose';
import { conv2d } from './conv2d';
import { conv2dTranspose } from './conv2d-transpose';
import { conv3d } from './conv3d';
import { conv3dTranspose } from './conv3d-transpose';
import { cropping1d } from './cropping1d';
import { cropping2d } from './cropping2d';
import { cropping3d } from './cropping3d';
import { cutMix } from './cut-mix';
import type { LayerDefinition } from './definition';
import { dense } from './dense';
import { depthwiseConv1d } from './depthwise-conv1d';
import { depthwiseConv2d } from './depthwise-conv2d';
import { discretization } from './discretization';
import { dot } from './dot';
import { dropout } from './dropout';
import { einsumDense } from './einsum-dense';
import { elu } from './elu';
import { embedding } from './embedding';
import { equalization } from './equalization';
import { flatten } from './flatten';
import { flaxLayer } from './flax-layer';
import { gaussianDropout } from './gaussian-dropout';
import { gaussianNoise } from './gaussian-noise';
import { globalAveragePooling1d } from './global-average-pooling1d';
import { globalAveragePooling2d } from './global-average-pooling2d';
import { globalAveragePooling3d } from './global-average-pooling3d';
import { globalMaxPooling1d } from './global-max-pooling1d';
import { globalMaxPooling2d } from './global-max-pooling2d';
import { globalMaxPooling3d } from './global-max-pooling3d';
import { groupNormalization } from './group-normalization';
import { groupQueryAttention } from './group-query-attention';
import { gru } from './gru';
import { gRUCell } from './gru-cell';
import { hashedCrossing } from './hashed-crossing';
import { hashing } from './hashing';
import { identity } from './identity';
import { inputLayer } from './input-layer';
import { integerLookup } from './integer-lookup';
import { jaxLayer } from './jax-layer';
import { lambda } from './lambda';
import { layerNormalization } from './layer-normalization';
import { leakyReLU } from './leaky-relu';
import { lstm } from './lstm';
import { lSTMCell } from './lstm-cell';
import { masking } from './masking';
import { maxNumBoundingBoxes } from './max-num-bounding-boxes';
import { maxPooling1d } from './max-pooling1d';
import { maxPooling2d } from './max-pooling2d';
import { maxPooling3d } from './max-pooling3d';
import { maximum } from './maximum';
import { melSpectrogram } from './mel-spectrogram';
import { minimum } from './minimum';
import { mixUp } from './mix-up';
import { multiHeadAttention } from './multi-head-attention';
import { multiply } from './multiply';
import { normalization } from './normalization';
import { permute } from './permute';
import { pipeline } from './pipeline';
import { pReLU } from './prelu';
import { randAugment } from './rand-augment';
import { randomBrightness } from './random-brightness';
import { randomColorDegeneration } from './random-color-degeneration';
import { randomColorJitter } from './random-color-jitter';
import { randomContrast } from './random-contrast';
import { randomCrop } from './random-crop';
import { randomElasticTransform } from './random-elastic-transform';
import { randomErasing } from './random-erasing';
import { randomFlip } from './random-flip';
import { randomGaussianBlur } from './random-gaussian-blur';
import { randomGrayscale } from './random-grayscale';
import { randomHue } from './random-hue';
import { randomInvert } from './random-invert';
import { randomPerspective } from './random-perspective';
import { randomPosterization } from './random-posterization';
import { randomRotation } from './random-rotation';
import { randomSaturation } from './random-saturation';
import { randomSharpness } from './random-sharpness';
import { randomShear } from './random-shear';
import { randomTranslation } from './random-translation';
import { randomWidth } from './random-width';
import { randomZoom } from './random-zoom';
import { reLU } from './relu';
import { repeatVector } from './repeat-vector';
import { rescaling } from './rescaling';
import { reshape } from './reshape';
import { resizing } from './resizing';
import { reversibleEmbedding } from './reversible-embedding';
import { rMSNormalization } from './rms-normalization';
import { rNN } from './rnn';
import { separableConv1d } from './separable-conv1d';
import { separableConv2d } from './separable-conv2d';
import { simpleRNN } from './simple-rnn';
import { simpleRNNCell } from './simple-rnn-cell';
import { softmax } from './softmax';
import { solarization } from './solarization';
import { spatialDropout1d } from './spatial-dropout1d';
import { spatialDropout2d } from './spatial-dropout2d';
import { spatialDropout3d } from './spatial-dropout3d';
import { spectralNormalization } from './spectral-normalization';
import { stackedRNNCells } from './stacked-rnn-cells';
import { sTFTSpectrogram } from './stft-spectrogram';
import { stringLookup } from './string-lookup';
import { subtract } from './subtract';
import { textVectorization } from './text-vectorization';
import { tFSMLayer } from './tfsm-layer';
import { thresholdedReLU } from './thresholded-relu';
import { timeDistributed } from './time-distributed';
import { torchModuleWrapper } from './torch-module-wrapper';
import { unitNormalization } from './unit-normalization';
import { upSampling1d } from './up-sampling1d';
import { upSampling2d } from './up-sampling2d';
import { upSampling3d } from './up-sampling3d';
import { wrapper } from './wrapper';
import { zeroPadding1d } from './zero-padding1d';
import { zeroPadding2d } from './zero-padding2d';
import { zeroPadding3d } from './zero-padding3d';

export const layerDefinitions: readonly LayerDefinition[] = [
  activation,
  activityRegularization,
  adaptiveAveragePooling1d,
  adaptiveAveragePooling2d,
  adaptiveAveragePooling3d,
  adaptiveMaxPooling1d,
  adaptiveMaxPooling2d,
  adaptiveMaxPooling3d,
  add,
  additiveAttention,
  alphaDropout,
  attention,
  augMix,
  autoContrast,
  averagePooling1d,
  averagePooling2d,
  averagePooling3d,
  average,
  batchNormalization,
  bidirectional,
  categoryEncoding,
  centerCrop,
  concatenate,
  contrastLimitedAdaptiveHistogramEqualization,
  convLSTM1d,
  convLSTM2dCell,
  convLSTM2d,
  convLSTM3d,
  conv1dTranspose,
  conv1d,
  conv2dTranspose,
  conv2d,
  conv3dTranspose,
  conv3d,
  cropping1d,
  cropping2d,
  cropping3d,
  cutMix,
  dense,
  depthwiseConv1d,
  depthwiseConv2d,
  discretization,
  dot,
  dropout,
  einsumDense,
  elu,
  embedding,
  equalization,
  flatten,
  flaxLayer,
  gaussianDropout,
  gaussianNoise,
  globalAveragePooling1d,
  globalAveragePooling2d,
  globalAveragePooling3d,
  globalMaxPooling1d,
  globalMaxPooling2d,
  globalMaxPooling3d,
  groupNormalization,
  groupQueryAttention,
  gRUCell,
  gru,
  hashedCrossing,
  hashing,
  identity,
  inputLayer,
  integerLookup,
  jaxLayer,
  lambda,
  layerNormalization,
  leakyReLU,
  lSTMCell,
  lstm,
  masking,
  maxNumBoundingBoxes,
  maxPooling1d,
  maxPooling2d,
  maxPooling3d,
  maximum,
  melSpectrogram,
  minimum,
  mixUp,
  multiHeadAttention,
  multiply,
  normalization,
  permute,
  pipeline,
  pReLU,
  randAugment,
  randomBrightness,
  randomColorDegeneration,
  randomColorJitter,
  randomContrast,
  randomCrop,
  randomElasticTransform,
  randomErasing,
  randomFlip,
  randomGaussianBlur,
  randomGrayscale,
  randomHue,
  randomInvert,
  randomPerspective,
  randomPosterization,
  randomRotation,
  randomSaturation,
  randomSharpness,
  randomShear,
  randomTranslation,
  randomWidth,
  randomZoom,
  reLU,
  repeatVector,
  rescaling,
  reshape,
  resizing,
  reversibleEmbedding,
  rMSNormalization,
  rNN,
  separableConv1d,
  separableConv2d,
  simpleRNNCell,
  simpleRNN,
  softmax,
  solarization,
  spatialDropout1d,
  spatialDropout2d,
  spatialDropout3d,
  spectralNormalization,
  stackedRNNCells,
  sTFTSpectrogram,
  stringLookup,
  subtract,
  textVectorization,
  tFSMLayer,
  thresholdedReLU,
  timeDistributed,
  torchModuleWrapper,
  unitNormalization,
  upSampling1d,
  upSampling2d,
  upSampling3d,
  wrapper,
  zeroPadding1d,
  zeroPadding2d,
  zeroPadding3d,
];

const byName = new Map<string, LayerDefinition>(
  layerDefinitions.flatMap((definition) =>
    [definition.name, ...(definition.aliases ?? [])].map((name) => [name, definition] as const),
  ),
);

/** The definition of a Keras class name or one of its aliases. */
export function layerDefinition(name: string): LayerDefinition | undefined {
  return byName.get(name);
}
