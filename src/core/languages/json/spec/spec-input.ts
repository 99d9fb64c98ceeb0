/** The inputs of a layer spec: `input` for one, `inputs` for several by name. */
import type { Argument, Expr } from '../../../lang/program';
import type { Lowering } from '../lowering';
import { toSnakeCase } from '../names';
import { call, library, list, name, named, unreadable } from '../nodes';
import { type Json, type JsonObject, type JsonProperty, property } from '../tree';
import { argument, lowerPropertyValue, lowerValue } from '../values';
import type { SpecScope } from './spec-model';

export interface SpecInputs {
  /** What the first layer gets where it does not say. */
  readonly first: Expr;
  /** What the model is made of: one tensor, or a list. */
  readonly all: Expr;
}

export function lowerInputs(spec: JsonObject, scope: SpecScope, lowering: Lowering): SpecInputs {
  const single = property(spec, 'input');
  const several = property(spec, 'inputs');
  if (several?.value?.type === 'object') {
    const tensors = several.value.properties.map((entry) => lowerInput(entry, entry.name, scope, lowering));
    const first = tensors[0] ?? unreadable('the model has no input', several.span);
    return { first, all: list(tensors, several.span) };
  }
  if (several?.value)
    lowering.problem('"inputs" must be an object of names and shapes: {"image": [28, 28, 1]}', several.value.span);
  if (single) {
    const tensor = lowerInput(single, null, scope, lowering);
    return { first: tensor, all: tensor };
  }
  const none = unreadable('the model has no input', spec.span);
  return { first: none, all: none };
}

/** `[28, 28, 1]`, or `{"shape": [28, 28, 1], "dtype": "float32", …}` with any argument of `keras.Input`. */
function lowerInput(entry: JsonProperty, key: string | null, scope: SpecScope, lowering: Lowering): Expr {
  const { value } = entry;
  if (!value) return unreadable('the shape of the input is not typed yet', entry.span);
  const args = inputArguments(value, lowering);
  if (!args) return unreadable('the shape of the input cannot be read', value.span);
  const given = args.find((arg) => arg.name === 'name')?.value;
  const known = key ?? (given?.kind === 'string' ? given.value : null);
  const named_ =
    key !== null && !given
      ? [...args, named('name', { kind: 'string', value: key, span: entry.nameSpan }, entry.nameSpan, entry.nameSpan)]
      : args;
  const variable = lowering.variable(`${scope.prefix}${known ?? 'input'}`);
  const made = call(library('keras.Input', entry.nameSpan), named_, entry.span, value.span);
  lowering.bind(variable, entry.nameSpan, made);
  const tensor = name(variable, entry.span);
  for (const word of [key, known, key === null ? 'input' : null]) if (word !== null) scope.tensors.set(word, tensor);
  return tensor;
}

function inputArguments(value: Json, lowering: Lowering): Argument[] | null {
  if (value.type === 'array') return [named('shape', lowerValue(value))];
  if (value.type === 'object')
    return value.properties.map((entry) => argument(entry, toSnakeCase(entry.name), lowerPropertyValue(entry)));
  lowering.problem('an input is a shape without the batch axis, such as [28, 28, 1]', value.span);
  return null;
}
