/** The `weightsManifest` of a TensorFlow.js `model.json`: which weights the files beside it hold. */
import type { SavedWeight, SavedWeights } from '../../lang/saved-weights';
import { get, getArray, getString, type Json, type JsonProperty } from './tree';

/** Null for a manifest that lists nothing, or something that cannot be read: what is missing from it is not known then. */
export function readManifest({ nameSpan, value }: JsonProperty): SavedWeights | null {
  if (value?.type !== 'array') return null;
  const listed = value.items.flatMap((group) => getArray(group, 'weights')?.items ?? []);
  // The state of an optimizer is loaded apart from the weights of the model.
  const own = listed.filter((entry) => getString(entry, 'group')?.value !== 'optimizer');
  const entries = own.map(readEntry);
  if (entries.length === 0 || !entries.every((entry) => entry !== null)) return null;
  return { span: nameSpan, entries: entries as readonly SavedWeight[] };
}

function readEntry(entry: Json): SavedWeight | null {
  const [name, shape, dtype] = [getString(entry, 'name'), getArray(entry, 'shape'), getString(entry, 'dtype')];
  if (!name || !shape || !dtype) return null;
  const sizes = shape.items.map((item) => (item.type === 'number' && Number.isInteger(item.value) ? item.value : null));
  if (!sizes.every((size) => size !== null)) return null;
  // Numbers that are stored in fewer bits are turned back into floats.
  const stored = get(entry, 'quantization') ? 'float32' : dtype.value;
  return {
    name: name.value,
    nameSpan: name.span,
    shape: sizes as readonly number[],
    shapeSpan: shape.span,
    dtype: stored,
    dtypeSpan: dtype.span,
  };
}
