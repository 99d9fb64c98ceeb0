/** The arguments of a call as the settings of an architecture; what is not known or wrong about them. */
import type { CallArgument, CallArguments, CallSite, Value } from '../../../eval/value';
import type { LocatedRefusal, Tensor } from '../../../graph/graph';
import { nearest } from '../../../graph/layer-args';
import { type Dim, unknownDim } from '../../../shape/dim';
import type { Architecture, Settings } from './architecture';

export interface ReadSettings {
  readonly settings: Settings;
  readonly given: ReadonlyMap<string, CallArgument>;
  readonly refusals: readonly LocatedRefusal[];
  /** Why it cannot be told which layers there are; null if it can. */
  readonly unknown: string | null;
}

/** Settings that decide which layers every architecture has. */
const DECISIVE = ['include_top', 'pooling', 'input_tensor'];

export function readSettings(architecture: Architecture, args: CallArguments, site: CallSite): ReadSettings {
  const { given, refusals } = matchArguments(architecture, args, site);
  const defaults = new Map(architecture.parameters.map((parameter) => [parameter.name, parameter.default]));
  /** Undefined for what is not plain. */
  const plain = (name: string): string | number | boolean | null | undefined => {
    const argument = given.get(name);
    return argument ? plainOf(argument.value) : defaults.get(name);
  };
  const argument = (name: string): CallArgument =>
    given.get(name) ?? { value: defaultValue(defaults.get(name) ?? null), source: null, span: site.span };
  const word = (name: string): string | null => {
    const value = plain(name);
    return typeof value === 'string' ? value : null;
  };
  const truth = (name: string): boolean => Boolean(plain(name));
  const shape = given.get('input_shape')?.value;
  const tensor = given.get('input_tensor')?.value;
  const weights = plain('weights');
  const givenShape = shape ? shapeIn(shape, weights === 'imagenet') : null;
  const decisive = [...DECISIVE, ...(architecture.decisive ?? [])];
  const open = decisive.map((name) => (name === 'input_tensor' ? whyNoTensor(tensor) : whyNotPlain(given.get(name))));
  const settings: Settings = {
    includeTop: truth('include_top'),
    weights: typeof weights === 'string' || weights === null ? weights : undefined,
    pooling: word('pooling'),
    givenShape,
    shapeIsTuple: shape?.kind !== 'sequence' || shape.type === 'tuple',
    shape: givenShape ?? [],
    inputTensor: tensorIn(tensor),
    classes: argument('classes'),
    classifierActivation: argument('classifier_activation'),
    name: word('name'),
    number: (name) => Number(plain(name)),
    flag: truth,
  };
  return { settings, given, refusals, unknown: args.open?.reason ?? open.find((reason) => reason !== null) ?? null };
}

function matchArguments({ name, parameters }: Architecture, args: CallArguments, site: CallSite) {
  const given = new Map<string, CallArgument>();
  const refusals: LocatedRefusal[] = [];
  const refuse = (rule: string, arg: string | null, message: string, at: CallArgument): void => {
    refusals.push({ rule, arg, message, span: at.span ?? site.span, source: at.source });
  };
  for (const [i, argument] of args.positions.entries()) {
    const parameter = parameters[i];
    if (parameter) given.set(parameter.name, argument);
    else
      refuse(
        'unknown-argument',
        null,
        `${name} takes ${parameters.length} positional arguments, but ${args.positions.length} are given`,
        argument,
      );
  }
  const names = parameters.map((parameter) => parameter.name);
  for (const [written, argument] of args.names) {
    if (!names.includes(written)) {
      const near = nearest(written, names);
      refuse(
        'unknown-argument',
        written,
        `${name} has no argument ${written}${near ? `; did you mean ${near}?` : ''}`,
        argument,
      );
    } else if (given.has(written)) refuse('invalid-argument', written, `${name} gets ${written} twice`, argument);
    else given.set(written, argument);
  }
  return { given, refusals };
}

function plainOf(value: Value): string | number | boolean | null | undefined {
  if (value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean') return value.value;
  return value.kind === 'none' ? null : undefined;
}

function defaultValue(value: string | number | boolean | null): Value {
  if (typeof value === 'string') return { kind: 'string', value, origin: null };
  if (typeof value === 'number') return { kind: 'number', value, float: !Number.isInteger(value), origin: null };
  return typeof value === 'boolean' ? { kind: 'boolean', value, origin: null } : { kind: 'none' };
}

function whyNotPlain(argument: CallArgument | undefined): string | null {
  if (!argument || plainOf(argument.value) !== undefined) return null;
  return argument.value.kind === 'unknown' ? argument.value.reason : 'an argument of the model is not a plain value';
}

function tensorIn(value: Value | undefined): Tensor | null {
  return value?.kind === 'tensor' ? value.tensor : null;
}

function whyNoTensor(value: Value | undefined): string | null {
  if (!value || value.kind === 'none') return null;
  if (value.kind === 'unknown') return value.reason;
  if (value.kind !== 'tensor') return 'the input of the model is not followed';
  return value.tensor.shape ? null : (value.tensor.unknown ?? 'the shape of its input is not known');
}

/** Sizes of one image; where the shape is not known, three sizes that are not known. */
function shapeIn(value: Value, colours: boolean): readonly Dim[] | null {
  if (value.kind === 'none') return null;
  if (value.kind !== 'sequence' || value.open) return [unknownDim(), unknownDim(), colours ? 3 : unknownDim()];
  // An empty shape counts as none.
  if (value.items.length === 0) return null;
  return value.items.map((item) => {
    if (item.kind === 'number') return item.value;
    if (item.kind === 'none') return null;
    return item.kind === 'symbolic' ? item.value : unknownDim();
  });
}
