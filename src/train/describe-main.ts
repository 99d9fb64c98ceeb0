/** A process of its own that looks at the user's data: `node describe-data.cjs PATH` prints a `DataDescription` or what is wrong. */

import { describeOwn } from './data/own/load-own';
import { messageOf, TrainingFailure } from './failure';

try {
  console.log(JSON.stringify({ data: describeOwn(process.argv[2] ?? '') }));
} catch (error) {
  if (!(error instanceof TrainingFailure)) console.error(error);
  console.log(JSON.stringify({ fault: messageOf(error) }));
  process.exitCode = 1;
}
