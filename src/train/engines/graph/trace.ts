/**
 * A graph under construction with a tape of what was done in it, so that gradients can be built backwards.
 * What depends on no watched value is not on the tape, so its gradients are never built.
 */

import type { GraphBuilder, Value } from './builder';

/** Builds the gradient for one input from the gradient of the output. */
export type Gradient = (upstream: Value) => Value;

interface Entry {
  readonly output: Value;
  readonly inputs: readonly Value[];
  readonly gradients: readonly Gradient[];
}

export class Trace {
  private readonly entries: Entry[] = [];
  private readonly watched = new Set<string>();

  /** `training` says whether layers behave as in training. */
  constructor(
    readonly graph: GraphBuilder,
    readonly training: boolean,
  ) {}

  /** Gradients with respect to this value are wanted. */
  watch(value: Value): void {
    this.watched.add(value.output);
  }

  /** `gradients[i]` belongs to `inputs[i]`. Returns the output. */
  record(output: Value, inputs: readonly Value[], gradients: readonly Gradient[]): Value {
    if (!inputs.some((input) => this.watched.has(input.output))) return output;
    this.watched.add(output.output);
    this.entries.push({ output, inputs, gradients });
    return output;
  }

  /** The gradients of a scalar by the outputs they belong to; a value that it does not depend on has none. */
  backward(scalar: Value): Map<string, Value> {
    const parts = new Map<string, Value[]>([[scalar.output, [this.graph.scalar(1)]]]);
    const sums = new Map<string, Value>();
    const sumOf = (output: string): Value | undefined => {
      const found = parts.get(output);
      if (found === undefined) return undefined;
      const sum = sums.get(output) ?? this.sum(found);
      sums.set(output, sum);
      return sum;
    };
    for (const { output, inputs, gradients } of [...this.entries].reverse()) {
      const upstream = sumOf(output.output);
      if (upstream === undefined) continue;
      inputs.forEach((input, index) => {
        if (!this.watched.has(input.output)) return;
        const part = gradients[index]!(upstream);
        parts.set(input.output, [...(parts.get(input.output) ?? []), part]);
      });
    }
    for (const output of parts.keys()) sumOf(output);
    return sums;
  }

  private sum(values: readonly Value[]): Value {
    if (values.length === 1) return values[0]!;
    return this.graph.op('AddN', values, values[0]!.shape, { N: { i: values.length } });
  }
}
