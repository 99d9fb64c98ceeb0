/** Registers what training needs and the WebAssembly backend of TensorFlow.js lacks, does slowly or does wrong. */

import {
  BatchMatMul,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  DepthwiseConv2dNative,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  FusedConv2D,
  FusedDepthwiseConv2D,
  type KernelFunc,
  MaxPoolGrad,
  registerKernel,
  Sum,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { conv2dFilterGradient, conv2dInputGradient } from './conv2d-gradients';
import { cpuKernel, lendMissingKernels } from './cpu-fallback';
import { depthwiseFilterGradient, depthwiseInputGradient } from './depthwise-gradients';
import { kernelOf } from './heap';
import { leadingSum } from './leading-sum';
import { matrixProduct } from './matrix-product';
import { maxPoolGradient } from './pool-gradients';
import { withExplicitPads } from './same-padding';

let registered = false;

/** Call once the backend is ready; a second call does nothing. */
export function registerGradientKernels(): void {
  if (registered) return;
  registered = true;
  const matMul = kernelOf(BatchMatMul, 'wasm');
  add(Conv2DBackpropFilter, conv2dFilterGradient(matMul, cpuKernel(kernelOf(Conv2DBackpropFilter, 'cpu'))));
  replace(Conv2DBackpropInput, conv2dInputGradient(matMul, kernelOf(Conv2DBackpropInput, 'wasm')));
  add(DepthwiseConv2dNativeBackpropFilter, depthwiseFilterGradient);
  add(DepthwiseConv2dNativeBackpropInput, depthwiseInputGradient);
  replace(BatchMatMul, matrixProduct(matMul));
  replace(MaxPoolGrad, maxPoolGradient);
  replace(Sum, leadingSum(kernelOf(Sum, 'wasm')));
  for (const name of [Conv2D, FusedConv2D]) replace(name, withExplicitPads(kernelOf(name, 'wasm'), false));
  for (const name of [DepthwiseConv2dNative, FusedDepthwiseConv2D]) {
    replace(name, withExplicitPads(kernelOf(name, 'wasm'), true));
  }
  lendMissingKernels();
}

function add(kernelName: string, kernelFunc: KernelFunc): void {
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}

function replace(kernelName: string, kernelFunc: KernelFunc): void {
  unregisterKernel(kernelName, 'wasm');
  add(kernelName, kernelFunc);
}
