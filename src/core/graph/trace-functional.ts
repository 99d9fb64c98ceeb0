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
  let countsUnknown: string | null = null;
  const enter = (tensor: Tensor): void => {
    if (tensor.either) {
      if (differInCounts(tensor.either)) countsUnknown ??= tensor.either.reason;
      for (const one of tensor.either.tensors) enter(one);
    }
    const application = tensor.producer;
    if (!application || seen.has(application)) return;
    seen.add(application);
    if (!order.has(application.layer)) order.set(application.layer, order.size);
    stack.push({ application, next: stop.has(tensor) ? Number.POSITIVE_INFINITY : 0 });
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
    for (const producer of [...application.inputs, ...application.besides].flatMap(producersOf)) {
      if (seen.has(producer)) nodeDepth.set(producer, Math.max(depth + 1, nodeDepth.get(producer) ?? 0));
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
  return { layers, applications, countsUnknown };
}

/** What a tensor may come out of. */
function producersOf({ producer, either }: Tensor): readonly Application[] {
  if (either) return either.tensors.flatMap(producersOf);
  return producer ? [producer] : [];
}

/** Whether parameters or cost depend on which of two tensors it is. */
function differInCounts({ tensors: [one, other] }: Either): boolean {
  const [first, second] = [before(one), before(other)];
  const only = [...first].filter((each) => !second.has(each)).concat([...second].filter((each) => !first.has(each)));
  return only.some(({ params, macs }) => params !== 0 || macs !== 0);
}

/** All that a tensor is made by. */
function before(tensor: Tensor): ReadonlySet<Application> {
  const found = new Set(producersOf(tensor));
  for (const { inputs, besides } of found) {
    for (const producer of [...inputs, ...besides].flatMap(producersOf)) found.add(producer);
  }
  return found;
}
