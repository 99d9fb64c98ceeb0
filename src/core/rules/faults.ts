/** Rules whose faults the evaluator itself meets: what certainly raises an error when the program runs. */
import { fixOf } from './change';
import type { Finding, Rule } from './rule';

/** A rule that hands on the faults of its name. */
export function faultRule(rule: Omit<Rule, 'check' | 'severity'>): Rule {
  return {
    ...rule,
    severity: 'error',
    check: ({ faults }) =>
      faults.flatMap(({ rule: name, span, message, meant }): Finding[] => {
        if (name !== rule.name) return [];
        const fixes = meant
          ? fixOf(`Write ${meant}`, [{ kind: 'rename', span, name: meant }], { preferred: true })
          : [];
        return [{ span, message, fixes }];
      }),
  };
}
