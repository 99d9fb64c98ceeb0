/** Keras for the evaluator: its modules under every name, its layers and models, their calls and attributes. */

import type { Library } from '../../eval/library';
import { toPlain } from '../../eval/plain';
import { builtin, type ModuleValue, number, shapeValue, string, type Value } from '../../eval/value';
import { toCamelCase } from '../../layers/names';
import { setTrainable, trainableOf } from '../common/trainable';
import { tensorBinary, tensorIndex, tensorUnary } from '../operations';
import { layerAttribute } from './layer-attributes';
import { callLayer } from './layers';
import { callModel, modelAttribute } from './model-attributes';
import { kerasModule } from './modules';
import { raisedByReading } from './not-built';
import { stampAttribute } from './own/state';
import { trackVariables } from './own/variables';

/** `keras`, `tf_keras`, `tensorflow.keras`, `tensorflow.python.keras`, `keras.api`, `keras.src` are one tree. */
const ROOT = /^(?:tensorflow\.(?:python\.)?keras|tf_keras|keras)(?:\.(?:api|src|_tf_keras\.keras))?(?:\.(.*))?$/;

export const kerasLibrary: Library = {
  module: (name): ModuleValue | null => {
    const path = ROOT.exec(name);
    return path ? kerasModule(path[1] ?? '') : null;
  },
  binary: tensorBinary,
  unary: tensorUnary,
  index: tensorIndex,
  call: (callee, args, site, context) => {
    if (callee.kind === 'layer') return callLayer(callee, args, site, context);
    return callee.kind === 'model' ? callModel(callee, args, site, context) : null;
  },
  attribute: (object, name, span, context): Value | null => {
    switch (object.kind) {
      case 'layer':
        return layerAttribute(object, name, span, context);
      case 'model':
        return modelAttribute(object, name, span, context);
      case 'tensor':
        if (name === 'shape' && object.tensor.shape) return shapeValue(object.tensor.shape);
        if (name === 'ndim' && object.tensor.shape) return number(object.tensor.shape.length);
        if (name === 'get_shape' && object.tensor.shape) {
          const { shape } = object.tensor;
          return builtin('get_shape', () => shapeValue(shape));
        }
        return name === 'dtype' ? string(object.tensor.dtype) : null;
      default:
        return null;
    }
  },
  raises: raisedByReading,
  setAttribute: (object, name, value, _, context) => {
    if (object.kind === 'instance') {
      if (!object.native) return false;
      stampAttribute(object, name, context);
      trackVariables(object, value, context);
      const trainable = name === 'trainable' ? trainableOf(value, context) : null;
      if (trainable === null) return false;
      if ('layers' in object.native) context.graph.setModelTrainable(object.native, trainable);
      else context.graph.setTrainable(object.native, trainable);
      return true;
    }
    if (object.kind === 'layer' && object.layer.args.has(toCamelCase(name))) {
      context.graph.setArg(object.layer, toCamelCase(name), toPlain(value));
      return true;
    }
    return name === 'trainable' && setTrainable(object, value, context);
  },
};
