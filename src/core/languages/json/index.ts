/** JSON as a source language: Keras and TensorFlow.js model files, and ConvLint's own layer spec. */
import type { Program } from '../../lang/program';
import type { FrontEnd } from '../front-end';
import { commentsOf } from './comments';
import { type KerasFile, recognise } from './formats';
import { lowerModel } from './keras-model';
import { lowerTraining } from './keras-training';
import { Lowering } from './lowering';
import { readJson } from './read-json';
import { render } from './render';
import { jsonSemantics } from './semantics';
import { lowerSpec } from './spec/spec-model';
import type { JsonObject, JsonTree } from './tree';
import { readManifest } from './weights-manifest';

/** Any JSON text: a file that is no model gives an empty program without errors. */
export const jsonFrontEnd: FrontEnd = {
  semantics: jsonSemantics,
  reportsSyntax: true,
  parse: (text, base) => parse(text, base, false),
  render,
};

/** A text that is known to be a layer spec by its name, however little of it is typed. */
export const layerSpecFrontEnd: FrontEnd = {
  semantics: jsonSemantics,
  reportsSyntax: true,
  comments: { mark: '//', of: commentsOf },
  parse: (text, base) => parse(text, base, true),
  render,
};

/** Longer texts are not read: the largest model of Keras has a tenth of it, so this is data. In UTF-16 code units. */
const maxLength = 24_000_000;

/** What `recognise` looks for: most JSON is data, and making a tree of it costs memory. */
const mayBeModel = /"(?:class_name|modelTopology|layers)"|"\$schema"/;

function parse(text: string, base: number, isSpec: boolean): Program {
  if (text.length > maxLength) return tooLong(text, base);
  if (!isSpec && !mayBeModel.test(text)) return { body: [], syntaxErrors: [] };
  const tree = readJson(text, base);
  const format = recognise(tree.root);
  if (format?.kind === 'keras') return lowerKeras(tree, format);
  if (format?.kind === 'broken') return { body: [], syntaxErrors: [...tree.errors, format] };
  if (format) return lowerLayerSpec(tree, format.spec);
  if (!isSpec || !tree.root) return { body: [], syntaxErrors: isSpec ? tree.errors : [] };
  if (tree.root.type === 'object') return lowerLayerSpec(tree, tree.root);
  return {
    body: [],
    syntaxErrors: [
      ...tree.errors,
      { span: tree.root.span, message: 'a layer spec is an object: {"input": [...], "layers": [...]}' },
    ],
  };
}

function lowerKeras(tree: JsonTree, { model, training, manifest, framework }: KerasFile): Program {
  const lowering = new Lowering(framework);
  const bound = lowerModel(model, '', lowering);
  if (training) lowerTraining(training, bound, lowering);
  const savedWeights = manifest ? readManifest(manifest) : null;
  return {
    body: lowering.body,
    syntaxErrors: [...tree.errors, ...tree.liberties, ...lowering.problems],
    framework,
    ...(savedWeights ? { savedWeights } : {}),
  };
}

function lowerLayerSpec(tree: JsonTree, spec: JsonObject): Program {
  const lowering = new Lowering('keras');
  lowerSpec(spec, lowering);
  return { body: lowering.body, syntaxErrors: [...tree.errors, ...lowering.problems] };
}

/** A text this long is a model only if it begins like one. */
function tooLong(text: string, base: number): Program {
  const span = { start: base, end: base + 1 };
  if (!/"(class_name|modelTopology|layers)"/.test(text.slice(0, 10_000))) return { body: [], syntaxErrors: [] };
  const reason = `the file is longer than ${maxLength / 1_000_000} million characters`;
  return {
    body: [],
    syntaxErrors: [{ span, message: `${reason}, so it is not analysed` }],
    unread: { span, reason },
  };
}
