/** A graph with its signatures as the folder that TensorFlow loads. It holds no values: those are fed when it runs. */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { GraphBuilder, ValueShape } from './builder';
import { shapeMessage } from './builder';
import { DATA_TYPES, type DataType, encodeSavedModel, type SignatureMessage, type TensorInfoMessage } from './schema';

interface Endpoint {
  readonly output: string;
  readonly shape: ValueShape;
  /** `float32` if not said. */
  readonly dtype?: DataType;
}

export interface Signature {
  readonly inputs: Readonly<Record<string, Endpoint>>;
  readonly outputs: Readonly<Record<string, Endpoint>>;
}

export const SERVE_TAG = 'serve';

/** The version of graphs that TensorFlow 2.10 wrote; later versions read it. */
const PRODUCER = 1087;

/** `initializer` is the node that the loader runs once. */
export function writeSavedModel(
  folder: string,
  graph: GraphBuilder,
  signatures: Readonly<Record<string, Signature>>,
  initializer: string,
): void {
  const bytes = encodeSavedModel({
    savedModelSchemaVersion: 1,
    metaGraphs: [
      {
        metaInfoDef: { tags: [SERVE_TAG], tensorflowVersion: '2.10.1' },
        graphDef: { node: graph.nodes, versions: { producer: PRODUCER } },
        signatureDef: {
          ...Object.fromEntries(Object.entries(signatures).map(([name, one]) => [name, signatureMessage(name, one)])),
          __saved_model_init_op: {
            inputs: {},
            outputs: { __saved_model_init_op: { name: initializer, dtype: 0, tensorShape: { dim: [] } } },
            methodName: '',
          },
        },
      },
    ],
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'saved_model.pb'), bytes);
}

/** The full name of an output, as runs take it. */
export function fullName(output: string): string {
  return output.includes(':') ? output : `${output}:0`;
}

function signatureMessage(methodName: string, { inputs, outputs }: Signature): SignatureMessage {
  const infos = (ends: Readonly<Record<string, Endpoint>>) =>
    Object.fromEntries(Object.entries(ends).map(([name, end]) => [name, infoMessage(end)]));
  return { inputs: infos(inputs), outputs: infos(outputs), methodName };
}

function infoMessage({ output, shape, dtype }: Endpoint): TensorInfoMessage {
  return { name: fullName(output), dtype: DATA_TYPES[dtype ?? 'float32'], tensorShape: shapeMessage(shape) };
}
