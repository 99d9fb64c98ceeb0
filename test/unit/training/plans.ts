/** Plans of programs, and what the real TensorFlow.js makes of their topologies. */
import * as core from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { analyze, type TrainingOverrides, type TrainingPlan, trainingPlan } from '../../../src/core';
import { CannotTrain } from '../../../src/core/training/obstacle';
import { expectedRows } from '../../../src/core/training/plan';
import { type ClassNames, type Topology, topologyOf } from '../../../src/core/training/topology';

export interface Built {
  readonly topology: Topology;
  readonly expected: readonly unknown[];
}

/** The topology of the last model of a program; null if the analysis does not know the model in full. */
export function topologyIn(text: string, languageId = 'python'): Built | { readonly refused: string } | null {
  const analysis = analyze({ kind: 'file', languageId, text })!;
  const model = analysis.graph.models.at(-1)!;
  if (model.applications.some(({ unknown }) => unknown)) return null;
  const classNames: ClassNames = new Map();
  try {
    const topology = topologyOf(model, analysis.target, classNames);
    return { topology, expected: expectedRows(model, classNames) };
  } catch (error) {
    if (error instanceof CannotTrain) return { refused: error.message };
    throw error;
  }
}

/** The rows that TensorFlow.js has after it built and ran the model, in the form of ours. */
export async function buildInTfjs({ topology, expected }: Built) {
  core.disposeVariables();
  const model = await layers.models.modelFromJSON({ modelTopology: structuredClone(topology) as never });
  const real = model.layers
    .filter((layer) => layer.getClassName() !== 'InputLayer')
    .map((layer) => ({
      name: layer.name,
      className: layer.getClassName(),
      outputShape: firstOutput(layer),
      paramCount: layer.countParams(),
    }));
  // Sizes that are left open could be any, and TensorFlow.js predicts nothing of samples without axes or elements.
  const runs = model.inputs.every(({ shape }) => shape.length > 1 && shape.slice(1).every((dim) => dim));
  const batch = model.inputs.find(({ shape }) => shape[0] !== null)?.shape[0] ?? 2;
  if (runs)
    core.tidy(() => {
      const samples = model.inputs.map(({ shape, dtype }) =>
        core.zeros(
          shape.map((dim) => dim ?? batch),
          dtype as 'float32',
        ),
      );
      model.predict(samples.length === 1 ? samples[0]! : samples);
    });
  model.dispose();
  return { real, expected };
}

/** The shape where the layer is applied first. A model inside has a first node of its own. */
function firstOutput(layer: layers.layers.Layer): unknown {
  const output = layer.getOutputAt(0);
  return (Array.isArray(output) ? output[0]! : output).shape;
}

export function planOf(text: string, languageId = 'python', overrides: TrainingOverrides = {}): TrainingPlan {
  const analysis = analyze({ kind: 'file', languageId, text })!;
  return trainingPlan(analysis, analysis.graph.models.length - 1, overrides);
}

export function refusalOf(text: string, languageId = 'python'): string {
  const plan = planOf(text, languageId);
  return plan.kind === 'refused' ? plan.message : '';
}
