/** TensorFlow.js for the evaluator: its module under every name, its layers and models, its tensors. */

import type { Library } from '../../eval/library';
import { string, type Value } from '../../eval/value';
import { argument } from '../common/data-calls';
import { applyToArgument, layerOf } from '../common/tensors';
import { setTrainable } from '../common/trainable';
import { layerAttribute } from './layers';
import { modelAttribute } from './models';
import { tfModule } from './module';
import { shapeList } from './shapes';
import { arrayAttribute } from './tensors';

/** `@tensorflow/tfjs`, `-node`, `-node-gpu`, `-layers`, `-core`, the builds for browsers and the wrappers for platforms. */
const MODULE =
  /^(?:https?:\/\/.*\/)?@tensorflow\/tfjs(?:-(?:node|node-gpu|layers|core|react-native))?(?:@[\w.]+)?(?:\/.*)?$/;
/** Imported for what they do when they load. */
const BACKENDS = /^@tensorflow\/tfjs-(?:backend-\w+|automl|data|vis|converter)(?:\/.*)?$/;

export const tfjsLibrary: Library = {
  module: (name) => {
    if (MODULE.test(name)) return tfModule;
    return BACKENDS.test(name) ? { kind: 'module', name, get: () => null, names: null } : null;
  },
  // The build for pages defines `tf`.
  global: (name) => (name === 'tf' ? tfModule : null),
  call: (callee, args, site, context) => {
    if (callee.kind !== 'layer' && callee.kind !== 'model') return null;
    const what = callee.kind === 'layer' ? 'a layer' : 'a model';
    context.fault(
      'not-callable',
      `${what} of TensorFlow.js is not a function: write .apply(…)`,
      site.expr?.argsSpan ?? site.span,
    );
    // What was meant is clear, so what follows is still looked at.
    return applyToArgument(layerOf(callee, context)!, argument(args, 0), site, context);
  },
  attribute: (object, name, span, context): Value | null => {
    switch (object.kind) {
      case 'layer':
        return layerAttribute(object, name, span, context);
      case 'model':
        return modelAttribute(object, name, span, context);
      case 'tensor':
        if (name === 'shape' && object.tensor.shape) return shapeList(object.tensor.shape);
        return name === 'dtype' ? string(object.tensor.dtype) : null;
      case 'array':
        return arrayAttribute(object, name, span);
      default:
        return null;
    }
  },
  setAttribute: (object, name, value, _, context) => name === 'trainable' && setTrainable(object, value, context),
};
