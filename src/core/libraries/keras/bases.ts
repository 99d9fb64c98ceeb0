/** What `Layer` and `Model` mean for classes of the program that derive from them. */
export { layerBase } from './own/layer-base';
export { modelBase } from './own/model-base';
