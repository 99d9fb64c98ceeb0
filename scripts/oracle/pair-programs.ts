/** Prints the programs of the pairs that real Keras is to run, and what becomes of them by each fix, as one JSON object. */
import { programsToRecord } from '../../test/support/pair-programs';

process.stdout.write(JSON.stringify(programsToRecord()));
