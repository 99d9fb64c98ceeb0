/** The module tree of Keras under all its names, and the parts that only name settings. */
import { builtin, type ModuleValue, string, unknown, type Value } from '../../eval/value';
import { notFollowed } from '../common/not-followed';
import { settingClass, settingObject } from '../common/settings';
import { tensorFunction } from '../operations';
import { activationsMember } from './activations';
import { applicationNames, applicationsMember } from './applications';
import { backendMember, getSourceInputs } from './backend';
import { creationFunction, randomFunction } from './creation';
import { preprocessingModule } from './data/preparation';
import { datasetModule } from './datasets';
import { keras3LayerNames } from './layer-list';
import { input, layersMember } from './layers';
import { modelClass, sequentialClass } from './models';
import { lacksName } from './names';
import { variable } from './own/variables';
import { savedOperation } from './saved-operation';
import { utilsMember } from './utils';

/** The module of a dotted path below `keras`; null if Keras has none. */
export function kerasModule(path: string): ModuleValue | null {
  const [first, ...rest] = path.split('.');
  if (!first) return root;
  const top = modules.get(first);
  if (!top) return null;
  if (rest.length === 0) return top;
  // Old code imports from inner files: keras.layers.core, keras.engine.topology.
  if (first === 'layers') return top;
  const inner = top.get(rest[0]!);
  return inner?.kind === 'module' ? inner : null;
}

function module(
  name: string,
  get: (name: string) => Value | null,
  names: readonly string[] | null = null,
): ModuleValue {
  return {
    kind: 'module',
    name: `keras.${name}`,
    get,
    names,
    lacks: (member, context) => lacksName(name, member, context),
  };
}

/** Names of keyword-only settings are in the call; these are the first positional ones of optimizers and their schedules. */
const optimizerPositions: ReadonlyMap<string, readonly string[]> = new Map([
  ['SGD', ['learning_rate', 'momentum', 'nesterov']],
  ['RMSprop', ['learning_rate', 'rho', 'momentum', 'epsilon']],
  ['Adam', ['learning_rate', 'beta_1', 'beta_2', 'epsilon', 'amsgrad']],
  ['ExponentialDecay', ['initial_learning_rate', 'decay_steps', 'decay_rate', 'staircase', 'name']],
  ['InverseTimeDecay', ['initial_learning_rate', 'decay_steps', 'decay_rate', 'staircase', 'name']],
  ['PiecewiseConstantDecay', ['boundaries', 'values', 'name']],
  ['PolynomialDecay', ['initial_learning_rate', 'decay_steps', 'end_learning_rate', 'power', 'cycle', 'name']],
  ['CosineDecay', ['initial_learning_rate', 'decay_steps', 'alpha', 'name', 'warmup_target', 'warmup_steps']],
  ['CosineDecayRestarts', ['initial_learning_rate', 'first_decay_steps', 't_mul', 'm_mul', 'alpha', 'name']],
]);

/** The positional args of the callbacks that a training here reads (`keras.src.callbacks`, 3.15). */
const callbackPositions: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'EarlyStopping',
    ['monitor', 'min_delta', 'patience', 'verbose', 'mode', 'baseline', 'restore_best_weights', 'start_from_epoch'],
  ],
  ['ReduceLROnPlateau', ['monitor', 'factor', 'patience', 'verbose', 'mode', 'min_delta', 'cooldown', 'min_lr']],
  ['LearningRateScheduler', ['schedule', 'verbose']],
  ['TerminateOnNaN', ['raise_error']],
  [
    'ModelCheckpoint',
    [
      'filepath',
      'monitor',
      'verbose',
      'save_best_only',
      'save_weights_only',
      'mode',
      'save_freq',
      'initial_value_threshold',
    ],
  ],
]);

/** The positional args of what sets how weights start and are held (`keras.src.initializers`, `regularizers`, `constraints`, 3.15). */
const weightSettingPositions: ReadonlyMap<string, readonly string[]> = new Map([
  ['Constant', ['value']],
  ['RandomNormal', ['mean', 'stddev', 'seed']],
  ['TruncatedNormal', ['mean', 'stddev', 'seed']],
  ['RandomUniform', ['minval', 'maxval', 'seed']],
  ['VarianceScaling', ['scale', 'mode', 'distribution', 'seed']],
  ['Orthogonal', ['gain', 'seed']],
  ['Identity', ['gain']],
  ['L1', ['l1']],
  ['l1', ['l1']],
  ['L2', ['l2']],
  ['l2', ['l2']],
  ['L1L2', ['l1', 'l2']],
  ['l1_l2', ['l1', 'l2']],
  ['MaxNorm', ['max_value', 'axis']],
  ['MinMaxNorm', ['min_value', 'max_value', 'rate', 'axis']],
  ['UnitNorm', ['axis']],
]);
const weightSettings = (name: string): ModuleValue =>
  settings(name, (member) => weightSettingPositions.get(member) ?? ['seed']);

