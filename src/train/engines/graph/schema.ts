/**
 * The messages of a TensorFlow SavedModel, with the fields that are written here.
 * Numbers of fields as in `saved_model.proto`, `meta_graph.proto`, `graph.proto`, `attr_value.proto` and `tensor.proto`.
 */

import protobuf from 'protobufjs/light';

/** `DataType` of `types.proto`. */
export const DATA_TYPES = { float32: 1, int32: 3, uint8: 4, bool: 10 } as const;

export type DataType = keyof typeof DATA_TYPES;

export interface ShapeMessage {
  readonly dim: readonly { readonly size: number }[];
}

interface TensorMessage {
  readonly dtype: number;
  readonly tensorShape: ShapeMessage;
  readonly tensorContent: Uint8Array;
}

/** Exactly one of the fields is set. */
export interface AttributeMessage {
  readonly list?: { readonly i: readonly number[] };
  readonly s?: Uint8Array;
  readonly i?: number;
  readonly f?: number;
  readonly b?: boolean;
  readonly type?: number;
  readonly shape?: ShapeMessage;
  readonly tensor?: TensorMessage;
}

export interface NodeMessage {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, AttributeMessage>>;
}

export interface TensorInfoMessage {
  readonly name: string;
  readonly dtype: number;
  readonly tensorShape: ShapeMessage;
}

export interface SignatureMessage {
  readonly inputs: Readonly<Record<string, TensorInfoMessage>>;
  readonly outputs: Readonly<Record<string, TensorInfoMessage>>;
  readonly methodName: string;
}

export interface SavedModelMessage {
  readonly savedModelSchemaVersion: number;
  readonly metaGraphs: readonly {
    readonly metaInfoDef: { readonly tags: readonly string[]; readonly tensorflowVersion: string };
    readonly graphDef: { readonly node: readonly NodeMessage[]; readonly versions: { readonly producer: number } };
    readonly signatureDef: Readonly<Record<string, SignatureMessage>>;
  }[];
}

const field = (type: string, id: number) => ({ type, id });
const repeated = (type: string, id: number) => ({ type, id, rule: 'repeated' });
const map = (type: string, id: number) => ({ keyType: 'string', type, id });

const root = protobuf.Root.fromJSON({
  options: { syntax: 'proto3' },
  nested: {
    Dim: { fields: { size: field('int64', 1) } },
    TensorShape: { fields: { dim: repeated('Dim', 2) } },
    Tensor: {
      fields: { dtype: field('int32', 1), tensorShape: field('TensorShape', 2), tensorContent: field('bytes', 4) },
    },
    AttributeList: { fields: { i: repeated('int64', 3) } },
    Attribute: {
      // Of a choice the empty value is written too.
      oneofs: { value: { oneof: ['list', 's', 'i', 'f', 'b', 'type', 'shape', 'tensor'] } },
      fields: {
        list: field('AttributeList', 1),
        s: field('bytes', 2),
        i: field('int64', 3),
        f: field('float', 4),
        b: field('bool', 5),
        type: field('int32', 6),
        shape: field('TensorShape', 7),
        tensor: field('Tensor', 8),
      },
    },
    Node: {
      fields: {
        name: field('string', 1),
        op: field('string', 2),
        input: repeated('string', 3),
        attr: map('Attribute', 5),
      },
    },
    Versions: { fields: { producer: field('int32', 1) } },
    Graph: { fields: { node: repeated('Node', 1), versions: field('Versions', 4) } },
    MetaInfo: { fields: { tags: repeated('string', 4), tensorflowVersion: field('string', 5) } },
    TensorInfo: {
      fields: { name: field('string', 1), dtype: field('int32', 2), tensorShape: field('TensorShape', 3) },
    },
    Signature: {
      fields: { inputs: map('TensorInfo', 1), outputs: map('TensorInfo', 2), methodName: field('string', 3) },
    },
    MetaGraph: {
      fields: {
        metaInfoDef: field('MetaInfo', 1),
        graphDef: field('Graph', 2),
        signatureDef: map('Signature', 5),
      },
    },
    SavedModel: {
      fields: { savedModelSchemaVersion: field('int64', 1), metaGraphs: repeated('MetaGraph', 2) },
    },
  },
});

export function encodeSavedModel(message: SavedModelMessage): Uint8Array {
  return root.lookupType('SavedModel').encode(message).finish();
}
