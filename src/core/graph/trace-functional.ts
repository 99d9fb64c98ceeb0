/** Which layers a functional model has between its inputs and its outputs, in the order of a Keras summary. */
import type { Application, Either, Layer, Tensor } from './graph';

/** The applications between inputs and outputs, and their layers by falling depth (keras.src.ops.function.map_graph, 3.x). */
export function traceFunctional(
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  /** TensorFlow.js leaves out an input of which no output is made. */
  { unusedInputs = true }: { readonly unusedInputs?: boolean } = {},
): { layers: Layer[]; applications: Application[]; countsUnknown: string | null } {
  const stop = new Set(inputs);
  const finished: Application[] = [];
  const seen = new Set<Application>();
  const order = new Map<Layer, number>();
  // An own stack: networks are deeper than the call stack.
  const stack: { readonly application: Application; next: number }[] = [];
  const choices = new Set<Either>();
  const enter = (tensor: Tensor): void => {
    const ends = endsOf(tensor, choices);
    for (const end of ends) {
      const application = end.producer;
      if (!application || seen.has(application)) continue;
      seen.add(application);
      if (!order.has(application.layer)) order.set(application.layer, order.size);
      stack.push({ application, next: stop.has(tensor) || stop.has(end) ? Number.POSITIVE_INFINITY : 0 });
    }
  };
  for (const output of outputs) {
    enter(output);
    while (stack.length) {
      const top = stack.at(-1)!;
      const { inputs: first, besides } = top.application;
      const input = top.next < first.length ? first[top.next] : besides[top.next - first.length];
      top.next++;
      if (input) enter(input);
      else {
        finished.push(top.application);
        stack.pop();
      }
    }
  }
  const nodeDepth = new Map<Application, number>();
  const layerDepth = new Map<Layer, number>();
  for (const application of [...finished].reverse()) {
    const depth = Math.max(nodeDepth.get(application) ?? 0, layerDepth.get(application.layer) ?? 0);
    layerDepth.set(application.layer, depth);
    nodeDepth.set(application, depth);
    for (const { producer } of [...application.inputs, ...application.besides].flatMap((tensor) => endsOf(tensor))) {
      if (producer && seen.has(producer)) nodeDepth.set(producer, Math.max(depth + 1, nodeDepth.get(producer) ?? 0));
    }
  }
  for (const { producer } of inputs) {
    if (unusedInputs && producer && !layerDepth.has(producer.layer)) {
      layerDepth.set(producer.layer, 0);
      order.set(producer.layer, -1);
      finished.push(producer);
    }
  }
  const layers = [...layerDepth.keys()].sort(
    (a, b) => layerDepth.get(b)! - layerDepth.get(a)! || order.get(a)! - order.get(b)!,
  );
  const applications = [...finished].sort((a, b) => a.id - b.id);
  const countsUnknown = [...choices].find(differInCounts)?.reason ?? null;
  return { layers, applications, countsUnknown };
}

/** The tensors that a tensor may be; `choices` takes what decides. */
function endsOf(tensor: Tensor, choices = new Set<Either>()): readonly Tensor[] {
  if (!tensor.either) return [tensor];
  const found = new Set([tensor]);
  for (const { either } of found) {
    if (!either) continue;
    choices.add(either);
    for (const each of either.tensors) found.add(each);
  }
  return [...found].filter(({ either }) => !either);
}

/** Whether parameters or cost depend on which of two tensors it is. */
function differInCounts({ tensors: [one, other] }: Either): boolean {
  const [first, second] = [before(one), before(other)];
  const only = [...first].filter((each) => !second.has(each)).concat([...second].filter((each) => !first.has(each)));
  return only.some(({ params, macs }) => params !== 0 || macs !== 0);
}

/** All that a tensor may be made by. */
function before(tensor: Tensor): ReadonlySet<Application> {
  const made = new Set<Application>();
  const tensors = new Set([tensor]);
  for (const { producer, either } of tensors) {
    if (producer) made.add(producer);
    for (const each of [...(producer?.inputs ?? []), ...(producer?.besides ?? []), ...(either?.tensors ?? [])])
      tensors.add(each);
  }
  return made;
}
