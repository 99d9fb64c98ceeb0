/** InputLayer: where a model takes its data in. */
import { type Dim, isKnown, unknownDim } from '../shape/dim';
import { Symbolic } from '../shape/symbolic';
import { type ArgSpec, flag, inert, refused, show, size, unknownReading, value, wholeNumber } from './args';
import { isDtype } from './common-args';
import { defineManyLayer, type Refusal } from './definition';
import { type Plain, PlainObject, PlainUnknown } from './plain';

export const inputLayer = defineManyLayer({
  name: 'InputLayer',
  summary: 'Takes data of a given shape into a model.',
  args: {
    shape: shapeArg({ aliases: ['inputShape'], doc: 'Shape of one sample' }),
    batchSize: size({ default: null, optional: true, min: 0, doc: 'Number of samples in a batch, where it is fixed' }),
    dtype: dtypeArg(),
    sparse: flag({ default: false, doc: 'Data come as sparse tensors' }),
    ragged: flag({ default: false, frameworks: ['keras'], since: [3, 9], doc: 'Data come as ragged tensors' }),
    batchShape: shapeArg({ aliases: ['batchInputShape'], doc: 'Shape with the batch' }),
    inputTensor: inputTensorArg(),
    optional: flag({ default: false, frameworks: ['keras'], doc: 'The input may be left out' }),
  },
  commonByPosition: ['name'],
  dtype: 'given',
  takesAnyArg: true,
  refuses: ({ shape, batchShape, batchSize, sparse, ragged }, _, { framework }): Refusal[] => {
    const refuse = (arg: string, message: string): Refusal[] => [
      { rule: 'invalid-argument', arg, message: `InputLayer: ${message}` },
    ];
    if (shape === null && batchShape === null)
      return refuse(
        'shape',
        framework === 'keras' ? 'shape must be given' : 'inputShape or batchInputShape must be given',
      );
    if (shape !== null && batchShape !== null)
      return refuse('batchShape', 'shape and batch_shape cannot both be given');
    if (sparse && ragged) return refuse('ragged', 'tensors cannot be sparse and ragged at once');
    return batchShape !== null && batchSize !== null
      ? refuse('batchSize', 'batch_size and batch_shape cannot both be given')
      : [];
  },
  outputs: ({ shape, batchShape, batchSize }) => [batchShape ? [...batchShape] : [batchSize, ...(shape ?? [])]],
});

function inputTensorArg(): ArgSpec<Plain> {
  const spec = inert({ default: null, frameworks: ['keras'], doc: 'The tensor itself' });
  return {
    ...spec,
    read: (plain, target) =>
      plain === null || plain instanceof PlainUnknown || plain instanceof PlainObject
        ? spec.read(plain, target)
        : refused(`must be a tensor of Keras, not ${show(plain)}`),
  };
}

function dtypeArg(): ArgSpec<string | null> {
  return {
    doc: 'Kind of numbers',
    default: null,
    takes: 'name of a kind of numbers',
    whenUnknown: () => null,
    schema: { type: ['string', 'null'] },
    read: (plain, { framework }) => {
      if (plain instanceof PlainUnknown || plain instanceof PlainObject || plain === null) return value(null);
      if (framework === 'tfjs') return value(typeof plain === 'string' ? plain : null);
      return typeof plain === 'string' && isDtype(plain)
        ? value(plain)
        : refused(`must name a kind of numbers, but there is no ${show(plain)}`);
    },
  };
}

/** Sizes that are whole numbers ≥ 0, or None. */
function shapeArg(options: {
  readonly doc: string;
  readonly aliases?: readonly string[];
}): ArgSpec<readonly Dim[] | null> {
  return {
    ...options,
    default: null,
    takes: 'list of whole numbers ≥ 0 or None',
    schema: { type: ['array', 'null'], items: { type: ['integer', 'null'], minimum: 0 } },
    read: (plain, target) => {
      if (plain instanceof PlainUnknown) return unknownReading(plain);
      if (plain === null) return value(null);
      if (!Array.isArray(plain)) {
        const alone = target.framework === 'tfjs' ? wholeNumber(plain, target) : null;
        return alone === null ? refused(`must be a list of sizes, not ${show(plain)}`) : value([alone]);
      }
      const dims: Dim[] = [];
      for (const item of plain as readonly Plain[]) {
        const dim =
          item instanceof PlainUnknown
            ? (item.size ?? unknownDim())
            : item instanceof Symbolic
              ? item
              : wholeNumber(item, target);
        const bad = item !== null && (dim === null || (isKnown(dim) && dim < 0));
        if (bad) return refused(`must hold whole numbers ≥ 0 or None, not ${show(plain)}`);
        dims.push(dim);
      }
      return value(dims);
    },
  };
}
