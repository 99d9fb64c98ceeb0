/** Writes schemas/layer-spec.schema.json from the catalogue. */
import { layerSpecSchema } from '../../src/core/views/layer-spec-schema';
import type { GeneratedFile } from '../generate';

export default function layerSpecSchemaFile(): readonly GeneratedFile[] {
  const schema = layerSpecSchema({ framework: 'keras', version: [3, 15] });
  return [{ path: 'schemas/layer-spec.schema.json', text: `${JSON.stringify(schema, null, 1)}\n` }];
}
