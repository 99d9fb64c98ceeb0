/** Calls of `keras.applications.*`: the model with all its layers, or what Keras refuses. */
import type { EvalContext } from '../../../eval/context';
import type { CallArgument, CallArguments, CallSite, ModelValue } from '../../../eval/value';
import type { Application, LocatedRefusal, Model, Tensor } from '../../../graph/graph';
import type { Architecture, SettingRefusal, Settings } from './architecture';
import { inputShape } from './input-shape';
import { Network, NotBuilt } from './network';
import { readSettings } from './read-settings';

export function construct(
  architecture: Architecture,
  args: CallArguments,
  site: CallSite,
  context: EvalContext,
): ModelValue {
  const { settings, given, refusals, unknown } = readSettings(architecture, args, site);
  const locate = (refusal: SettingRefusal): LocatedRefusal => located(architecture, refusal, given, site);
  const opaque = (reason: string, refused: readonly LocatedRefusal[] = []): ModelValue => {
    const model = context.graph.opaqueModel('functional', modelName(architecture, settings), site, reason);
    context.graph.modelAsLayer(model, refused);
    return { kind: 'model', model };
  };
  if (refusals.length > 0) return opaque(refusals[0]!.message, refusals);
  if (unknown !== null) return opaque(unknown);
  const wrong = refusedSettings(architecture, settings);
  if (wrong) return opaque(wrong.message, [locate(wrong)]);
  const shape = inputShape(architecture, settings);
  if ('setting' in shape) return opaque(shape.message, [locate(shape)]);
  try {
    return { kind: 'model', model: build(architecture, { ...settings, shape }, site, context) };
  } catch (error) {
    if (!(error instanceof NotBuilt)) throw error;
    return opaque(
      error.reason,
      error.refusals.map((refusal) => ({ ...refusal, rule: 'invalid-argument' })),
    );
  }
}

function build(architecture: Architecture, settings: Settings, site: CallSite, context: EvalContext): Model {
  const { graph } = context;
  const { input, output } = graph.readyMade(() => {
    const network = new Network(context, site);
    const images = settings.inputTensor ?? network.apply('InputLayer', { shape: settings.shape });
    return { input: images, output: architecture.build(network, images, settings) };
  });
  return graph.functional(sources(input), [output], modelName(architecture, settings), site, null);
}

/** The tensors that a tensor comes from in the end. */
function sources(tensor: Tensor): readonly Tensor[] {
  const found: Tensor[] = [];
  const seen = new Set<Application>();
  const waiting = [tensor];
  while (waiting.length > 0) {
    const next = waiting.pop()!;
    if (next.producer && next.producer.inputs.length > 0) {
      if (!seen.has(next.producer)) waiting.push(...[...next.producer.inputs].reverse());
      seen.add(next.producer);
    } else if (!found.includes(next)) found.push(next);
  }
  return found;
}

function modelName(architecture: Architecture, settings: Settings): string | null {
  const own = architecture.parameters.find(({ name }) => name === 'name')?.default;
  return settings.name ?? architecture.modelName?.(settings) ?? (typeof own === 'string' ? own : null);
}

/** What Keras looks at before the shape. */
function refusedSettings(architecture: Architecture, settings: Settings): SettingRefusal | null {
  const { weights, includeTop, classes, classifierActivation } = settings;
  if (typeof weights === 'string' && weights !== 'imagenet' && !/[./\\]/.test(weights)) {
    return {
      setting: 'weights',
      message: `weights must be None, 'imagenet' or a path, but there is no file '${weights}'`,
    };
  }
  if (weights === 'imagenet' && includeTop && classes.value.kind === 'number' && classes.value.value !== 1000) {
    return {
      setting: 'classes',
      message: `with include_top=True and the weights of ImageNet classes must be 1000, not ${classes.value.value}`,
    };
  }
  return architecture.refuses?.(settings) ?? refusedActivation(settings, classifierActivation);
}

/** The weights of ImageNet are for a softmax, or for what comes before it. */
function refusedActivation({ weights, includeTop }: Settings, { value }: CallArgument): SettingRefusal | null {
  if (!includeTop || typeof weights !== 'string' || value.kind !== 'string') return null;
  if (value.value === 'softmax' || value.value === 'linear') return null;
  return {
    setting: 'classifier_activation',
    message: `with weights classifier_activation must be 'softmax' or None, not '${value.value}'`,
  };
}

function located(
  { name }: Architecture,
  { setting, message }: SettingRefusal,
  given: ReadonlyMap<string, CallArgument>,
  site: CallSite,
): LocatedRefusal {
  const at = given.get(setting);
  const span = at?.source?.value.span ?? at?.span ?? site.expr?.callee.span ?? site.span;
  return { rule: 'invalid-argument', arg: null, message: `${name}: ${message}`, span, source: at?.source ?? null };
}
