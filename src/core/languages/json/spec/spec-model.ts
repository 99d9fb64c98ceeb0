/** A layer spec as the program that makes its model, its `compile` and its `fit`. The format is described in docs/layer-spec.md. */
import type { Expr } from '../../../lang/program';
import type { Span } from '../../../text/span';
import type { Lowering } from '../lowering';
import { call, index, library, list, name, named, number, unreadable } from '../nodes';
import { get, getArray, getObject, getString, type Json, type JsonObject, property } from '../tree';
import { argument, lowerValue } from '../values';
import { lowerInputs } from './spec-input';
import { lowerEntries } from './spec-layers';
import { lowerCompile, lowerFit } from './spec-training';

/** What a name in `from`, `outputs` or `use` can mean. Values by name are tensors; makers are layers and models that can be applied. */
export interface SpecScope {
  readonly tensors: Map<string, Expr>;
  readonly makers: Map<string, Expr>;
  /** Keeps variables of models in models apart. */
  readonly prefix: string;
}

export function lowerSpec(spec: JsonObject, lowering: Lowering): void {
  const makers = lowerModels(spec, lowering);
  const title = getString(spec, 'name');
  const variable = lowering.variable(title?.value || 'model');
  const span = title ? title.span : { start: spec.span.start, end: spec.span.start + 1 };
  const model = lowering.bind(variable, span, lowerNetwork(spec, { tensors: new Map(), makers, prefix: '' }, lowering));
  const compile = property(spec, 'compile');
  if (compile) lowerCompile(compile, model, lowering);
  const fit = property(spec, 'fit');
  if (fit) lowerFit(fit, model, spec, lowering);
}

/** `models`: networks under a name, each of which can use those before it. */
function lowerModels(spec: JsonObject, lowering: Lowering): Map<string, Expr> {
  const makers = new Map<string, Expr>();
  for (const entry of getObject(spec, 'models')?.properties ?? []) {
    if (entry.value?.type !== 'object') {
      if (entry.value) lowering.problem('a model is an object: {"input": [...], "layers": [...]}', entry.value.span);
      continue;
    }
    const scope: SpecScope = { tensors: new Map(), makers: new Map(makers), prefix: `${entry.name}/` };
    const network = lowerNetwork(entry.value, scope, lowering, { value: entry.name, span: entry.nameSpan });
    makers.set(entry.name, lowering.bind(lowering.variable(entry.name), entry.nameSpan, network));
  }
  return makers;
}

/** `keras.Model(inputs=…, outputs=…, name=…)` after the statements that make and apply its layers. */
function lowerNetwork(
  spec: JsonObject,
  scope: SpecScope,
  lowering: Lowering,
  key?: { readonly value: string; readonly span: Span },
): Expr {
  const inputs = lowerInputs(spec, scope, lowering);
  const last = lowerEntries(getArray(spec, 'layers'), inputs.first, scope, lowering);
  const layers = get(spec, 'layers');
  if (layers && layers.type !== 'array') lowering.problem('"layers" must be an array', layers.span);
  const title = property(spec, 'name');
  const titled =
    title?.value?.type === 'string' && title.value.value !== ''
      ? [argument(title, 'name', lowerValue(title.value))]
      : [];
  const named_ =
    key && titled.length === 0 ? [named('name', { kind: 'string', value: key.value, span: key.span })] : titled;
  const outputs = lowerOutputs(spec, last, scope, lowering);
  return call(
    library('keras.Model', title?.span ?? key?.span ?? spec.span),
    [named('inputs', inputs.all), named('outputs', outputs), ...named_],
    spec.span,
  );
}

/** The last layer, unless `outputs` names others. */
function lowerOutputs(spec: JsonObject, last: Expr, scope: SpecScope, lowering: Lowering): Expr {
  const outputs = get(spec, 'outputs');
  if (!outputs) return last;
  if (outputs.type === 'array')
    return list(
      outputs.items.map((item) => tensorNamed(item, scope, lowering)),
      outputs.span,
    );
  return tensorNamed(outputs, scope, lowering);
}

/** `"lstm/1"`: one of several outputs of a layer, counted from 0. */
function numberedOutput(reference: string, span: Span, scope: SpecScope): Expr | null {
  const [, layer, output] = /^(.*)\/(\d+)$/.exec(reference) ?? [];
  const tensor = layer === undefined ? undefined : scope.tensors.get(layer);
  return tensor ? index(tensor, number(Number(output), span), span) : null;
}

/** The tensor that a string names: an input, or the output of a layer that stands before. */
export function tensorNamed(json: Json, scope: SpecScope, lowering: Lowering): Expr {
  if (json.type !== 'string') return lowering.broken('this must be the name of a layer or an input', json.span);
  const tensor = scope.tensors.get(json.value) ?? numberedOutput(json.value, json.span, scope);
  if (!tensor) return lowering.broken(`there is no layer or input named "${json.value}" before this place`, json.span);
  if (tensor.kind === 'name') return name(tensor.name, json.span);
  return tensor.kind === 'unreadable' ? unreadable(tensor.reason, json.span) : { ...tensor, span: json.span };
}
