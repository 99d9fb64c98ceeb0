/** Values of the program as elements of a `tf.data.Dataset`. */
import type { EvalContext } from '../../../eval/context';
import { type ArrayValue, tuple, unknown, type Value } from '../../../eval/value';
import type { Shape } from '../../../shape/dim';
import type { Span } from '../../../text/span';
import { array, toArray } from '../../numpy/arrays';

/** What TensorFlow makes of a value: tensors, in the tuples and dictionaries that the value has. Lists become tensors. */
export function tensorsIn(value: Value, span: Span, context: EvalContext): Value {
  switch (value.kind) {
    case 'array':
      return { ...value, library: 'tensorflow' };
    case 'tensor': {
      const { shape, dtype } = value.tensor;
      return array(shape, dtype, span, 'a layer gives it', 'tensorflow');
    }
    case 'sequence':
      if (value.type === 'tuple' && !value.open)
        return tuple(value.items.map((item) => tensorsIn(item, span, context)));
      return listTensor(value, span, context);
    case 'mapping':
      return (
        value.open ?? {
          ...value,
          entries: new Map(
            [...value.entries].map(([key, entry]) => [key, { ...entry, value: tensorsIn(entry.value, span, context) }]),
          ),
          origin: null,
        }
      );
    case 'string':
      return array([], 'string', span, 'a text', 'tensorflow');
    case 'number':
    case 'boolean':
    case 'symbolic':
    case 'range':
      return listTensor(value, span, context);
    case 'unknown':
    case 'none':
      return value;
    default:
      return unknown('what the data set is made of is not followed', span);
  }
}

/** Numbers of Python become int32 and float32. */
const PYTHON_TYPES: ReadonlyMap<string | null, string> = new Map([
  ['int64', 'int32'],
  ['float64', 'float32'],
]);

function listTensor(value: Value, span: Span, context: EvalContext): Value {
  const texts = textShape(value);
  if (texts) return array(texts, 'string', span, 'a list', 'tensorflow');
  const made = toArray(value, context, span);
  if (!made) return unknown('what the data set is made of is not followed', span);
  const dtype = holdsArray(value) ? made.dtype : (PYTHON_TYPES.get(made.dtype) ?? made.dtype);
  return { ...made, dtype, library: 'tensorflow' };
}

/** The shape of nested lists of texts; null for other lists. */
function textShape(value: Value): Shape | null {
  if (value.kind === 'string') return [];
  if (value.kind !== 'sequence' || value.open || value.items.length === 0) return null;
  const inner = value.items.map(textShape);
  const [first] = inner;
  return first && inner.every((shape) => shape?.length === first.length) ? [value.items.length, ...first] : null;
}

function holdsArray(value: Value): boolean {
  return value.kind === 'array' || (value.kind === 'sequence' && value.items.some(holdsArray));
}

/** Without the first axis. */
export function rowOf(leaf: ArrayValue, span: Span, text: string): Value {
  if (!leaf.shape) return unknown('the shape of the data is not known', span);
  return { ...leaf, shape: leaf.shape.slice(1), history: [...leaf.history, { span, text }] };
}
