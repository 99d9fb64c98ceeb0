/** `tf.io` and the functions of `tf.image` that read pictures or change their size, on tensors with values. */
import type { EvalContext } from '../../eval/context';
import { type ArrayValue, type BuiltinValue, builtin, type CallArguments, unknown, type Value } from '../../eval/value';
import { type Dim, isKnown, unknownDim } from '../../shape/dim';
import type { Span } from '../../text/span';
import { argument, booleanIn, numberIn } from '../common/data-calls';
import { array, derived, dimOf, dimsOf, dtypeName } from '../numpy/arrays';

/** Null for what is not listed, and for symbolic tensors, which `fallback` knows. */
export function imageFunction(name: string, fallback: BuiltinValue | null): BuiltinValue | null {
  const body = changes.get(name);
  if (!body) return readers.get(name) ?? null;
  return builtin(`tf.image.${name}`, (args, site, context) => {
    const image = argument(args, 0, 'image', 'images', 'value')?.value;
    if (image?.kind === 'array' && image.shape && image.shape.length >= 3) return body(image, args, site.span);
    if (fallback) return fallback.call(args, site, context);
    return image?.kind === 'unknown' ? image : unknown('the image is not known', site.span);
  });
}

export function readFunction(name: string): BuiltinValue | null {
  return readers.get(name) ?? null;
}

type Reader = (args: CallArguments, span: Span, context: EvalContext) => Value;

/** `decode_jpeg(contents, channels=0)`: height and width are those of the file. */
const decoded: Reader = (args, span) => {
  const channels = argument(args, 1, 'channels');
  const count = numberIn(channels);
  const depth: Dim = channels && count !== null ? (count === 0 ? null : count) : channels ? unknownDim() : null;
  const dtype = dtypeName(argument(args, null, 'dtype')?.value) ?? 'uint8';
  return array([null, null, depth], dtype, span, 'it is read from a file', 'tensorflow');
};

/** Pictures that move have another rank, unless the program asks for the first frame. */
const decodedAny: Reader = (args, span, context) =>
  booleanIn(argument(args, 3, 'expand_animations')) === false
    ? decoded(args, span, context)
    : unknown('decode_image gives no shape unless expand_animations=False', span);

const readers: ReadonlyMap<string, BuiltinValue> = new Map(
  Object.entries({
    read_file: ((_, span) => array([], 'string', span, 'it is read from a file', 'tensorflow')) as Reader,
    decode_jpeg: decoded,
    decode_png: decoded,
    decode_and_crop_jpeg: decoded,
    decode_image: decodedAny,
  }).map(([name, read]) => [name, builtin(`tf.io.${name}`, (args, site, context) => read(args, site.span, context))]),
);

type Change = (image: ArrayValue, args: CallArguments, span: Span) => Value;

/** Another height and width; −3 and −2 are their axes. */
function sized(image: ArrayValue, height: Dim, width: Dim, span: Span, dtype = image.dtype): Value {
  const shape = image.shape!;
  return derived(image, [...shape.slice(0, -3), height, width, shape.at(-1)!], span, 'it gets another size', dtype);
}

function withChannels(count: number): Change {
  return (image, _, span) => derived(image, [...image.shape!.slice(0, -1), count], span, `it gets ${count} channels`);
}

const resize: Change = (image, args, span) => {
  const size = dimsOf(argument(args, 1, 'size')?.value);
  const method = argument(args, 2, 'method')?.value;
  const isNearest = method?.kind === 'string' && method.value === 'nearest';
  if (booleanIn(argument(args, 3, 'preserve_aspect_ratio')) || size?.length !== 2)
    return unknown('the size of the image is not known', span);
  // A method that is not read may keep the dtype.
  const dtype = !method || (method.kind === 'string' && !isNearest) ? 'float32' : isNearest ? image.dtype : null;
  return sized(image, size[0]!, size[1]!, span, dtype);
};

const toSize: Change = (image, args, span) => {
  const [height, width] = [argument(args, 1, 'target_height'), argument(args, 2, 'target_width')];
  return height && width
    ? sized(image, dimOf(height.value), dimOf(width.value), span)
    : unknown('the size of the image is not known', span);
};

const cropped: Change = (image, args, span) => {
  const [height, width] = [argument(args, 3, 'target_height'), argument(args, 4, 'target_width')];
  return height && width
    ? sized(image, dimOf(height.value), dimOf(width.value), span)
    : unknown('the size of the image is not known', span);
};

/** As `central_crop` computes it: the same number of rows goes away at both ends. */
const centralCrop: Change = (image, args, span) => {
  const fraction = numberIn(argument(args, 1, 'central_fraction'));
  if (fraction === null) return unknown('the part that is kept is not known', span);
  const kept = (dim: Dim): Dim => (isKnown(dim) ? dim - 2 * Math.trunc((dim - dim * fraction) / 2) : dim);
  return sized(image, kept(image.shape!.at(-3)!), kept(image.shape!.at(-2)!), span);
};

const changes: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['resize', resize],
  ['resize_with_crop_or_pad', toSize],
  ['resize_with_pad', (image, args, span) => toSize({ ...image, dtype: 'float32' }, args, span)],
  ['crop_to_bounding_box', cropped],
  ['pad_to_bounding_box', cropped],
  ['central_crop', centralCrop],
  ['rgb_to_grayscale', withChannels(1)],
  ['grayscale_to_rgb', withChannels(3)],
  ['convert_image_dtype', (image, args) => ({ ...image, dtype: dtypeName(argument(args, 1, 'dtype')?.value) })],
]);
