/** What an architecture of `keras.applications` is: its settings with their defaults, and how its layers follow from them. */
import type { CallArgument } from '../../../eval/value';
import type { Tensor } from '../../../graph/graph';
import type { Dim } from '../../../shape/dim';
import type { Network } from './network';

export interface Architecture {
  /** `ResNet50`. */
  readonly name: string;
  /** Modules below `keras.applications` that offer it too: `resnet50`. */
  readonly modules: readonly string[];
  /** What it takes, in the order of positions, with the default of each. */
  readonly parameters: readonly Parameter[];
  /** Height and width of the input where a top is included and no shape is given. */
  readonly defaultSize: number | ((settings: Settings) => number);
  /** The same without a top; left open if not given. */
  readonly sizeWithoutTop?: number;
  /** Height and width of the least input that Keras accepts. */
  readonly minSize: number;
  /** What Keras refuses of the settings besides what it refuses of every architecture; null if nothing. */
  readonly refuses?: (settings: Settings) => SettingRefusal | null;
  /** The shape of one sample; what `input-shape.ts` tells if left out. */
  readonly inputShape?: (settings: Settings) => readonly Dim[] | SettingRefusal;
  /** Settings that decide which layers there are: where one is not known, the model is not. */
  readonly decisive?: readonly string[];
  /** The name of the model where none is given. */
  readonly modelName?: (settings: Settings) => string;
  /** Applies the layers to the images `x`. */
  readonly build: (network: Network, x: Tensor, settings: Settings) => Tensor;
}

export interface Parameter {
  readonly name: string;
  readonly default: string | number | boolean | null;
}

/** A setting that Keras refuses, and in which words. */
export interface SettingRefusal {
  readonly setting: string;
  readonly message: string;
}

/** The arguments of one call as far as they decide layers. */
export interface Settings {
  readonly includeTop: boolean;
  /** `imagenet`, null, or the path of a file; undefined if not known. */
  readonly weights: string | null | undefined;
  readonly pooling: string | null;
  /** As given, without batch; null if not given. */
  readonly givenShape: readonly Dim[] | null;
  /** True if `givenShape` is a tuple, as the shapes are that Keras compares it with. */
  readonly shapeIsTuple: boolean;
  /** The shape of one sample that the model is made for; `givenShape` until it is found. */
  readonly shape: readonly Dim[];
  readonly inputTensor: Tensor | null;
  readonly classes: CallArgument;
  readonly classifierActivation: CallArgument;
  readonly name: string | null;
  /** Settings of single architectures by name; undefined where the value is not known. */
  readonly number: (name: string) => number;
  readonly flag: (name: string) => boolean;
}

const shared: readonly Parameter[] = [
  { name: 'include_top', default: true },
  { name: 'weights', default: 'imagenet' },
  { name: 'input_tensor', default: null },
  { name: 'input_shape', default: null },
  { name: 'pooling', default: null },
  { name: 'classes', default: 1000 },
  { name: 'classifier_activation', default: 'softmax' },
];

/** The parameters that most architectures have, in their order, with the name of the model as the last. */
export function parameters(modelName: string | null): readonly Parameter[] {
  return [...shared, { name: 'name', default: modelName }];
}

/** Channels, as numbers of filters are scaled by: a multiple of `divisor` that is not less than nine tenths of `filters`. */
export function divisible(filters: number, divisor = 8): number {
  const rounded = Math.max(divisor, Math.floor(Math.trunc(filters + divisor / 2) / divisor) * divisor);
  return rounded < 0.9 * filters ? rounded + divisor : rounded;
}
