/** The samples that a `fit` trains and validates on, each with its weight. */

import type { FitSettings } from '../../protocol/training';
import { type ImageSet, type LoadedDataset, sliceImages, type TrainingParts, takeParts, weighted } from './image-set';

type Parts = Pick<FitSettings, 'validation' | 'batchSize' | 'validationSteps' | 'validationBatchSize' | 'classWeight'>;

/** At most `limit` samples of each part, `null` for all. The loss of each sample is multiplied by `lossWeight`. */
export function fitParts(
  data: Pick<LoadedDataset, 'train' | 'test'>,
  limit: number | null,
  fit: Parts,
  lossWeight = 1,
): TrainingParts {
  const { train, validation } = takeParts(data, limit, fit.validation);
  const steps = fit.validationSteps ?? Number.POSITIVE_INFINITY;
  const most = steps * (fit.validationBatchSize ?? fit.batchSize);
  const measured = validation && validation.count > most ? sliceImages(validation, 0, most) : validation;
  return {
    // Validation is without the weights of classes.
    train: times(fit.classWeight ? weighted(train, fit.classWeight) : train, lossWeight),
    validation: measured && times(measured, lossWeight),
  };
}

function times(set: ImageSet, factor: number): ImageSet {
  if (factor === 1) return set;
  const weights = Float32Array.from({ length: set.count }, (_, sample) => factor * (set.weights?.[sample] ?? 1));
  return { ...set, weights };
}
