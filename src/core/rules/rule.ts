/** What a rule is: a fault that it finds in a graph, its page, and the changes that may mend it. Rules know no language, library or layer. */
import type { LayerGraph } from '../graph/graph';
import type { ProgramEdit } from '../lang/edit';
import type { Program } from '../lang/program';
import type { Target } from '../layers/definition';
import type { Span } from '../text/span';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A step on the way to a fault: where something became what it is. */
export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/** A change that may mend a problem. It is offered only if the changed text analyses better. */
export interface FixCandidate {
  /** An order without numbers: "Change the input to 1 channel". The proof adds the resulting shape and count. */
  readonly title: string;
  readonly edits: readonly ProgramEdit[];
  /** The most likely wish: offered first. */
  readonly preferred?: boolean;
  /** Of the candidates with the same word here only the first that holds is offered. */
  readonly group?: string;
}

export interface Finding {
  readonly span: Span;
  /** What is wrong, with the numbers. */
  readonly message: string;
  /** The severity of this finding where it is another than that of its rule. */
  readonly severity?: Severity;
  /** The way back to the cause, the first step first. */
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly FixCandidate[];
}

export interface RuleExample {
  /** The cells of a `notebook` begin with the number of their run, as Jupyter writes them into a script: `# In[2]:`. */
  readonly languageId: 'python' | 'notebook' | 'typescript' | 'json';
  /** Has the fault. */
  readonly bad: string;
  /** The same without it. */
  readonly good: string;
}

export interface Rule {
  /** Named for the fault: `window-too-large`. */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence for the list of rules and the settings. */
  readonly summary: string;
  /** Why it matters and what the framework does, in Markdown: the page of the rule. */
  readonly why: string;
  readonly examples: readonly RuleExample[];
  /** Silent about whatever is not known. `programs` are those in which no other tool reports faults of syntax. */
  readonly check: (graph: LayerGraph, target: Target, programs: readonly Program[]) => readonly Finding[];
}

/** A finding under the name and severity of its rule. */
export interface Problem extends Finding {
  readonly rule: string;
  readonly severity: Severity;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}
