/** Programs in JavaScript, as people write them: the analysis finds what the real TensorFlow.js builds. */
import { describe, expect, it } from 'vitest';
import type { Dim, Shape } from '../../../src/core';
import { analyze } from '../../../src/core';
import { layersInTfjs } from '../../support/tfjs';
import { programs } from './programs';

describe('what the analysis finds is what TensorFlow.js builds', () => {
  for (const [title, text] of Object.entries(programs)) {
    it(title, async () => {
      const { graph } = analyze({ kind: 'file', languageId: 'javascript', text })!;
      const models = graph.models.filter(
        ({ variable }) => variable !== null && new RegExp(`^const ${variable.name} =`, 'm').test(text),
      );
      expect(models.length).toBeGreaterThan(0);
      const real = await layersInTfjs(
        text,
        models.map(({ variable }) => variable!.name),
      );
      for (const model of models) {
        const found = model.layers.map((layer) => {
          const application = model.applications.filter((each) => each.layer === layer).at(-1);
          const shapes = application?.outputs.map(({ shape }) => shape && plain(shape)) ?? [];
          return {
            name: layer.name,
            className: layer.className,
            shape: shapes[0] ?? null,
            params: application?.params ?? null,
          };
        });
        const { name, layers } = real.get(model.variable!.name)!;
        expect({ name: model.name, layers: found }).toEqual({
          name,
          layers: layers.map((layer) => ({
            ...layer,
            className: layer.className === 'Model' ? 'Functional' : layer.className,
            shape: single(layer.shape),
          })),
        });
      }
      expect(graph.faults).toEqual([]);
      expect(graph.stopped).toBeNull();
    });
  }
});

function plain(shape: Shape): (Dim | string)[] {
  return shape.map((dim) => (typeof dim === 'number' || dim === null ? dim : String(dim)));
}

/** TensorFlow.js gives a list of shapes for a layer that is used several times or has several outputs. */
function single(shape: unknown): unknown {
  return Array.isArray(shape) && Array.isArray(shape[0]) ? shape.at(-1) : shape;
}
