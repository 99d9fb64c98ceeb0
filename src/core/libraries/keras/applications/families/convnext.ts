/** ConvNeXtTiny to ConvNeXtXLarge: large depthwise windows and layer normalisation. */
import type { Layer, Tensor } from '../../../../graph/graph';
import { type Architecture, parameters, type Settings } from '../architecture';
import { pooled } from '../blocks';
import type { Network } from '../network';
import { layerScale } from '../own-layers';

/** Blocks and channels of the four stages. */
const SIZES: readonly (readonly [size: string, blocks: readonly number[], channels: readonly number[]])[] = [
  ['Tiny', [3, 3, 9, 3], [96, 192, 384, 768]],
  ['Small', [3, 3, 27, 3], [96, 192, 384, 768]],
  ['Base', [3, 3, 27, 3], [128, 256, 512, 1024]],
  ['Large', [3, 3, 27, 3], [192, 384, 768, 1536]],
  ['XLarge', [3, 3, 27, 3], [256, 512, 1024, 2048]],
];
const EPSILON = 1e-6;
/** Mean and deviation of the three channels of ImageNet, for values from 0 to 255. */
const MEANS = [0.485, 0.456, 0.406].map((mean) => mean * 255);
const DEVIATIONS = [0.229, 0.224, 0.225].map((deviation) => deviation * 255);

export const convnext: readonly Architecture[] = SIZES.map(([size, blocks, channels]) => {
  const ownName = `convnext_${size.toLowerCase()}`;
  return {
    name: `ConvNeXt${size}`,
    modules: ['convnext'],
    parameters: [
      { name: 'include_top', default: true },
      { name: 'include_preprocessing', default: true },
      ...parameters(ownName).slice(1),
    ],
    defaultSize: 224,
    minSize: 32,
    refuses: ({ weights, name }) =>
      weights === 'imagenet' && name !== null && !name.includes(ownName)
        ? { setting: 'name', message: `with the weights of ImageNet the name must contain ${ownName}` }
        : null,
    decisive: ['include_preprocessing'],
    build: (net, images, settings) => {
      const name = settings.name ?? ownName;
      const colours = settings.flag('include_preprocessing') && net.decided(settings.shape.at(-1)!) === 3;
      let x = colours ? normalizedColours(net, images, name) : images;
      const between = steps(net, channels, name);
      for (const [stage, count] of blocks.entries()) {
        x = net.applySequential(...between[stage]!, x);
        for (let i = 0; i < count; i++) x = block(net, x, channels[stage]!, `${name}_stage_${stage}_block_${i}`);
      }
      return settings.includeTop ? head(net, x, name, settings) : end(net, x, settings);
    },
  };
});

function normalizedColours(net: Network, x: Tensor, name: string): Tensor {
  const variance = DEVIATIONS.map((deviation) => deviation ** 2);
  return net.apply('Normalization', { mean: MEANS, variance, name: `${name}_prestem_normalization` }, x);
}

/** What comes before each stage, as a model of its own: the first shrinks by 4, the others by 2. */
function steps(net: Network, channels: readonly number[], name: string): (readonly [string, readonly Layer[]])[] {
  return channels.map((filters, stage) => {
    if (stage === 0) {
      const window = { filters, kernelSize: 4, strides: 4, name: `${name}_stem_conv` };
      const convolution = net.layer('Conv2D', window);
      const normal = net.layer('LayerNormalization', { epsilon: EPSILON, name: `${name}_stem_layernorm` });
      return [`${name}_stem`, [convolution, normal]];
    }
    const prefix = `${name}_downsampling`;
    const normal = net.layer('LayerNormalization', { epsilon: EPSILON, name: `${prefix}_layernorm_${stage - 1}` });
    const window = { filters, kernelSize: 2, strides: 2, name: `${prefix}_conv_${stage - 1}` };
    return [`${prefix}_block_${stage - 1}`, [normal, net.layer('Conv2D', window)]];
  });
}

function block(net: Network, input: Tensor, channels: number, name: string): Tensor {
  const window = { filters: channels, kernelSize: 7, padding: 'same', groups: channels };
  let x = net.apply('Conv2D', { ...window, name: `${name}_depthwise_conv` }, input);
  x = net.apply('LayerNormalization', { epsilon: EPSILON, name: `${name}_layernorm` }, x);
  x = net.apply('Dense', { units: 4 * channels, name: `${name}_pointwise_conv_1` }, x);
  x = net.apply('Activation', { activation: 'gelu', name: `${name}_gelu` }, x);
  x = net.apply('Dense', { units: channels, name: `${name}_pointwise_conv_2` }, x);
  x = net.applyDefinition(layerScale, { initValues: 1e-6, projectionDim: channels, name: `${name}_layer_scale` }, x);
  x = net.apply('Activation', { activation: 'linear', name: `${name}_identity` }, x);
  return net.operation('Add', input, x);
}

function head(net: Network, input: Tensor, name: string, { classes, classifierActivation }: Settings): Tensor {
  let x = net.apply('GlobalAveragePooling2D', { name: `${name}_head_gap` }, input);
  x = net.apply('LayerNormalization', { epsilon: EPSILON, name: `${name}_head_layernorm` }, x);
  return net.apply('Dense', { units: classes, activation: classifierActivation, name: `${name}_head_dense` }, x);
}

function end(net: Network, x: Tensor, settings: Settings): Tensor {
  return net.apply('LayerNormalization', { epsilon: EPSILON }, pooled(net, x, settings));
}