/** `initializers.get('zeros')`: what a word names; none and objects as they are. */
function getSetting(path: string): Value {
  return builtin(`${path}.get`, (args, site) => {
    const given = args.positions[0]?.value ?? args.names.get('identifier')?.value;
    if (given?.kind !== 'string') return given ?? unknown('an argument is missing', site.span);
    return settingObject(`${path}.${given.value}`, { positions: [], names: new Map(), open: null }, []);
  });
}

function settings(name: string, positions: (member: string) => readonly string[]): ModuleValue {
  return module(name, (member) => {
    if (member === 'get') return getSetting(`keras.${name}`);
    if (member === 'schedules' || member === 'legacy') return settings(`${name}.${member}`, positions);
    // The regularizers have names in small letters as well.
    if (/^[A-Z]|^l[12]/.test(member)) return settingClass(`keras.${name}.${member}`, positions(member));
    return builtin(`keras.${name}.${member}`, (_, site) => unknown(`${name}.${member} computes it`, site.span));
  });
}

const layers: ModuleValue = module(
  'layers',
  (name) => layersMember(name) ?? (name === 'experimental' ? module('layers.experimental', () => layers) : null),
  [...keras3LayerNames],
);
const models: ModuleValue = module(
  'models',
  (name) => {
    switch (name) {
      case 'Model':
      case 'Functional':
        return modelClass;
      case 'Sequential':
        return sequentialClass;
      case 'load_model':
      case 'model_from_json':
        return builtin(`keras.models.${name}`, (_, site) =>
          unknown('the model is read from a file when the program runs', site.span),
        );
      default:
        return null;
    }
  },
  ['Model', 'Sequential', 'load_model'],
);

/** A function of the library that is known to exist but not followed. */
/** `keras.ops` and the modules inside it (`keras.ops.image`, `keras.ops.nn`), whose functions it offers too. */
function operationModule(name: string): ModuleValue {
  return module(name, (member) =>
    member === 'operation_utils'
      ? operationUtils
      : member === 'image' || member === 'nn' || member === 'numpy' || member === 'linalg'
        ? operationModule(`${name}.${member}`)
        : (creationFunction(member) ?? tensorFunction('keras.ops', member) ?? notFollowed(`keras.${name}.${member}`)),
  );
}

const operationUtils = module('ops.operation_utils', (name) => (name === 'get_source_inputs' ? getSourceInputs : null));

const backend: ModuleValue = module(
  'backend',
  (name) =>
    backendMember(name) ??
    tensorFunction('keras.backend', name) ??
    creationFunction(name) ??
    notFollowed(`keras.backend.${name}`),
);

const modules: ReadonlyMap<string, ModuleValue> = new Map<string, ModuleValue>([
  ['layers', layers],
  ['models', models],
  ['engine', module('engine', (name) => (name === 'training' || name === 'topology' ? models : null))],
  ['applications', module('applications', applicationsMember, applicationNames)],
  ['datasets', module('datasets', datasetModule)],
  ['utils', module('utils', utilsMember)],
  ['saving', module('saving', (name) => (name === 'operation' ? savedOperation : utilsMember(name)))],
  ['preprocessing', preprocessingModule],
  ['optimizers', settings('optimizers', (name) => optimizerPositions.get(name) ?? ['learning_rate'])],
  ['losses', settings('losses', () => [])],
  ['metrics', settings('metrics', () => [])],
  ['callbacks', settings('callbacks', (name) => callbackPositions.get(name) ?? [])],
  ['initializers', weightSettings('initializers')],
  ['regularizers', weightSettings('regularizers')],
  ['constraints', weightSettings('constraints')],
  ['activations', module('activations', activationsMember)],
  ['ops', operationModule('ops')],
  [
    'random',
    module(
      'random',
      (name) =>
        randomFunction(name) ??
        (name === 'SeedGenerator' ? settingClass('keras.random.SeedGenerator', ['seed']) : null) ??
        notFollowed(`keras.random.${name}`),
    ),
  ],
  ['config', module('config', (name) => backendMember(name) ?? notFollowed(`keras.config.${name}`))],
  ['backend', backend],
  // `keras.src.legacy.backend`
  ['legacy', module('legacy', (name) => (name === 'backend' ? backend : null))],
]);

const rootMembers: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['Input', input],
  ['Model', modelClass],
  ['Sequential', sequentialClass],
  ['Variable', variable],
  ['__version__', string('3.0.0')],
]);

const root: ModuleValue = {
  kind: 'module',
  name: 'keras',
  get: (name) => (name === 'Layer' ? layersMember('Layer') : (rootMembers.get(name) ?? modules.get(name) ?? null)),
  names: null,
};
