/** `ImageDataGenerator`: batches of images that it changes at random. */

import type { EvalContext } from '../../../eval/context';
import {
  type ArrayValue,
  type BuiltinValue,
  builtin,
  type CallArguments,
  none,
  number,
  type ObjectType,
  type ObjectValue,
  unknown,
  type Value,
} from '../../../eval/value';
import { type Dim, type Shape, unknownDim } from '../../../shape/dim';
import type { Span } from '../../../text/span';
import { argument, numberIn } from '../../common/data-calls';
import { elementOf, mapLeaves, pairElement, someElement, withElement } from '../../common/data-element';
import { array, dimsOf } from '../../numpy/arrays';
import { channelsIn } from './directories';

const generatorType: ObjectType = {
  attribute: (object, name) => {
    switch (name) {
      case 'flow':
        return builtin('ImageDataGenerator.flow', (args, site) => flow(args, site.span));
      case 'flow_from_directory':
        return builtin('ImageDataGenerator.flow_from_directory', (args, site) => flowFiles(args, site.span, 1, 'rgb'));
      case 'flow_from_dataframe':
        return builtin('ImageDataGenerator.flow_from_dataframe', (args, site) =>
          flowFiles({ ...args, positions: [] }, site.span, null, 'frame'),
        );
      case 'fit':
        return builtin('ImageDataGenerator.fit', () => object);
      default:
        return null;
    }
  },
};

export const imageDataGenerator: BuiltinValue = builtin('keras.preprocessing.image.ImageDataGenerator', () => ({
  kind: 'object',
  class: 'keras.preprocessing.image.ImageDataGenerator',
  type: generatorType,
  data: new Map(),
}));

/** `flow(x, y=None, batch_size=32)`. */
function flow(args: CallArguments, span: Span): Value {
  const [x, y] = [argument(args, 0, 'x')?.value, argument(args, 1, 'y')?.value];
  const batch = batchIn(argument(args, 2, 'batch_size'));
  const rows = x?.kind === 'array' ? x.shape?.[0] : undefined;
  const steps = typeof rows === 'number' && batch ? Math.ceil(rows / batch) : null;
  const batched = (value: Value | undefined): Value =>
    value?.kind === 'array' && value.shape
      ? {
          ...value,
          shape: [null, ...value.shape.slice(1)],
          history: [...value.history, { span, text: 'flow gives batches' }],
        }
      : value?.kind === 'unknown'
        ? value
        : unknown('the shape of the data is not known', span);
  const images = batched(x);
  const inputs: Value = images.kind === 'array' ? { ...images, dtype: 'float32' } : images;
  return iterator(pairElement(inputs, y && y.kind !== 'none' ? batched(y) : null), batch, steps);
}

/** `flow_from_directory(directory, target_size=(256, 256), color_mode='rgb', classes=None, class_mode='categorical', batch_size=32)`. */
function flowFiles(args: CallArguments, span: Span, sizeAt: number | null, kind: 'rgb' | 'frame'): Value {
  const at = (offset: number): number | null => (sizeAt === null ? null : sizeAt + offset);
  const given = argument(args, sizeAt, 'target_size');
  const dims = given ? dimsOf(given.value) : [256, 256];
  const [height, width] = dims?.length === 2 ? dims : [unknownDim(), unknownDim()];
  const images: Shape = [null, height!, width!, channelsIn(args, at(1))];
  const batch = batchIn(argument(args, at(4), 'batch_size'));
  const inputs = array(images, 'float32', span, 'the images have this size');
  return iterator(pairElement(inputs, labels(args, at(2), at(3), images, span, kind)), batch, null);
}

function labels(
  args: CallArguments,
  classesAt: number | null,
  modeAt: number | null,
  images: Shape,
  span: Span,
  kind: 'rgb' | 'frame',
): Value | null {
  const mode = argument(args, modeAt, 'class_mode')?.value;
  if (mode?.kind === 'none') return null;
  const named = argument(args, classesAt, 'classes')?.value;
  const classes: Dim = named?.kind === 'sequence' && !named.open ? named.items.length : unknownDim();
  const made = (shape: readonly Dim[]): Value =>
    array([null, ...shape], 'float32', span, 'the labels are made from folders');
  switch (mode?.kind === 'string' ? mode.value : mode ? null : 'categorical') {
    case 'categorical':
      return { ...(made([classes]) as Extract<Value, { kind: 'array' }>), facts: { oneHot: true } };
    case 'binary':
    case 'sparse':
      return made([]);
    case 'input':
      return array(images, 'float32', span, 'the labels are the images');
    default:
      return unknown(kind === 'frame' ? 'the labels are columns of a table' : 'the kind of labels is not known', span);
  }
}

function batchIn(given: ReturnType<typeof argument>): number | null {
  return given ? numberIn(given) : 32;
}

/** What `fit` reads, `next` gives and a loop runs over. */
function iterator(element: Value, batch: number | null, steps: number | null): Value {
  const data = new Map<string, Value>();
  if (batch !== null) data.set('batch_size', number(batch));
  return {
    kind: 'object',
    class: 'keras.preprocessing.image.Iterator',
    type: steps === null ? iteratorType : { ...iteratorType, attribute: withLength(steps, batch) },
    data: withElement(data, element, batch),
  };
}

const iteratorType: ObjectType = {
  attribute: (object, name, span, context) => {
    if (name === 'reset') return builtin('Iterator.reset', () => none);
    if (name === '__next__' || name === 'next')
      return builtin(`Iterator.${name}`, (_, site) => someBatch(object, site.span, context));
    return unknown('it depends on the files', span);
  },
  iterate: someElement,
  index: (object, _, span, context) => someBatch(object, span, context),
};

function someBatch(object: ObjectValue, span: Span, context: EvalContext): Value {
  return someElement(object, span, context).element ?? unknown('the batch is not known', span);
}

/** Batches of rows that are known: all but the last are full. */
function withLength(steps: number, batch: number | null): NonNullable<ObjectType['attribute']> {
  return (object, name, span, context) => {
    if (name === '__len__') return builtin('Iterator.__len__', () => number(steps));
    const made = iteratorType.attribute!(object, name, span, context);
    if (!name.includes('next') || steps < 2 || batch === null) return made;
    const full = (leaf: ArrayValue): Value => ({ ...leaf, shape: leaf.shape && [batch, ...leaf.shape.slice(1)] });
    return builtin(`Iterator.${name}`, (_, site) => mapLeaves(elementOf(object)!, full, context, site.span));
  };
}
