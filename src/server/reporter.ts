/**
 * When problems are shown. What has gone vanishes soon; what is new waits until the typing rests, and while a text is not
 * valid that was valid before, nothing new is shown at all: it is only half typed.
 */
import type { Connection } from 'vscode-languageserver';
import type { Problem } from '../core';
import type { Settings } from '../protocol/settings';
import { toDiagnostics } from './diagnostics';
import type { OpenSource, Workspace } from './workspace';

/** Typing pauses shorter than this are not worth an analysis for the Problems panel, in milliseconds. */
const SOON = 120;
/** A pause in which somebody looks up, in milliseconds. */
const REST = 800;

interface Shown {
  /** Rule and message of the problems that are shown. */
  keys: ReadonlySet<string>;
  /** True once the text was valid. */
  wasValid: boolean;
}

export class Reporter {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly shown = new Map<string, Shown>();

  constructor(
    private readonly connection: Connection,
    private readonly workspace: Workspace,
    private readonly settings: () => Settings,
    private readonly guard: (what: string, run: () => void) => void,
  ) {}

  /** The text has changed. */
  changed(uri: string): void {
    this.after(uri, SOON, () => {
      // A text that was never shown has nobody typing in it.
      const isTyped = this.shown.has(uri);
      this.publish(uri, isTyped ? 'typing' : 'rest');
      if (isTyped) this.after(uri, REST - SOON, () => this.publish(uri, 'rest'));
    });
  }

  /** Something that the text depends on has changed: nobody is typing in it. */
  dependsOnChange(uri: string): void {
    this.after(uri, SOON, () => this.publish(uri, 'rest'));
  }

  closed(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
    this.shown.delete(uri);
  }

  /** Other settings: everything is shown anew. */
  restart(uri: string): void {
    this.shown.delete(uri);
    this.changed(uri);
  }

  private after(uri: string, delay: number, run: () => void): void {
    clearTimeout(this.timers.get(uri));
    this.timers.set(
      uri,
      setTimeout(() => {
        this.timers.delete(uri);
        this.guard('diagnostics', run);
      }, delay),
    );
  }

  private publish(uri: string, when: 'typing' | 'rest'): void {
    const source = this.workspace.sourceOf(uri);
    if (!source) return;
    const settings = this.settings();
    const all = settings.enable && settings.problems.enable ? this.workspace.problems(source, settings) : [];
    const before = this.shown.get(uri);
    const isValid = hasNoSyntaxErrors(source);
    const isHalfTyped = !isValid && (before?.wasValid ?? false);
    const problems = before && (when === 'typing' || isHalfTyped) ? all.filter((p) => before.keys.has(key(p))) : all;
    this.shown.set(uri, {
      // What a half-typed text hides is known again when it comes back.
      keys: isHalfTyped && before ? before.keys : new Set(problems.map(key)),
      wasValid: isValid || (before?.wasValid ?? false),
    });
    for (const [document, diagnostics] of toDiagnostics(source, problems)) {
      const version = source.documents.find((each) => each.uri === document)?.version;
      void this.connection.sendDiagnostics({
        uri: document,
        diagnostics: [...diagnostics],
        ...(version === undefined ? {} : { version }),
      });
    }
  }
}

/** Languages whose faults we report ourselves are always taken as they are. */
function hasNoSyntaxErrors({ analysis: { programs, frontEnd } }: OpenSource): boolean {
  return frontEnd.reportsSyntax === true || programs.every(({ syntaxErrors }) => syntaxErrors.length === 0);
}

function key({ rule, message }: Problem): string {
  return `${rule}\n${message}`;
}
