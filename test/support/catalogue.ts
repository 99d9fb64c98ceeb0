/** The parts of the catalogue that tests of layers touch. */
export { argSpecs, readArgs } from '../../src/core/layers/bind';
export { commonArgRefusal, commonArgsRefusal, freezes, takesCommonArg } from '../../src/core/layers/common-args';
export {
  type Framework,
  keepsInnerTrainable,
  type Target,
} from '../../src/core/layers/definition';
export { layerDefinition, layerDefinitions } from '../../src/core/layers/index';
export { inferLayer } from '../../src/core/layers/infer';
export { innerLayer } from '../../src/core/layers/inner-layer';
export { toCamelCase, toLayerName, toSnakeCase } from '../../src/core/layers/names';
export { type Plain, PlainLayer, PlainObject, PlainUnknown } from '../../src/core/layers/plain';
export { elementCount, sumCounts } from '../../src/core/shape/count';
export { type Dim, type Shape, unknownDim } from '../../src/core/shape/dim';
export { axisSize } from '../../src/core/shape/formula';
export { Symbolic } from '../../src/core/shape/symbolic';
