/** A description of a model as a program of Keras in Python and of TensorFlow.js in JavaScript. */
import { layerDefinition } from '../../support/catalogue';
import type { Json } from '../load-rows';
import type { ModelDescription, Part } from './model';

/** What a language says of each thing that a model is made of. */
interface Writer {
  readonly input: (name: string, shape: readonly unknown[]) => string;
  readonly layer: (part: Part, name: string) => string;
  readonly call: (layer: string, inputs: readonly string[], listed: boolean) => string;
  readonly bind: (names: readonly string[], value: string) => string;
  readonly sequential: (shape: readonly unknown[], items: readonly string[], name: string) => string;
  readonly functional: (inputs: readonly string[], outputs: readonly string[], name: string) => string;
}

export function toPython(model: ModelDescription): string {
  return ['import keras', 'from keras import layers', '', ...lines(model, 'model', python), ''].join('\n');
}

/** `factoryOf` names the factory of a class and says its args as TensorFlow.js spells them. */
export function toJavaScript(
  model: ModelDescription,
  factoryOf: (part: Part) => { readonly name: string; readonly args: { readonly [name: string]: Json } },
): string {
  return ["import * as tf from '@tensorflow/tfjs';", '', ...lines(model, 'model', javaScript(factoryOf)), ''].join(
    '\n',
  );
}

/** Statements that end with the model bound to `name`; everything in it is named after it. */
function lines(model: ModelDescription, name: string, writer: Writer): string[] {
  const written: string[] = [];
  const prefix = name === 'model' ? '' : `${name}_`;
  const applied = (part: number): number => model.steps.filter((step) => step.part === part).length;
  const layers = model.parts.map((part, i): string => {
    const own = `${prefix}${part.className.toLowerCase()}_${i}`;
    if (!part.model && applied(i) < 2) return writer.layer(part, own);
    if (part.model) written.push(...lines(part.model, own, writer));
    else written.push(writer.bind([own], writer.layer(part, own)));
    return own;
  });
  const tensor = (i: number): string => `${prefix}x${i}`;
  if (model.kind === 'sequential') {
    const items = model.steps.map(({ part }) => layers[part]!);
    return [...written, writer.bind([name], writer.sequential(model.inputs[0]!, items, name))];
  }
  for (const [i, shape] of model.inputs.entries())
    written.push(writer.bind([tensor(i)], writer.input(tensor(i), shape)));
  for (const { part, inputs, listed, outputs } of model.steps)
    written.push(writer.bind(outputs.map(tensor), writer.call(layers[part]!, inputs.map(tensor), listed)));
  const inputs = model.inputs.map((_, i) => tensor(i));
  return [...written, writer.bind([name], writer.functional(inputs, model.outputs.map(tensor), name))];
}

const python: Writer = {
  input: (_, shape) => `keras.Input(shape=${inPython([...shape] as Json[])})`,
  layer: ({ className, args }) => construct(className, args),
  call: (layer, inputs, listed) => `${layer}(${listed ? `[${inputs.join(', ')}]` : inputs[0]})`,
  bind: (names, value) => `${names.join(', ')} = ${value}`,
  sequential: (shape, items, name) =>
    `keras.Sequential([${[python.input('', shape), ...items].join(', ')}], name="${name}")`,
  functional: (inputs, outputs, name) => `keras.Model(${[inputs, outputs].map(oneOrList).join(', ')}, name="${name}")`,
};

/** A list of one is a list to Keras, and a model that gives one cannot stand in a Sequential model. */
function oneOrList(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `[${names.join(', ')}]`;
}

function construct(className: string, args: { readonly [name: string]: Json }): string {
  const given = Object.entries(args).map(([name, value]) => `${name}=${inPython(value)}`);
  return `layers.${className}(${given.join(', ')})`;
}

/** Lists as tuples, since that is what people write; layers among the args as they are constructed. */
function inPython(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map(inPython);
    const isLayers = items.some((item) => item.startsWith('layers.'));
    return isLayers ? `[${items.join(', ')}]` : `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
  }
  if (typeof value !== 'object') return JSON.stringify(value);
  const object = value as { readonly [key: string]: Json };
  const { class_name: className, config } = object;
  if (typeof className === 'string' && layerDefinition(className)) return construct(className, config as typeof object);
  return `{${Object.entries(object)
    .map(([key, item]) => `"${key}": ${inPython(item)}`)
    .join(', ')}}`;
}

function javaScript(factoryOf: Parameters<typeof toJavaScript>[1]): Writer {
  const layer: Writer['layer'] = (part, name) => {
    const { name: factory, args } = factoryOf(part);
    return `tf.${factory}(${inJavaScript({ ...args, name }, factoryOf)})`;
  };
  return {
    input: (name, shape) => `tf.input({ shape: ${JSON.stringify(shape)}, name: "${name}" })`,
    layer,
    call: (made, inputs, listed) => `${made}.apply(${listed ? `[${inputs.join(', ')}]` : inputs[0]})`,
    bind: (names, value) => `const ${names.length > 1 ? `[${names.join(', ')}]` : names[0]} = ${value};`,
    sequential: (shape, items, name) => {
      const first = `tf.layers.inputLayer({ inputShape: ${JSON.stringify(shape)}, name: "${name}_input" })`;
      return `tf.sequential({ layers: [${[first, ...items].join(', ')}], name: "${name}" })`;
    },
    functional: (inputs, outputs, name) =>
      `tf.model({ inputs: [${inputs.join(', ')}], outputs: [${outputs.join(', ')}], name: "${name}" })`,
  };
}

function inJavaScript(value: Json, factoryOf: Parameters<typeof toJavaScript>[1]): string {
  if (Array.isArray(value))
    return `[${(value as readonly Json[]).map((item) => inJavaScript(item, factoryOf)).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const object = value as { readonly [key: string]: Json };
  const { class_name: className, config } = object;
  if (typeof className === 'string' && layerDefinition(className)) {
    const { name, args } = factoryOf({ className, args: config as Part['args'], model: null });
    return `tf.${name}(${inJavaScript(args, factoryOf)})`;
  }
  return `{ ${Object.entries(object)
    .map(([key, item]) => `${JSON.stringify(key)}: ${inJavaScript(item, factoryOf)}`)
    .join(', ')} }`;
}
