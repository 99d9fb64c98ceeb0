/** What the rules about losses look at: the loss of a model, where its name stands, and what the model puts out last. */
import type { Application, CompileCall, Model, Tensor } from '../graph/graph';
import type { Expr } from '../lang/program';
import type { Span } from '../text/span';
import { fixOf } from './change';
import { lossName } from './label-fit';
import type { FixCandidate } from './rule';

/** The expression in a call that stands at a span: an argument, or an entry of the object that TensorFlow.js takes. */
function expressionAt({ call }: CompileCall, { start, end }: Span): Expr | null {
  const values = (call?.args ?? []).flatMap(({ value }) => [
    value,
    ...(value.kind === 'mapping' ? value.entries.map((entry) => entry.value) : []),
  ]);
  return values.find(({ span }) => span.start === start && span.end === end) ?? null;
}

/** The expression of the loss; null if it is not written in the call. */
function lossExpression(compile: CompileCall): Expr | null {
  return compile.loss && expressionAt(compile, compile.loss.span);
}

/** The loss as the program spells it. */
export function writtenLoss(compile: CompileCall): string {
  const written = lossExpression(compile);
  return written?.kind === 'string' ? written.value : compile.loss!.name;
}

/** Names another loss (snake case) in the spelling that is there; only where the loss is a word. */
export function changeLoss(
  compile: CompileCall,
  name: string,
  options: Pick<FixCandidate, 'preferred'> = {},
): FixCandidate[] {
  const written = lossExpression(compile);
  if (written?.kind !== 'string') return [];
  const camel = /[A-Z]/.test(written.value);
  const spelt = camel ? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) : name;
  return fixOf(
    `Change the loss to ${spelt}`,
    [{ kind: 'replace-value', target: written, value: { kind: 'string', value: spelt } }],
    options,
  );
}

/** Whether the loss takes logits; null if that is not known. */
export function takesLogits(compile: CompileCall): boolean | null {
  const given = compile.loss?.args.from_logits ?? compile.loss?.args.fromLogits;
  if (typeof given === 'boolean') return given;
  const written = lossExpression(compile);
  if (written?.kind === 'string') return false;
  // Without a word or a call to read, an argument may have been given elsewhere.
  if (written?.kind !== 'call' || written.args.some(({ spread }) => spread)) return null;
  return written.args.some(({ name }) => name === 'from_logits') || written.args.length > 0 ? null : false;
}

export const isCrossentropy = (loss: string): boolean => /crossentropy$/.test(lossName(loss));

/** The models that are compiled with a loss and have one output, with the layer that makes it. */
export function compiledModels(
  models: readonly Model[],
): readonly (readonly [Model, CompileCall, Application, Tensor])[] {
  return models.flatMap((model) => {
    const [output] = model.outputs;
    const last = output?.producer;
    return model.compile?.loss && output && last && model.outputs.length === 1
      ? [[model, model.compile, last, output] as const]
      : [];
  });
}
