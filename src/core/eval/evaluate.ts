/** Runs a whole program and gives the graph it builds. The door of the evaluator. */
import { GraphBuilder } from '../graph/builder';
import type { LayerGraph } from '../graph/graph';
import type { Program, Stmt } from '../lang/program';
import type { Semantics } from '../lang/semantics';
import { isBefore, type Target } from '../layers/definition';
import type { Span } from '../text/span';
import { BudgetExceeded } from './budget';
import { moduleFrame, Raised } from './control';
import { type Env, Interpreter, type InterpreterOptions } from './interpreter';
import { Journal } from './journal';
import { combineLibraries, type Library } from './library';
import { Scope } from './scope';
import { runStatement } from './statements';
import { runUncalled } from './uncalled';

export interface EvaluationInput {
  /** The pieces of the program in order: one for a file, one per cell for a notebook. Their names are shared. */
  readonly programs: readonly Program[];
  readonly semantics: Semantics;
  readonly libraries: readonly Library[];
  readonly target: Target;
  /** Reads other files of the workspace. */
  readonly importModule?: InterpreterOptions['importModule'];
  /** Reads a text that the program evaluates. */
  readonly parseText?: InterpreterOptions['parseText'];
}

/** Evaluates the pieces one after the other, then what nothing called, with its parameters unknown. */
export function evaluate(input: EvaluationInput): LayerGraph {
  const journal = new Journal();
  const graph = new GraphBuilder(journal, input.target, makesMasks(input));
  const interpreter = new Interpreter({
    semantics: input.semantics,
    library: combineLibraries(input.libraries),
    target: input.target,
    graph,
    journal,
    importModule: input.importModule ?? (() => null),
    parseText: input.parseText,
  });
  const env: Env = { scope: new Scope(null, 'module'), frame: moduleFrame() };
  const stopped = guarded(() => {
    for (const program of input.programs) runPiece(interpreter, program.body, env);
    runUncalled(interpreter);
  });
  return graph.finish(stopped ?? input.programs.find(({ unread }) => unread)?.unread ?? null);
}

/** Keras 3 keeps masks as tensors of the graph; a model file names them itself. */
function makesMasks({ target, semantics }: EvaluationInput): boolean {
  return target.framework === 'keras' && !isBefore(target, [3, 0]) && !semantics.listsOperations;
}

/** An exception that nothing catches ends its piece in the real program; what follows is still looked at. */
export function runPiece(interpreter: Interpreter, body: readonly Stmt[], env: Env): void {
  for (const statement of body) {
    try {
      runStatement(interpreter, statement, env);
    } catch (error) {
      if (error instanceof Raised) continue;
      // Text nested deeper than the stack: what can be known of the rest is still shown.
      if (error instanceof RangeError) continue;
      throw error;
    }
  }
}

function guarded(run: () => void): { readonly span: Span; readonly reason: string } | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof BudgetExceeded)
      return { span: error.span, reason: 'the program takes too many steps to follow' };
    throw error;
  }
}
