/** Layers that leave the answer to the layers they are given: one function says all of it. */
import type { Count } from '../shape/count';
import type { Shape } from '../shape/dim';
import type { Axis } from '../shape/formula';
import type { AxisWindow, Refusal, Target, Weight } from './definition';
import type { Inference, NotKnown, Refused } from './infer';

export type Answer = Inference | Refused | NotKnown;

/** The parts of a layer's definition that follow from what `ask` answers. */
export function delegate<Args>(ask: (args: Args, input: Shape, target: Target) => Answer) {
  const part = <T>(answer: Answer, of: (inference: Inference) => T, other: T): T =>
    'outputs' in answer ? of(answer) : other;
  return {
    refuses: (args: Args, input: Shape, target: Target): readonly Refusal[] => {
      const answer = ask(args, input, target);
      return 'refusals' in answer ? answer.refusals : [];
    },
    unknown: (args: Args, inputs: readonly Shape[], target: Target): string | null => {
      const answer = ask(args, inputs[0]!, target);
      return 'unknown' in answer ? answer.unknown : null;
    },
    output: (args: Args, input: Shape, target: Target): readonly Axis[] =>
      part(ask(args, input, target), ({ outputs }) => outputs[0]!, []),
    weights: (args: Args, input: Shape, target: Target): readonly Weight[] =>
      part(ask(args, input, target), ({ weights }) => weights, []),
    macs: (args: Args, input: Shape, _: Shape, target: Target): Count =>
      part<Count>(ask(args, input, target), ({ macs }) => macs, null),
    windows: (args: Args, input: Shape, target: Target): readonly AxisWindow[] =>
      part<readonly AxisWindow[]>(ask(args, input, target), ({ windows }) => windows, []),
  };
}

/** An answer that has one output, changed; or a refusal if it has more. */
export function withOutput(layer: string, answer: Answer, change: (inference: Inference) => Inference): Answer {
  if (!('outputs' in answer)) return answer;
  if (answer.outputs.length === 1) return change(answer);
  const message = `${layer}: the layer inside must give one output, but gives ${answer.outputs.length}`;
  return { refusals: [{ rule: 'invalid-argument', arg: 'layer', message }] };
}
