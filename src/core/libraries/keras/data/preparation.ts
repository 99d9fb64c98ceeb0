/** `keras.utils` and `keras.preprocessing`: sequences, single images and texts made into arrays. */
import type { EvalContext } from '../../../eval/context';
import {
  type BuiltinValue,
  builtin,
  type CallArguments,
  type ModuleValue,
  none,
  type ObjectType,
  unknown,
  type Value,
} from '../../../eval/value';
import { type Dim, unknownDim } from '../../../shape/dim';
import type { Span } from '../../../text/span';
import { argument } from '../../common/data-calls';
import { array, dimOf, dimsOf, dtypeName, toArray } from '../../numpy/arrays';
import { channelsIn, directoryLoaders } from './directories';
import { imageDataGenerator } from './image-generator';

type Body = (args: CallArguments, span: Span, context: EvalContext) => Value;

function define(name: string, body: Body): [string, BuiltinValue] {
  return [name, builtin(`keras.utils.${name}`, (args, site, context) => body(args, site.span, context))];
}

/** `pad_sequences(sequences, maxlen=None, dtype='int32', …)`: the longest sequence decides where no length is given. */
const padSequences = define('pad_sequences', (args, span) => {
  const sequences = argument(args, 0, 'sequences')?.value;
  const length = argument(args, 1, 'maxlen');
  const rows = rowsIn(sequences);
  const columns: Dim = length && length.value.kind !== 'none' ? dimOf(length.value) : longest(sequences);
  const dtype = dtypeName(argument(args, 2, 'dtype')?.value) ?? 'int32';
  const made = array([rows, columns], dtype, span, 'pad_sequences makes all sequences equally long');
  const facts = sequences?.kind === 'array' ? sequences.facts : {};
  return { ...made, facts };
});

function rowsIn(sequences: Value | undefined): Dim {
  if (sequences?.kind === 'sequence' && !sequences.open) return sequences.items.length;
  return (sequences?.kind === 'array' ? sequences.shape?.[0] : undefined) ?? unknownDim();
}

function longest(sequences: Value | undefined): Dim {
  if (sequences?.kind !== 'sequence' || sequences.open) return unknownDim();
  const lengths = sequences.items.map((item) => (item.kind === 'sequence' && !item.open ? item.items.length : null));
  return lengths.every((length) => length !== null) && lengths.length > 0
    ? Math.max(...(lengths as number[]))
    : unknownDim();
}

/** A picture of the imaging library: its size is known where the program gives it. */
const loadImage = define('load_img', (args, span) => {
  // `(path, color_mode, target_size)` of Keras 3; before, `grayscale` came second.
  const size = argument(args, 2, 'target_size');
  const dims = size ? dimsOf(size.value) : null;
  const [height, width] = dims?.length === 2 ? dims : [unknownDim(), unknownDim()];
  const channels = channelsIn(args, 1);
  const lead = channels === 1 ? [height!, width!] : [height!, width!, channels];
  return array(lead, 'uint8', span, 'the image has this size');
});

const imageToArray = define('img_to_array', (args, span, context) => {
  const image = argument(args, 0, 'img')?.value;
  const pixels = image ? toArray(image, context, span) : null;
  if (!pixels?.shape) return array([unknownDim(), unknownDim(), unknownDim()], 'float32', span, 'an image');
  const shape = pixels.shape.length === 2 ? [...pixels.shape, 1] : pixels.shape;
  return { ...pixels, shape, dtype: dtypeName(argument(args, 2, 'dtype')?.value) ?? 'float32' };
});

/** `smart_resize(x, size)`: height and width of the last three axes. */
const smartResize = define('smart_resize', (args, span, context) => {
  const given = argument(args, 0, 'x')?.value;
  const image = given ? toArray(given, context, span) : null;
  const size = dimsOf(argument(args, 1, 'size')?.value);
  return image?.shape && size?.length === 2 && image.shape.length >= 3
    ? { ...image, shape: [...image.shape.slice(0, -3), ...size, image.shape.at(-1)!], dtype: 'float32' }
    : unknown('the image or its size is not known', span);
});

/** `normalize(x)`: rows of length 1. */
const normalize = define('normalize', (args, span, context) => {
  const given = argument(args, 0, 'x')?.value;
  return (given && toArray(given, context, span)) ?? unknown('the array is not known', span);
});

/** What a tokenizer finds depends on the texts. */
const tokenizerType: ObjectType = {
  attribute: (_, name, span) => {
    switch (name) {
      case 'fit_on_texts':
      case 'fit_on_sequences':
        return builtin(`Tokenizer.${name}`, () => none);
      case 'texts_to_sequences':
        return builtin('Tokenizer.texts_to_sequences', (args, site) => {
          const rows = rowsIn(argument(args, 0, 'texts')?.value);
          return array([rows], 'object', site.span, 'one sequence for each text');
        });
      case 'texts_to_matrix':
      case 'sequences_to_matrix':
        return builtin(`Tokenizer.${name}`, (args, site) => {
          const rows = rowsIn(argument(args, 0, 'texts', 'sequences')?.value);
          return array([rows, unknownDim()], 'float64', site.span, 'one column for each word');
        });
      default:
        return unknown('it depends on the texts', span);
    }
  },
};
const tokenizer: [string, BuiltinValue] = [
  'Tokenizer',
  builtin('keras.preprocessing.text.Tokenizer', () => ({
    kind: 'object',
    class: 'keras.preprocessing.text.Tokenizer',
    type: tokenizerType,
    data: new Map(),
  })),
];

const getFile = define('get_file', (_, span) => unknown('the file is loaded when the program runs', span));

/** Members of `keras.utils` that meet data. */
export const preparation: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...directoryLoaders,
  padSequences,
  loadImage,
  imageToArray,
  smartResize,
  normalize,
  getFile,
  ['save_img', builtin('keras.utils.save_img', () => none)],
]);

/** `keras.preprocessing`: `image`, `sequence` and `text`, which old code imports from. */
export const preprocessingModule: ModuleValue = module(
  'preprocessing',
  (name) => parts.get(name) ?? preparation.get(name) ?? null,
);

const parts: ReadonlyMap<string, Value> = new Map<string, Value>([
  [
    'image',
    module('preprocessing.image', (name) =>
      name === 'ImageDataGenerator' ? imageDataGenerator : (preparation.get(name) ?? null),
    ),
  ],
  ['sequence', module('preprocessing.sequence', (name) => preparation.get(name) ?? null)],
  ['text', module('preprocessing.text', (name) => (name === 'Tokenizer' ? tokenizer[1] : null))],
  ['timeseries', module('preprocessing.timeseries', (name) => preparation.get(name) ?? null)],
]);

function module(name: string, get: (name: string) => Value | null): ModuleValue {
  return { kind: 'module', name: `keras.${name}`, get, names: null };
}
