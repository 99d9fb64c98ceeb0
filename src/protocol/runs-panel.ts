/** What the extension and the panel that compares runs say to each other. Plain data. */

import type { RunRecord } from './training';

/** One run as it is compared; `label` tells it from the others. */
export interface ComparedRun {
  readonly label: string;
  readonly record: RunRecord;
}

export type RunsPanelInput = { readonly type: 'runs'; readonly runs: readonly ComparedRun[] };

export type RunsPanelOutput =
  | { readonly type: 'ready' }
  /** The charts as one picture: base64 of a PNG. */
  | { readonly type: 'save-picture'; readonly png: string }
  | { readonly type: 'save-page' };

/** The element of an exported page that holds the runs as JSON. */
export const RUNS_DATA_ID = 'convlint-runs';

/** Lets in what the panel can say; `null` for anything else. */
export function readRunsPanelOutput(message: unknown): RunsPanelOutput | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type, png } = message as { type?: unknown; png?: unknown };
  if (type === 'ready' || type === 'save-page') return { type };
  return type === 'save-picture' && typeof png === 'string' && /^[A-Za-z0-9+/=]+$/.test(png) ? { type, png } : null;
}
