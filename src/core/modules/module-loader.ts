/**
 * Imports of other files in one analysis: each file is found, parsed and evaluated once, in a scope of its own. What
 * cannot be read is unknown, with the reason.
 */
import { moduleFrame } from '../eval/control';
import { runPiece } from '../eval/evaluate';
import type { Interpreter } from '../eval/interpreter';
import { Scope } from '../eval/scope';
import { type ModuleValue, string, type UnknownValue, unknown, type Value } from '../eval/value';
import type { FrontEnd } from '../languages/front-end';
import { isElsewhere, type Span } from '../text/span';
import type { ModuleHost, ModulePlace } from './host';
import { exportsOf, pythonNames } from './module-value';
import { parsedFile } from './parsed-files';
import { baseName, folderOf } from './paths';
import { resolveJavaScript } from './resolve-javascript';
import { resolvePython, submodulePython } from './resolve-python';

type Loaded = ModuleValue | UnknownValue;

/** Imports within imports beyond these are not followed. */
const MAX_NESTED = 50;

export class ModuleLoader {
  private readonly modules = new Map<string, Loaded>();
  private readonly places: { readonly path: string; readonly base: number; readonly end: number }[] = [];
  /** The texts of this analysis; null for a file that is not there. */
  private readonly texts = new Map<string, string | null>();
  private readonly host: ModuleHost;
  private nested = 0;

  constructor(
    host: ModuleHost,
    private readonly frontEndOf: (path: string) => FrontEnd | null,
    private readonly language: 'python' | 'javascript',
  ) {
    this.host = {
      ...host,
      readFile: (path) => {
        let text = this.texts.get(path);
        if (text === undefined) {
          text = host.readFile(path);
          this.texts.set(path, text);
        }
        return text;
      },
    };
  }

  /** The files that were looked for, found or not: the analysis is another one when they change. */
  get dependencies(): ReadonlySet<string> {
    return new Set(this.texts.keys());
  }

  /** What an import in the text at `span` means; null for a name that no file of the workspace has. */
  readonly load = (name: string, span: Span, interpreter: Interpreter): Loaded | null => {
    const from = this.fileOf(span);
    const resolve = this.language === 'python' ? resolvePython : resolveJavaScript;
    const place = resolve(name, from, this.host);
    if (place) return this.moduleOf(place, span, interpreter);
    return name.startsWith('.') ? unknown(`there is no file for the import of ${name}`, span) : null;
  };

  private fileOf(span: Span): string {
    if (!isElsewhere(span)) return this.host.path;
    return this.places.find(({ base, end }) => base <= span.start && span.start <= end)?.path ?? this.host.path;
  }

  private moduleOf({ path, isNamespace }: ModulePlace, span: Span, interpreter: Interpreter): Loaded {
    const known = this.modules.get(path);
    // A file that is being loaded offers what it has defined so far, as in a cycle of the running program.
    if (known) return known.kind === 'unknown' ? { ...known, span } : known;
    const loaded = isNamespace ? this.namespace(path, span, interpreter) : this.file(path, span, interpreter);
    this.modules.set(path, loaded);
    return loaded;
  }

  private namespace(path: string, span: Span, interpreter: Interpreter): ModuleValue {
    const get = (name: string): Value | null => this.submodule(path, name, span, interpreter);
    return { kind: 'module', name: baseName(path), get, names: null };
  }

  private submodule(folder: string, name: string, span: Span, interpreter: Interpreter): Value | null {
    const place = submodulePython(folder, name, this.host);
    return place && this.moduleOf(place, span, interpreter);
  }

  private file(path: string, span: Span, interpreter: Interpreter): Loaded {
    const frontEnd = this.frontEndOf(path);
    const text = this.host.readFile(path);
    if (path === this.host.path) return unknown('the file imports itself by way of others', span);
    if (!frontEnd || text === null) return unknown(`${baseName(path)} cannot be read`, span);
    if (this.nested >= MAX_NESTED) return unknown('imports are nested too deeply to be followed', span);
    const { program, base } = parsedFile(path, text, frontEnd);
    if (program.syntaxErrors.length > 0) return unknown(`${baseName(path)} has a syntax error`, span);
    this.places.push({ path, base, end: base + text.length });
    const scope = new Scope(null, 'module');
    const module = this.moduleValue(path, scope, span, interpreter);
    this.modules.set(path, module);
    interpreter.journal.apart(() => this.run(program.body, scope, span, interpreter));
    return module;
  }

  private run(body: Parameters<typeof runPiece>[1], scope: Scope, span: Span, interpreter: Interpreter): void {
    const { visit } = interpreter;
    interpreter.visit = { kind: 'import', span: isElsewhere(span) ? (visit?.span ?? span) : span };
    this.nested++;
    try {
      runPiece(interpreter, body, { scope, frame: moduleFrame() });
    } finally {
      this.nested--;
      interpreter.visit = visit;
    }
  }

  private moduleValue(path: string, scope: Scope, span: Span, interpreter: Interpreter): ModuleValue {
    const file = baseName(path);
    const isPackage = file === '__init__.py';
    const name = isPackage ? baseName(folderOf(path)) : file.replace(/\.\w+$/, '');
    if (this.language === 'javascript') {
      // `require.main === module` holds in another file.
      scope.variables.set('module', { kind: 'object', class: 'module', type: {}, data: new Map() });
      return exportsOf(name, scope);
    }
    scope.variables.set('__name__', string(name));
    return {
      kind: 'module',
      name,
      get: (member) =>
        scope.variables.get(member) ?? (isPackage ? this.submodule(folderOf(path), member, span, interpreter) : null),
      get names() {
        return pythonNames(scope);
      },
    };
  }
}
