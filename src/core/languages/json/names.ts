/** Spelling of names: `kernelSize` in layer specs, `kernel_size` in the core and in Keras. */

/** `kernelSize` and `kernel_size` both give `kernel_size`; `beta1` gives `beta_1`, as Keras spells it. */
export function toSnakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/^beta(\d)$/, 'beta_$1');
}

export function toCamelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The function of `keras.ops` that a class of operation stands for: `LogSoftmax` is `log_softmax` (all 334 classes of Keras 3.15). */
export function functionName(className: string): string {
  return (
    irregular[className] ??
    className
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
      .toLowerCase()
  );
}

const irregular: Readonly<Record<string, string>> = {
  AllClose: 'allclose',
  IsIn: 'isin',
  SearchSorted: 'searchsorted',
  BatchNorm: 'batch_normalization',
  RMSNorm: 'rms_normalization',
  LayerNorm: 'layer_normalization',
  CDist: 'cdist',
  RGBToGrayscale: 'rgb_to_grayscale',
  RGBToHSV: 'rgb_to_hsv',
  HSVToRGB: 'hsv_to_rgb',
};
