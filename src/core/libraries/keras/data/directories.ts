/** `keras.utils.*_dataset_from_directory`: what comes out of folders of files, one class for each folder. */
import { type BuiltinValue, builtin, type CallArguments, tuple, type Value } from '../../../eval/value';
import { type Dim, unknownDim } from '../../../shape/dim';
import type { Span } from '../../../text/span';
import { argument, numberIn } from '../../common/data-calls';
import { array, dimsOf } from '../../numpy/arrays';
import { dataset } from '../../tensorflow/data/dataset';

const CHANNELS: ReadonlyMap<string, number> = new Map([
  ['grayscale', 1],
  ['rgb', 3],
  ['rgba', 4],
]);

/** The parameters that come before `batch_size` by position, and what one sample is. */
interface Loader {
  readonly batchAt: number;
  readonly labelModeAt: number;
  readonly classNamesAt: number;
  readonly sample: (args: CallArguments) => { readonly shape: readonly Dim[]; readonly dtype: string };
}

/** `(directory, labels, label_mode, class_names, color_mode, batch_size, image_size, …)` of Keras 3.15. */
const images: Loader = {
  labelModeAt: 2,
  classNamesAt: 3,
  batchAt: 5,
  sample: (args) => {
    const size = argument(args, 6, 'image_size', 'target_size');
    const dims = size ? dimsOf(size.value) : [256, 256];
    const [height, width] = dims?.length === 2 ? dims : [unknownDim(), unknownDim()];
    return { shape: [height!, width!, channelsIn(args, 4)], dtype: 'float32' };
  },
};
/** `(directory, labels, label_mode, class_names, batch_size, …)`. */
const texts: Loader = {
  labelModeAt: 2,
  classNamesAt: 3,
  batchAt: 4,
  sample: () => ({ shape: [], dtype: 'string' }),
};

/** 3 if no colour mode is given. */
export function channelsIn(args: CallArguments, at: number | null): Dim {
  const mode = argument(args, at, 'color_mode')?.value;
  if (!mode) return 3;
  return mode.kind === 'string' ? (CHANNELS.get(mode.value) ?? unknownDim()) : unknownDim();
}

function fromDirectory(name: string, loader: Loader): [string, BuiltinValue] {
  const load = builtin(`keras.utils.${name}`, (args, { span }) => {
    const made = directoryDataset(loader, args, span, name);
    const subset = argument(args, null, 'subset')?.value;
    return subset?.kind === 'string' && subset.value === 'both' ? tuple([made, made]) : made;
  });
  return [name, load];
}

function directoryDataset(loader: Loader, args: CallArguments, span: Span, name: string): Value {
  const given = argument(args, loader.batchAt, 'batch_size');
  const isBatched = given?.value.kind !== 'none';
  const lead: readonly Dim[] = isBatched ? [null] : [];
  const { shape, dtype } = loader.sample(args);
  const sample = array([...lead, ...shape], dtype, span, `${name} gives it`, 'tensorflow');
  const labels = labelsOf(loader, args, span, lead, name);
  const size = given ? numberIn(given) : 32;
  return dataset(labels ? tuple([sample, labels]) : sample, null, isBatched ? size : null);
}

function labelsOf(
  { labelModeAt, classNamesAt }: Loader,
  args: CallArguments,
  span: Span,
  lead: readonly Dim[],
  name: string,
): Value | null {
  const given = argument(args, 1, 'labels')?.value;
  const mode = argument(args, labelModeAt, 'label_mode')?.value;
  if (given?.kind === 'none' || mode?.kind === 'none') return null;
  const names = argument(args, classNamesAt, 'class_names')?.value;
  const classes = names?.kind === 'sequence' && !names.open ? names.items.length : null;
  const made = (shape: readonly Dim[], dtype: string, facts: { classes?: number; oneHot?: boolean } = {}): Value => ({
    ...array([...lead, ...shape], dtype, span, `${name} gives one label for each folder`, 'tensorflow'),
    facts: { ...(classes === null ? {} : { classes }), ...facts },
  });
  switch (mode?.kind === 'string' ? mode.value : mode ? null : 'int') {
    case 'int':
      return made([], 'int32');
    case 'binary':
      return made([1], 'float32', { classes: 2 });
    case 'categorical':
      return made([classes ?? unknownDim()], 'float32', { oneHot: true });
    default:
      return { kind: 'unknown', reason: 'the kind of labels is not known', span };
  }
}

/**
 * `timeseries_dataset_from_array(data, targets, sequence_length, sequence_stride, sampling_rate, batch_size)`: windows
 * over the rows, whose length the framework itself leaves open.
 */
const timeseries = builtin('keras.utils.timeseries_dataset_from_array', (args, { span }) => {
  const [data, targets] = [argument(args, 0, 'data')?.value, argument(args, 1, 'targets')?.value];
  const given = argument(args, 5, 'batch_size');
  const lead: readonly Dim[] = given?.value.kind === 'none' ? [] : [null];
  const windows = (value: Value | undefined, axis: readonly Dim[]): Value =>
    value?.kind === 'array' && value.shape
      ? {
          ...value,
          shape: [...lead, ...axis, ...value.shape.slice(1)],
          library: 'tensorflow',
          history: [...value.history, { span, text: 'it is cut into windows' }],
        }
      : { kind: 'unknown', reason: 'the shape of the data is not known', span };
  const sample = windows(data, [null]);
  const size = given ? numberIn(given) : 128;
  return dataset(
    !targets || targets.kind === 'none' ? sample : tuple([sample, windows(targets, [])]),
    null,
    lead.length ? size : null,
  );
});

export const directoryLoaders: ReadonlyMap<string, Value> = new Map<string, Value>([
  fromDirectory('image_dataset_from_directory', images),
  fromDirectory('text_dataset_from_directory', texts),
  ['timeseries_dataset_from_array', timeseries],
]);
