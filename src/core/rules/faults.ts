/** Rules whose faults the evaluator itself meets: what certainly raises an error when the program runs. */
import type { Finding, Rule } from './rule';

/** A rule that hands on the faults of its name. */
export function faultRule(rule: Omit<Rule, 'check' | 'severity'>): Rule {
  return {
    ...rule,
    severity: 'error',
    check: ({ faults }) =>
      faults.flatMap(({ rule: name, span, message }): Finding[] => (name === rule.name ? [{ span, message }] : [])),
  };
}
