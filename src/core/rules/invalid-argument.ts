/** invalid-argument: an argument of a layer has a value that the layer does not take. */
import { nearest } from '../graph/layer-args';
import type { Expr } from '../lang/program';
import { isKnown, type Shape } from '../shape/dim';
import { shapeChain } from './chain';
import { fixOf, numberValue, stringValue } from './change';
import { type Refused, refusalsOf } from './refused';
import { defineRule, type FixCandidate } from './rule';

export const invalidArgument = defineRule({
  name: 'invalid-argument',
  severity: 'error',
  summary: 'An argument of a layer has a value that the layer does not take.',
  why: `The framework checks most arguments where the layer is made, and some where it meets its input: a negative number of filters,
a padding that it does not know, three sizes where there are two axes, groups that do not divide the channels. It stops with a
\`ValueError\` there.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import layers
layer = layers.Conv2D(32, 3, padding='vaild')
`,
      good: `from keras import layers
layer = layers.Conv2D(32, 3, padding='valid')
`,
    },
    {
      languageId: 'python',
      bad: `from keras import Sequential, layers
model = Sequential([layers.Input((7, 7, 50)), layers.Reshape((48, 50))])
`,
      good: `from keras import Sequential, layers
model = Sequential([layers.Input((7, 7, 50)), layers.Reshape((49, 50))])
`,
    },
  ],
  check: (graph) =>
    refusalsOf(graph, 'invalid-argument').map((refused) => ({
      span: refused.source?.value.span ?? refused.span,
      message: refused.message,
      related: shapeChain(refused.application?.inputs[0]),
      fixes: [...nearestWord(refused), ...wholeNumber(refused), ...fittingSize(refused)],
    })),
});

/** The literals that an argument was written with. */
function literals({ source, arg, layer }: Refused): readonly Expr[] {
  const origins = (arg && layer.args.get(arg)?.origins) || [];
  const written = origins.filter((origin) => origin !== null);
  return written.length > 0 ? written : source ? [source.value] : [];
}

/** `'vaild'` → `'valid'`. */
function nearestWord(refused: Refused): FixCandidate[] {
  const choices = refused.arg ? refused.layer.definition?.args[refused.arg]?.schema.enum : null;
  const words = Array.isArray(choices) ? choices.filter((word) => typeof word === 'string') : [];
  return literals(refused).flatMap((literal) => {
    const near = literal.kind === 'string' ? nearest(literal.value, words) : null;
    return near
      ? fixOf(`Write '${near}'`, [{ kind: 'replace-value', target: literal, value: stringValue(near) }], {
          preferred: true,
        })
      : [];
  });
}

/** `32.0` → `32`, `-3` → `3`. */
function wholeNumber(refused: Refused): FixCandidate[] {
  return literals(refused).flatMap((literal) => {
    const negative = literal.kind === 'unary' && literal.operator === '-' ? literal.operand : literal;
    if (negative.kind !== 'number' || (negative === literal && !negative.float) || !Number.isInteger(negative.value))
      return [];
    return fixOf(
      `Write ${negative.value}`,
      [{ kind: 'replace-value', target: literal, value: numberValue(negative.value) }],
      { preferred: true },
    );
  });
}

/** A list of sizes that must have as many elements as the input: one of them follows from the others, the last is tried first. */
function fittingSize({ arg, layer, application }: Refused): FixCandidate[] {
  if (arg !== 'targetShape') return [];
  const sizes = layer.args.get(arg)?.value;
  const origins = layer.args.get(arg)?.origins ?? [];
  const total = product(application?.inputs[0]?.shape?.slice(1));
  if (!Array.isArray(sizes) || total === null || sizes.length !== origins.length) return [];
  return [...sizes.keys()].reverse().flatMap((axis) => {
    const others = product((sizes as Shape).filter((_, i) => i !== axis));
    const origin = origins[axis];
    if (!origin || others === null || others <= 0 || total % others !== 0) return [];
    return fixOf(`Write ${total / others}`, [
      { kind: 'replace-value', target: origin, value: numberValue(total / others) },
    ]);
  });
}

function product(dims: Shape | undefined): number | null {
  if (!dims?.every(isKnown)) return null;
  return dims.reduce((left, right) => left * right, 1);
}
