/** A failure that the user can understand and act on, as against a bug of ours. */

import type { FailureReason } from '../protocol/training';

export class TrainingFailure extends Error {
  constructor(
    readonly reason: FailureReason,
    message: string,
  ) {
    super(message);
    this.name = 'TrainingFailure';
  }
}

/** What the system says of a file, without the call and the whole path. */
export function systemMessage(error: unknown): string {
  return messageOf(error).replace(/, [a-z]+( '.*')?$/, '');
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
