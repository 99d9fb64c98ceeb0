/** The weights that `fit` gives to classes and samples: which of them a training takes over, and what is said of the others. */
import type { Analysis } from '../analyze';
import type { ClassWeights, DataCall } from '../graph/graph';
import { isBefore, type Target } from '../layers/definition';
import type { DataDescription } from './known-data';
import { refuse } from './obstacle';
import { placeText } from './place';

export interface TrainingWeights {
  /** By class number; a class without one weighs 1. Left out where all classes count the same. */
  readonly classWeight?: Readonly<Record<string, number>>;
}

/** Throws where the framework stops with these weights. `notes` are sentences for the user. */
export function trainingWeights(
  analysis: Analysis,
  fit: DataCall | null,
  data: DataDescription,
): { readonly settings: TrainingWeights; readonly notes: readonly string[] } {
  const given = fit?.settings.classWeight ?? null;
  const samples = fit?.sampleWeight?.[0];
  const notes: string[] = [];
  let settings: TrainingWeights = {};
  if (given) {
    const byClass = classWeights(analysis, given, data, notes);
    if (byClass.size > 0) settings = { classWeight: Object.fromEntries(byClass) };
  }
  if (samples) {
    const place = placeText(analysis, samples.span);
    const reason = samples.unknown ?? 'only their shape is known, not their values';
    notes.push(
      `The sample weights of fit (${place}) are not taken over, because ${reason}; all samples count the same.`,
    );
  }
  return { settings, notes };
}

function classWeights(
  analysis: Analysis,
  given: ClassWeights,
  data: DataDescription,
  notes: string[],
): ReadonlyMap<number, number> {
  const { target } = analysis;
  const name = target.framework === 'tfjs' ? 'classWeight' : 'class_weight';
  const place = placeText(analysis, given.span);
  switch (given.kind) {
    case 'unknown':
      notes.push(`${name} of fit (${place}) is not known because ${given.reason}; all classes count the same.`);
      return new Map();
    case 'unusable':
      return refuse(given.span, `${name} of fit is ${given.what}, in which no class has a weight`);
    case 'known': {
      checkComplete(given, target, data);
      const used = [...given.weights].filter(([number]) => number >= 0 && number < data.classes);
      if (given.strayKeys.length > 0)
        notes.push(`${name} of fit (${place}) has the key ${given.strayKeys[0]}, which is no class number.`);
      if (used.length > 0) notes.push(weightsNote(name, place, used, data));
      return new Map(used.sort(([a], [b]) => a - b));
    }
  }
}

function weightsNote(
  name: string,
  place: string,
  used: readonly (readonly [number, number])[],
  data: DataDescription,
): string {
  const list = used.map(([number, weight]) => `${number}: ${weight}`).join(', ');
  const others = used.length < data.classes ? '; the other classes weigh 1' : '';
  return `Classes are weighted as ${name} of fit (${place}) says, ${list}${others}.`;
}

/** Keras looks a class up and takes 1 where it finds none, but not everywhere; TensorFlow.js wants every class. */
function checkComplete(
  given: Extract<ClassWeights, { kind: 'known' }>,
  target: Target,
  { title, classes }: DataDescription,
) {
  const { span, weights } = given;
  const numbers = Array.from({ length: classes }, (_, number) => number);
  if (target.framework === 'tfjs') {
    const missing = numbers.find((number) => !weights.has(number));
    if (missing !== undefined)
      refuse(
        span,
        `classWeight of fit has no weight for class ${missing} of ${title}, and TensorFlow.js stops there`,
        `Give a weight to each of the ${classes} classes.`,
      );
  } else if (given.ofDataset || (isBefore(target, [3, 0]) && weights.size > 0)) {
    // Both look weights up in an array that ends with the largest class number of the dictionary.
    const largest = Math.max(-1, ...weights.keys());
    if (largest < classes - 1)
      refuse(
        span,
        `class_weight of fit ends at class ${largest}, but ${title} has classes up to ${classes - 1}, and Keras stops there`,
        `Give a weight to class ${classes - 1} too.`,
      );
  }
}
