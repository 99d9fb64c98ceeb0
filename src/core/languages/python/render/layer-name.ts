/** How the class of a new layer is written: as its neighbours are, imported where they are. */
import type { CallExpr, Expr, Program, Stmt } from '../../../lang/program';
import type { TextEdit } from '../../../text/edit';
import type { Document } from './document';
import { appendItem } from './items';

export interface LayerName {
  readonly text: string;
  /** What makes the name known, if it is not yet. */
  readonly imports: readonly TextEdit[];
}

type ImportFrom = Extract<Stmt, { kind: 'import-from' }>;

/** `neighbour` is the layer that the new one is put before. */
export function layerName(className: string, neighbour: Expr | null, program: Program, document: Document): LayerName {
  const callee = neighbour?.kind === 'call' ? constructorOf(neighbour) : null;
  if (callee?.kind === 'attribute' && /^[A-Z]/.test(callee.name)) {
    return { text: `${document.textOf(callee.object.span)}.${className}`, imports: [] };
  }
  const imports = program.body.filter((stmt): stmt is ImportFrom => stmt.kind === 'import-from');
  const known = imports.find((each) => each.name === className && isLayerModule(each.module));
  if (known) return { text: known.as, imports: [] };
  const beside = callee?.kind === 'name' ? imports.find((each) => each.as === callee.name) : undefined;
  if (beside && isLayerModule(beside.module)) return imported(className, beside, imports, document);
  return (
    namespaced(className, program) ?? besideAnyLayer(className, imports, document) ?? { text: className, imports: [] }
  );
}

/** `Dense` of `Dense(10)` and of `Dense(10)(x)`. */
function constructorOf(call: CallExpr): Expr {
  return call.callee.kind === 'call' ? constructorOf(call.callee) : call.callee;
}

function isLayerModule(module: string): boolean {
  return /(^|\.)layers(\.|$)/.test(module);
}

function besideAnyLayer(className: string, imports: readonly ImportFrom[], document: Document): LayerName | null {
  const beside = imports.find(({ module }) => isLayerModule(module));
  return beside ? imported(className, beside, imports, document) : null;
}

/** Adds the class to the statement that imports `beside`. */
function imported(
  className: string,
  beside: ImportFrom,
  imports: readonly ImportFrom[],
  document: Document,
): LayerName {
  if (beside.name === null || imports.some(({ module, name }) => module === beside.module && name === null))
    return { text: className, imports: [] };
  // The names of one statement follow each other with nothing but commas between them.
  let at = imports.indexOf(beside);
  const names = [beside];
  for (let next = imports[at + 1]; next && next.module === beside.module; next = imports[++at + 1]) {
    const between = document.slice(names.at(-1)!.span.end, next.span.start);
    if (!/^(?:[\s,\\]|#[^\n]*)*$/.test(between)) break;
    names.push(next);
  }
  const last = names.at(-1)!.span;
  const rest = document.slice(last.end, document.base + document.whole.length);
  const tail = /^(?:\s|\\\n|#[^\n]*|,)*\)/.exec(rest);
  const end = last.end + (tail ? tail[0].length - 1 : (/^[^\n]*/.exec(rest)?.[0].length ?? 0));
  // Without brackets a comma must not be the last thing of the line.
  return {
    text: className,
    imports: [
      appendItem(
        className,
        names.map(({ span }) => span),
        tail ? end : last.end,
        document,
      ),
    ],
  };
}

/** `layers.X`, `tf.keras.layers.X` or `keras.layers.X`, by what the program imports. */
function namespaced(className: string, program: Program): LayerName | null {
  for (const stmt of program.body) {
    if (stmt.kind === 'import-from' && stmt.name === 'layers') return { text: `${stmt.as}.${className}`, imports: [] };
    if (stmt.kind === 'import' && isLayerModule(stmt.module) && stmt.as !== stmt.module.split('.')[0])
      return { text: `${stmt.as}.${className}`, imports: [] };
  }
  for (const stmt of program.body) {
    if (stmt.kind === 'import' && stmt.module === 'tensorflow')
      return { text: `${stmt.as}.keras.layers.${className}`, imports: [] };
    if (stmt.kind === 'import' && stmt.module === 'keras')
      return { text: `${stmt.as}.layers.${className}`, imports: [] };
    if (stmt.kind === 'import-from' && stmt.name === 'keras')
      return { text: `${stmt.as}.layers.${className}`, imports: [] };
  }
  return null;
}
