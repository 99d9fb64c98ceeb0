/** Calls by which a program looks at itself: text that is evaluated, modules by name, its own variables. */
import type { Env, Interpreter } from './interpreter';
import { type CallArguments, type MappingValue, string, type UnknownValue, unknown, type Value } from './value';

/** Texts that evaluate texts. */
const MAX_NESTED = 8;
let nested = 0;

/** What such a call gives; null for any other function. */
export function reflectiveCall(
  interpreter: Interpreter,
  name: string,
  args: CallArguments,
  env: Env,
  span: { readonly start: number; readonly end: number },
): Value | null {
  const first = args.positions[0]?.value;
  switch (name) {
    case 'builtins.eval':
      return first?.kind === 'string' ? evaluateText(interpreter, first.value, env, span) : null;
    case 'importlib.import_module':
    case 'builtins.__import__':
      return first?.kind === 'string' && !first.value.startsWith('.')
        ? interpreter.importModule(first.value, span)
        : null;
    case 'builtins.globals':
      return variables(env.scope.moduleScope().variables, unknown('there is no such variable', span));
    case 'builtins.locals':
      return variables(env.scope.functionScope().variables, unknown('there is no such variable', span));
    default:
      return null;
  }
}

function evaluateText(
  interpreter: Interpreter,
  text: string,
  env: Env,
  span: { readonly start: number; readonly end: number },
): Value | null {
  const program = interpreter.parseText?.(text);
  const statement = program?.body[0];
  if (program?.body.length !== 1 || program.syntaxErrors.length > 0 || statement?.kind !== 'expr-stmt') return null;
  if (nested >= MAX_NESTED) return unknown('texts that evaluate texts are nested too deeply', span);
  const { visit } = interpreter;
  // What the text makes stands at the call.
  interpreter.visit = visit ?? { kind: 'call', span };
  nested++;
  try {
    return interpreter.evaluate(statement.value, env);
  } finally {
    nested--;
    interpreter.visit = visit;
  }
}

function variables(from: ReadonlyMap<string, Value>, open: UnknownValue): MappingValue {
  const entries = new Map([...from].map(([name, value]) => [`s:${name}`, { key: string(name), value }]));
  return { kind: 'mapping', type: 'dict', entries, open, origin: null };
}
