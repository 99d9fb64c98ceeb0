/** Lends kernels of the plain JavaScript backend to the WebAssembly backend: slow, but nothing is missing. */

import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  engine,
  getKernel,
  getKernelsForBackend,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { KernelCall } from './heap';

/** A kernel that copies its inputs to the cpu backend and its results back. */
export function cpuKernel(kernel: KernelFunc): KernelFunc {
  return (call: KernelCall) => {
    const wasm = call.backend as BackendWasm;
    const cpu = cpuBackend();
    const lend = (tensor: TensorInfo): TensorInfo => {
      const values = wasm.readSync(tensor.dataId);
      return cpu.makeTensorInfo(tensor.shape, tensor.dtype, values);
    };
    const takeBack = (tensor: TensorInfo): TensorInfo => {
      const values = cpu.readSync(tensor.dataId);
      cpu.disposeIntermediateTensorInfo(tensor);
      return { dataId: wasm.write(values, tensor.shape, tensor.dtype), shape: tensor.shape, dtype: tensor.dtype };
    };

    const inputs: Record<string, TensorInfo> = {};
    for (const [name, tensor] of Object.entries(call.inputs)) if (tensor) inputs[name] = lend(tensor);
    const result = kernel({ inputs, backend: cpu, attrs: call.attrs as never });
    const out = Array.isArray(result) ? result.map(takeBack) : takeBack(result);
    for (const tensor of Object.values(inputs)) cpu.disposeIntermediateTensorInfo(tensor);
    return out;
  };
}

/** Its import registers the kernels; a bundler would drop an import of which nothing is used. */
function cpuBackend(): MathBackendCPU {
  const backend = engine().findBackend('cpu');
  if (backend instanceof MathBackendCPU) return backend;
  throw new Error('The cpu backend of TensorFlow.js is not there');
}

/** Lends every kernel that the WebAssembly backend lacks. */
export function lendMissingKernels(): void {
  for (const config of getKernelsForBackend('cpu')) {
    if (getKernel(config.kernelName, 'wasm')) continue;
    registerKernel({ kernelName: config.kernelName, backendName: 'wasm', kernelFunc: cpuKernel(config.kernelFunc) });
  }
}
