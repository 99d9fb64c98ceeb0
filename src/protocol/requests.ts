/** Requests between the extension and the language server beyond the Language Server Protocol. */
import type { DataDescription, TrainingJob } from './training';

/** A model of an open document: the one at a place, or the one with an index. */
export interface ModelParams {
  readonly uri: string;
  /** Zero-based place of the cursor; the nearest model at or before it is meant. */
  readonly position?: { readonly line: number; readonly character: number };
  /** Index among the models of the document, as the code lens gives it. */
  readonly index?: number;
}

export const summaryRequest = 'convlint/summary';

/** The rows of one model as they are shown; null if there is none there. All numbers are written out. */
export interface SummaryResult {
  /** Index among the models of the document. */
  readonly index: number;
  readonly name: string;
  readonly kind: 'sequential' | 'functional' | 'subclass';
  readonly place: ProtocolPlace;
  readonly layers: readonly SummaryLayer[];
  readonly params: string;
  readonly trainable: string;
  /** Parameters that training leaves alone; null where there are none or it is not known. */
  readonly frozen: string | null;
  readonly macs: string;
  /** Why something about the model is not known; null if all is. */
  readonly unknown: string | null;
}

export interface SummaryLayer {
  readonly name: string;
  readonly className: string;
  readonly output: string;
  readonly params: string;
  /** Of all applications. */
  readonly macs: string;
  /** How often the model applies it. */
  readonly applications: number;
  /** Names of the layers that it takes its input from. */
  readonly from: readonly string[];
  readonly unknown: string | null;
  /** Where it is constructed. */
  readonly place: ProtocolPlace;
  /** Of a model that is used as a layer: its own layers, for one application of it. */
  readonly layers: readonly SummaryLayer[];
}

export const trainingPlanRequest = 'convlint/trainingPlan';

export interface TrainingPlanParams extends ModelParams {
  /** The model by its name, for a text that has changed since. */
  readonly name?: string;
  readonly overrides?: {
    readonly epochs?: number;
    readonly batchSize?: number;
    readonly limit?: number;
    readonly data?: DataDescription;
  };
}

/** What is needed to train the model of a document, or why it cannot be trained; null if there is no model. */
export type TrainingPlanResult =
  | {
      readonly kind: 'ready';
      readonly index: number;
      readonly name: string;
      readonly job: Omit<TrainingJob, 'version' | 'runFolder' | 'engine' | 'source'>;
      /** Sentences about what the program does not say and was chosen. */
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'refused';
      readonly index: number;
      readonly name: string;
      /** A sentence for the user. */
      readonly message: string;
      /** Where the cause is written. */
      readonly place: ProtocolPlace;
      /** Titles and edits of proven fixes, by the URI they change. */
      readonly fixes: readonly {
        readonly title: string;
        readonly changes: Readonly<Record<string, readonly ProtocolEdit[]>>;
      }[];
    };

export const trainingDataRequest = 'convlint/trainingData';

/** The data that can be chosen for a model, those that fit it first; null if there is no model. */
export interface TrainingDataResult {
  readonly choices: readonly {
    readonly data: DataDescription;
    /** Whether the model takes its samples as they are and can tell its classes apart. */
    readonly fits: boolean;
    /** What the program itself loads. */
    readonly isLoaded: boolean;
  }[];
}

export interface ProtocolPlace {
  readonly uri: string;
  readonly range: ProtocolEdit['range'];
}

export interface ProtocolEdit {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly newText: string;
}
