/** The part of the TensorFlow.js namespace that training needs; tfjs-node brings its own copy of it, so it is passed on. */

import type * as core from '@tensorflow/tfjs-core';
import type { model, models } from '@tensorflow/tfjs-layers';

export type Tf = typeof core & { readonly models: typeof models; readonly model: typeof model };
