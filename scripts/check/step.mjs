/** What a step of `npm test` is and what it answers. */

/**
 * @typedef {{ title: string, message: string }} Failure
 * @typedef {object} StepResult
 * @property {number} passed
 * @property {number} skipped
 * @property {Failure[]} failures
 * @typedef {object} Step
 * @property {string} name
 * @property {string} about What the step checks, shown while it runs.
 * @property {() => Promise<StepResult>} run
 * @property {() => string | undefined} [missing] Says what is not there yet, if the step cannot run for that.
 */

/** The answer of a step that is one check: passed, or failed with what was printed. @param {string} title @param {boolean} good @param {string} output @returns {StepResult} */
export function single(title, good, output) {
  return { passed: good ? 1 : 0, skipped: 0, failures: good ? [] : [{ title, message: output.trim() }] };
}

/** @param {readonly StepResult[]} results @returns {StepResult} */
export function together(results) {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    skipped: results.reduce((sum, { skipped }) => sum + skipped, 0),
    failures: results.flatMap(({ failures }) => failures),
  };
}
