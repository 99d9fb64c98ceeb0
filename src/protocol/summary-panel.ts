/** What the extension and the summary panel say to each other. */
import type { ProtocolPlace, SummaryResult } from './requests';

export type SummaryInput = {
  readonly type: 'summary';
  /** Null while the model is gone from the text. */
  readonly summary: SummaryResult | null;
};

export type SummaryOutput =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly place: ProtocolPlace }
  | { readonly type: 'train' };
