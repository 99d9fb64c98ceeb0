/** The weights that a program gives to classes in `fit`, as far as it says them. */
import type { CallArgument, Value } from '../../eval/value';
import type { ClassWeights } from '../../graph/graph';

/** What a framework takes for weights of classes. */
export interface ClassWeightForm {
  /** The class number that a key names; null for a key that no class number equals. */
  readonly classOf: (key: Value) => number | null;
  /** Whether a list gives its items to the classes 0, 1, … */
  readonly takesLists: boolean;
}

/** Null where no weights are given. `data` is what the model is trained on. */
export function classWeightsIn(
  given: CallArgument | undefined,
  data: CallArgument | undefined,
  form: ClassWeightForm,
): ClassWeights | null {
  if (!given || given.value.kind === 'none') return null;
  const span = given.source?.value.span ?? given.span;
  const common = { span, ofDataset: data?.value.kind === 'object' && data.value.class.endsWith('data.Dataset') };
  const { value } = given;
  switch (value.kind) {
    case 'unknown':
      return { ...common, kind: 'unknown', reason: value.reason };
    case 'mapping':
      if (value.open) return { ...common, kind: 'unknown', reason: value.open.reason };
      return { ...common, ...readEntries([...value.entries.values()], form) };
    case 'sequence':
      if (!form.takesLists) return { ...common, kind: 'unusable', what: nounOf(value) };
      if (value.open) return { ...common, kind: 'unknown', reason: value.open.reason };
      return { ...common, ...readItems(value.items) };
    case 'array':
    case 'number':
    case 'string':
    case 'boolean':
    case 'range':
      return { ...common, kind: 'unusable', what: nounOf(value) };
    default:
      return { ...common, kind: 'unknown', reason: 'it is not followed what they are' };
  }
}

type Read =
  | Pick<Extract<ClassWeights, { kind: 'known' }>, 'kind' | 'weights' | 'strayKeys'>
  | Pick<Extract<ClassWeights, { kind: 'unknown' }>, 'kind' | 'reason'>;

function readEntries(entries: readonly { readonly key: Value; readonly value: Value }[], form: ClassWeightForm): Read {
  const weights = new Map<number, number>();
  const strayKeys: string[] = [];
  for (const { key, value } of entries) {
    if (key.kind === 'unknown') return { kind: 'unknown', reason: key.reason };
    const number = form.classOf(key);
    if (number === null) {
      strayKeys.push(textOf(key));
      continue;
    }
    const fault = put(weights, number, value);
    if (fault) return fault;
  }
  return { kind: 'known', weights, strayKeys };
}

function readItems(items: readonly Value[]): Read {
  const weights = new Map<number, number>();
  for (const [number, value] of items.entries()) {
    const fault = put(weights, number, value);
    if (fault) return fault;
  }
  return { kind: 'known', weights, strayKeys: [] };
}

/** What is wrong with the weight, if it is no number. */
function put(weights: Map<number, number>, number: number, value: Value): Read | null {
  if (value.kind === 'boolean') weights.set(number, Number(value.value));
  else if (value.kind === 'number' && Number.isFinite(value.value)) weights.set(number, value.value);
  else if (value.kind === 'unknown') return { kind: 'unknown', reason: `of class ${number}, ${value.reason}` };
  // Keras reads numbers out of texts, and makes NaN of None.
  else return { kind: 'unknown', reason: `the weight of class ${number} is no number` };
  return null;
}

function nounOf(value: Value): string {
  switch (value.kind) {
    case 'sequence':
      return value.type === 'list' ? 'a list' : value.type === 'tuple' ? 'a tuple' : 'a set';
    case 'mapping':
      return 'a dictionary';
    case 'array':
      return 'an array';
    case 'string':
      return `the text '${value.value}'`;
    case 'range':
      return 'a range';
    default:
      return 'a single value';
  }
}

function textOf(key: Value): string {
  if (key.kind === 'string') return `'${key.value}'`;
  return key.kind === 'number' ? String(key.value) : nounOf(key);
}
