/** Prints, for each need, how many of the failing programs are found at their place and how many working ones are accused: `npm run pairs`. */
import { readPairs } from '../test/support/pair-programs';
import { type PairVerdict, verdictOf } from '../test/support/pair-verdict';

const verdicts: PairVerdict[] = [];
for (const pair of readPairs()) verdicts.push(await verdictOf(pair));

const needs = [...new Set(verdicts.map(({ pair }) => pair.need))].sort((a, b) => a - b);
console.log('need   pairs   found   accused   fixes that run');
for (const need of needs)
  print(
    String(need),
    verdicts.filter(({ pair }) => pair.need === need),
  );
print('all', verdicts);
for (const { pair, failure, workingFails, found, accused, untold } of verdicts) {
  if (workingFails) console.log(`does not work: ${pair.works.name}: ${workingFails.message}`);
  if (!found) console.log(`not found: ${pair.name}: ${failure?.message ?? ''}`);
  if (accused.length > 0) console.log(`accused: ${pair.name}: ${accused.map(({ message }) => message).join('; ')}`);
  if (untold.length > 0)
    console.log(
      `sizes not told: ${pair.name}: ${untold.join(', ')}: ${failure?.message ?? ''} | ${found?.message ?? ''}`,
    );
}

function print(title: string, own: readonly PairVerdict[]): void {
  const fixes = own.flatMap((verdict) => verdict.fixes);
  const row = [
    own.length,
    own.filter(({ found }) => found).length,
    own.filter(({ accused }) => accused.length > 0).length,
  ];
  const [pairs, found, accused] = row.map((count) => String(count).padStart(6));
  console.log(
    `${title.padEnd(5)} ${pairs}  ${found}   ${accused}    ${fixes.filter(({ failure }) => failure === null).length} of ${fixes.length}`,
  );
}
