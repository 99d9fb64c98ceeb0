/** Initializers that make only tensors of some ranks, held against the weights that they start. */
import type { Shape } from '../shape/dim';
import { formatShape, isKnown } from '../shape/dim';
import type { LayerDefinition, Refusal, Target, Weight } from './definition';
import { toCamelCase } from './names';

/** The refusal of the first weight that its initializer cannot make. */
export function initializerRefusals(
  definition: LayerDefinition,
  args: Readonly<Record<string, unknown>>,
  weights: readonly Weight[],
  target: Target,
): Refusal[] {
  for (const { name, shape } of weights) {
    const arg = argsFor(name).find((each) => each in definition.args);
    const initializer = arg === undefined ? null : args[arg];
    if (arg === undefined || typeof initializer !== 'string') continue;
    const needs = needed(initializer, shape, target);
    if (!needs) continue;
    const message = `${definition.name}: ${initializer} makes ${needs} only, but ${name} is ${formatShape(shape)}`;
    return [{ rule: 'invalid-argument', arg, message }];
  }
  return [];
}

/** `kernel_initializer` starts the kernel, `depthwise_initializer` the depthwise kernel. */
function argsFor(weight: string): string[] {
  const names = [weight, weight.replace(/_kernel$/, ''), ...(weight === 'kernel' ? ['depthwise'] : [])];
  return names.map((name) => `${toCamelCase(name)}Initializer`);
}

/** What the initializer can make, where it cannot make this; null if it can. */
function needed(initializer: string, shape: Shape, { framework }: Target): string | null {
  switch (initializer.toLowerCase().replace(/_?initializer$/, '')) {
    case 'identity': {
      const [rows, columns] = shape;
      const isOblong =
        framework === 'tfjs' && !shape.includes(0) && isKnown(rows!) && isKnown(columns!) && rows !== columns;
      if (shape.length === 2 && !isOblong) return null;
      return framework === 'tfjs' ? 'square matrices' : 'matrices';
    }
    case 'orthogonal':
      return shape.length >= 2 ? null : 'tensors with 2 axes or more';
    // The base of all initializers.
    case '':
      return framework === 'keras' && initializer !== '' ? 'nothing' : null;
    case 'stft':
      return shape.length === 3 ? null : 'tensors with 3 axes';
    default:
      return null;
  }
}
