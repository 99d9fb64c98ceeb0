/** Imports: names bound to modules of libraries or of the workspace. */
import type { Stmt } from '../lang/program';
import { assign } from './assignment';
import type { Env, Interpreter } from './interpreter';
import { unknown, type Value } from './value';

export function runImport(
  interpreter: Interpreter,
  { module, as, span }: Extract<Stmt, { kind: 'import' }>,
  env: Env,
): void {
  // `import a.b` binds `a`; `import a.b as c` binds the inner module.
  const bound = as === module.split('.')[0] && !module.startsWith('.') && !module.includes('/') ? as : module;
  bind(interpreter, as, interpreter.importModule(bound, span), span, env);
}

export function runImportFrom(
  interpreter: Interpreter,
  { module, name, as, span }: Extract<Stmt, { kind: 'import-from' }>,
  env: Env,
): void {
  const from = interpreter.importModule(module, span);
  if (name === null) {
    if (from.kind !== 'module') return;
    for (const each of from.names ?? []) {
      const value = from.get(each);
      if (value) bind(interpreter, each, value, span, env);
    }
    return;
  }
  bind(interpreter, as, member(interpreter, from, module, name, span), span, env);
}

function member(
  interpreter: Interpreter,
  from: Value,
  module: string,
  name: string,
  span: { readonly start: number; readonly end: number },
): Value {
  if (from.kind === 'unknown') return from;
  if (from.kind === 'module')
    interpreter.checkName(from, name, { start: span.start, end: span.start + name.length }, true);
  const direct = from.kind === 'module' ? from.get(name) : interpreter.attribute(from, name, span);
  if (direct) return direct;
  const inner = interpreter.importModule(module.endsWith('.') ? `${module}${name}` : `${module}.${name}`, span);
  return inner.kind === 'unknown' ? unknown(`${module} has no ${name} that is known`, span) : inner;
}

function bind(
  interpreter: Interpreter,
  name: string,
  value: Value,
  span: { readonly start: number; readonly end: number },
  env: Env,
): void {
  assign(interpreter, { kind: 'name-pattern', name, span }, value, env, 'block');
}
