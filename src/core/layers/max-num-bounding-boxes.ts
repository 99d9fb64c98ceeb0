/** MaxNumBoundingBoxes: limits bounding boxes. */
import { augmentationLayer } from './augmentation';
import { intArg } from './augmentation-numbers';

export const maxNumBoundingBoxes = augmentationLayer({
  name: 'MaxNumBoundingBoxes',
  summary: 'Brings the number of bounding boxes to a fixed one.',
  args: {
    maxNumber: intArg('Number of boxes', undefined),
    fillValue: intArg('What stands in for a missing box', -1),
  },
});
