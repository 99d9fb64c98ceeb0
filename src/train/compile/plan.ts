/** Turns the `compile` settings, which carry Keras names, into what the engines do. Refuses by name what they cannot do. */

import type { CompileSettings } from '../../protocol/training';
import { type LossPlan, planLoss } from './loss-plan';
import { type MetricPlan, planMetrics } from './metrics';
import { type OptimizerPlan, planOptimizer } from './optimizer-plan';

export interface CompilePlan {
  readonly optimizer: OptimizerPlan;
  readonly loss: LossPlan;
  readonly metrics: readonly MetricPlan[];
}

/** `outputUnits` and the form of the labels decide what `accuracy` means, as in Keras. */
export function planCompile(settings: CompileSettings, labels: 'sparse' | 'one-hot', outputUnits: number): CompilePlan {
  return {
    optimizer: planOptimizer(settings.optimizer),
    loss: { ...planLoss(settings.loss, labels, outputUnits), ofOutputs: settings.framework === 'tfjs' },
    metrics: planMetrics(settings, labels, outputUnits),
  };
}
