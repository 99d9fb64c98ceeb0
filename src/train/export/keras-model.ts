/** A topology as Python functions that build the same model with Keras 3. */

import type { TrainingJob } from '../../protocol/training';
import { TrainingFailure } from '../failure';
import { isModel, layerCall, type Reference, type TopologyLayer } from './keras-layer';
import { python, pythonArguments, pythonName } from './python';

/** Layers that take a list of inputs, even of one. */
const MERGES = /^(Add|Subtract|Multiply|Average|Maximum|Minimum|Concatenate|Dot)$/;
const RECURRENT = /^(RNN|LSTM|GRU|SimpleRNN|ConvLSTM\dD|Bidirectional)$/;

/** The functions in the order in which they call each other; the last one is `build_model`. */
export function modelFunctions(topology: TrainingJob['topology']): string {
  const writer = new ModelWriter();
  writer.write('build_model', topology as TopologyLayer);
  return writer.functions.join('\n\n');
}

class ModelWriter {
  readonly functions: string[] = [];
  private readonly names = new Set<string>(['build_model']);

  write(name: string, { class_name, config }: TopologyLayer): void {
    const lines = class_name === 'Sequential' ? this.sequential(config) : this.functional(config);
    this.functions.push([`def ${name}():`, ...lines.map((line) => `    ${line}`), ''].join('\n'));
  }

  private sequential(config: TopologyLayer['config']): string[] {
    const entries = config.layers as readonly TopologyLayer[];
    const items = entries.map((entry) => `        ${this.made(entry)},`);
    return ['return keras.Sequential(', '    [', ...items, '    ],', `    name=${python(config.name)},`, ')'];
  }

  private functional(config: TopologyLayer['config']): string[] {
    const lines = new FunctionalLines((entry) => this.made(entry));
    const waiting = (config.layers as readonly TopologyLayer[]).flatMap(nodesOf);
    while (waiting.length > 0) {
      const at = waiting.findIndex(({ inputs }) => inputs.every((each) => lines.tensor(each) !== undefined));
      if (at < 0) throw new TrainingFailure('model', 'The saved model has a layer whose input is not in it.');
      lines.add(waiting.splice(at, 1)[0]!);
    }
    const ends = [lines.ends(config.input_layers), lines.ends(config.output_layers), `name=${python(config.name)}`];
    return [...lines.all, `return keras.Model(${ends.join(', ')})`];
  }

  /** A layer, an input, or a call of the function that builds a model inside. */
  private made(entry: TopologyLayer): string {
    if (entry.class_name === 'InputLayer') return inputCall(entry.config);
    if (!isModel(entry)) return layerCall(entry);
    const name = pythonName(`build_${String(entry.config.name)}`, this.names);
    this.write(name, entry);
    return `${name}()`;
  }
}

/** The lines of one functional model, a variable for each result. */
class FunctionalLines {
  readonly all: string[] = [];
  private readonly variables = new Map<string, string>();
  private readonly shared = new Map<string, string>();
  private readonly given = new Set<string>();

  constructor(private readonly made: (entry: TopologyLayer) => string) {}

  add({ entry, key, inputs, isShared }: Node): void {
    const name = String(entry.config.name);
    let callee = this.shared.get(name) ?? this.made(entry);
    if (isShared && !this.shared.has(name)) {
      const layer = pythonName(`${name}_layer`, this.given);
      this.all.push(`${layer} = ${callee}`);
      this.shared.set(name, layer);
      callee = layer;
    }
    const variable = pythonName(name, this.given);
    const args = inputs.map((each) => this.tensor(each)!);
    this.all.push(`${variable} = ${inputs.length === 0 ? callee : `${callee}(${callArguments(entry, args)})`}`);
    this.variables.set(key, variable);
  }

  /** `undefined` if it is not made yet. */
  tensor([layer, node, index]: Reference): string | undefined {
    const found = this.variables.get(`${layer}:${node}`);
    return found === undefined || index === 0 ? found : `${found}[${index}]`;
  }

  /** One reference, or a list of them. */
  ends(references: unknown): string {
    const list = references as readonly Reference[] | Reference;
    const many = (typeof list[0] === 'string' ? [list] : list) as readonly Reference[];
    const names = many.map((each) => this.tensor(each)!);
    return names.length === 1 ? names[0]! : `[${names.join(', ')}]`;
  }
}

interface Node {
  readonly entry: TopologyLayer;
  /** How references name its result. */
  readonly key: string;
  readonly inputs: readonly Reference[];
  /** Whether the layer has several nodes. */
  readonly isShared: boolean;
}

/** A model that is used as a layer has a first node of its own. */
function nodesOf(entry: TopologyLayer): Node[] {
  const name = String(entry.config.name);
  const nodes = entry.inbound_nodes ?? [];
  if (nodes.length === 0) return [{ entry, key: `${name}:0`, inputs: [], isShared: false }];
  const first = isModel(entry) ? 1 : 0;
  return nodes.map((inputs, index) => ({ entry, key: `${name}:${first + index}`, inputs, isShared: nodes.length > 1 }));
}

function callArguments({ class_name }: TopologyLayer, inputs: readonly string[]): string {
  const [first, ...rest] = inputs;
  if (RECURRENT.test(class_name) && rest.length > 0) return `${first}, initial_state=[${rest.join(', ')}]`;
  return MERGES.test(class_name) || rest.length > 0 ? `[${inputs.join(', ')}]` : first!;
}

function inputCall({ name, batch_input_shape, dtype }: TopologyLayer['config']): string {
  const [batch, ...sample] = batch_input_shape as (number | null)[];
  const args: [string, string][] = [['shape', python(sample)]];
  if (batch !== null) args.push(['batch_size', python(batch)]);
  if (dtype && dtype !== 'float32') args.push(['dtype', python(dtype)]);
  return `keras.Input(${pythonArguments([...args, ['name', python(name)]])})`;
}
