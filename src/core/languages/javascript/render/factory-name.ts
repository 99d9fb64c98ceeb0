/** How TensorFlow.js spells the factory of a layer class: `Conv2D` is made by `conv2d`. */

export function factoryName(className: string): string {
  const known = irregular[className];
  if (known) return known;
  const digits = className.replace(/(\d)D/, '$1d');
  const start = /^[A-Z]+(?![a-z])/.exec(digits);
  // A name that begins with an abbreviation is written small as far as the abbreviation goes.
  return start ? start[0].toLowerCase() + digits.slice(start[0].length) : digits[0]!.toLowerCase() + digits.slice(1);
}

const irregular: Readonly<Record<string, string>> = {
  ReLU: 'reLU',
  PReLU: 'prelu',
  Cropping2D: 'cropping2D',
  ConvLSTM2D: 'convLstm2d',
  ConvLSTM2DCell: 'convLstm2dCell',
  StackedRNNCells: 'stackedRNNCells',
  ELU: 'elu',
};
