/** What is shown when the pointer rests on a word that is no layer: the name of an arg, of a value, of `fit` or `compile`. */
import type { Analysis } from '../analyze';
import { toPlain } from '../eval/plain';
import type { ArrayValue, Value } from '../eval/value';
import type { DataCall, DataPart, Layer, Model, NamedSetting, NameUse, SettingValue } from '../graph/graph';
import { modelReason, modelTotals, trainableReason } from '../graph/totals';
import { show } from '../layers/args';
import { PlainObject, PlainUnknown } from '../layers/plain';
import { counted, formatCount } from '../shape/count';
import { formatShape, isKnown, type Shape } from '../shape/dim';
import { pieceAt } from '../source';
import { contains, isElsewhere, type Span } from '../text/span';
import { argNotes, showValue } from './arg-notes';

export interface WordHover {
  readonly span: Span;
  /** One line in the manner of code: `x: (None, 13, 13, 16) float32`. */
  readonly head: string;
  /** Paragraphs of Markdown. */
  readonly notes: readonly string[];
}

export function wordHoverAt(analysis: Analysis, offset: number): WordHover | null {
  return argHover(analysis, offset) ?? callHover(analysis, offset) ?? nameHover(analysis, offset);
}

export function wordMarkdown({ head, notes }: WordHover): string {
  return [`\`\`\`python\n${head}\n\`\`\``, ...notes].join('\n\n');
}

// ---- Names of args ----------------------------------------------------------------------------------------------------

function argHover({ graph, target, pieces }: Analysis, offset: number): WordHover | null {
  for (const { args, definition } of graph.layers) {
    if (!definition) continue;
    for (const arg of args.values()) {
      const span = arg.source?.nameSpan;
      if (!span || isElsewhere(span) || !contains(span, offset)) continue;
      const note = argNotes(definition, target).find(({ name }) => name === arg.name);
      if (!note) continue;
      const value =
        note.default === null ? '' : target.framework === 'keras' ? `=${note.default}` : `: ${note.default}`;
      const piece = pieceAt(pieces, span.start);
      const written = piece.text.slice(span.start - piece.base, span.end - piece.base);
      const notes = [`${note.doc}. Takes ${note.takes}.${note.default === null ? ' It must be given.' : ''}`];
      const values = [
        ...new Set(
          graph.layers
            .map((layer) => layer.args.get(arg.name))
            .flatMap((other) => (other?.source === arg.source && other?.plain !== undefined ? [other.plain] : []))
            .filter((plain) => !(plain instanceof PlainUnknown) && !(plain instanceof PlainObject))
            .map((plain) => showValue(plain, target)),
        ),
      ];
      if (values.length) notes.push(`Here: ${listed(values)}`);
      return { span, head: `${definition.name} ${written}${value}`, notes };
    }
  }
  return null;
}

// ---- fit, compile ---------------------------------------------------------------------------------------------------

function callHover({ graph }: Analysis, offset: number): WordHover | null {
  const data = graph.dataCalls.filter(({ call }) => isAt(call, offset));
  const first = data[0];
  if (first?.call?.callee.kind === 'attribute') {
    const { callee } = first.call;
    return {
      span: callee.nameSpan,
      head: `${modelWord(first.model)}.${callee.name}`,
      notes: data.length > 1 ? [...meeting(first), `and ${data.length - 1} more runs of this line`] : meeting(first),
    };
  }
  for (const model of graph.models) {
    const { compile } = model;
    if (compile?.call?.callee.kind !== 'attribute' || !isAt(compile.call, offset)) continue;
    const { callee } = compile.call;
    const settings: [string, string][] = [
      ['optimizer', compile.optimizer ? setting(compile.optimizer) : 'not known'],
      ['loss', compile.loss ? setting(compile.loss) : 'none that is known'],
      ['metrics', compile.metrics.map(setting).join(', ') || 'none'],
      ['outputs', model.outputs.map(({ shape }) => shapeText(shape)).join(', ') || 'not known'],
    ];
    return {
      span: callee.nameSpan,
      head: `${modelWord(model)}.${callee.name}`,
      notes: [settings.map(([what, text]) => `- ${what}: ${text}`).join('\n')],
    };
  }
  return null;
}

function isAt(call: Model['call'], offset: number): boolean {
  return (
    call?.callee.kind === 'attribute' && !isElsewhere(call.callee.nameSpan) && contains(call.callee.nameSpan, offset)
  );
}

function setting(given: NamedSetting): string {
  return `\`${settingCall(given)}\``;
}

function settingCall({ name, args }: NamedSetting): string {
  const given = Object.entries(args).map(([arg, value]) => `${arg}=${settingText(value)}`);
  return `${name}${given.length ? `(${given.join(', ')})` : ''}`;
}

function settingText(value: SettingValue): string {
  if (typeof value !== 'object' || value === null) return show(value);
  return 'name' in value ? settingCall(value) : `[${value.join(', ')}]`;
}

/** Which data meet which input and output, and how many steps an epoch has. */
function meeting({ kind, model, x, y, compile, settings, validation }: DataCall): string[] {
  const rows: string[] = [];
  const pair = (what: string, parts: readonly DataPart[] | null, ends: Model['inputs'], against: string): void => {
    for (const [i, part] of (parts ?? []).entries()) {
      const end = ends[i]?.shape ?? null;
      rows.push(`| ${what} | ${partText(part)} | ${against} ${shapeText(end)} |`);
    }
  };
  pair('data', x, model.inputs, 'input');
  const loss = compile?.loss ? `${compile.loss.name} on output` : 'output';
  pair('labels', y, model.outputs, loss);
  pair('validation data', validation?.x ?? null, model.inputs, 'input');
  pair('validation labels', validation?.y ?? null, model.outputs, loss);
  const notes = rows.length ? [['| | has | meets |', '|---|---|---|', ...rows].join('\n')] : [];
  const samples = x?.[0]?.shape?.[0];
  if (kind === 'fit' && samples !== undefined && samples !== null && isKnown(samples)) {
    const split = settings.validationSplit ?? 0;
    // Keras: `split_at = floor(samples * (1 - split))`.
    const trained = Math.floor(samples * (1 - split));
    const batch = settings.batchSize ?? 32;
    const steps = Math.ceil(trained / batch);
    notes.push(
      `${formatCount(trained)} samples in batches of ${batch}: ${formatCount(steps)} steps per epoch${settings.epochs && settings.epochs > 1 ? `, ${formatCount(steps * settings.epochs)} in ${settings.epochs} epochs` : ''}`,
    );
  }
  if (notes.length === 0) notes.push('*What the data are is not known.*');
  return notes;
}

function partText({ shape, dtype, unknown }: DataPart): string {
  if (!shape) return `? (not known because ${unknown ?? 'it is not followed'})`;
  return `${formatShape(shape)}${dtype ? ` ${dtype}` : ''}`;
}

// ---- Names ------------------------------------------------------------------------------------------------------------

function nameHover({ graph, pieces }: Analysis, offset: number): WordHover | null {
  if (graph.layers.length === 0) return null;
  const { text, base } = pieceAt(pieces, offset);
  let start = offset - base;
  while (start > 0 && /[\w$]/.test(text[start - 1]!)) start--;
  const use = graph.names.get(base + start);
  if (!use || offset > use.span.end) return null;
  const told = [...new Map(use.values.map((value) => [valueText(value), value])).entries()].filter(
    ([key]) => key !== null,
  );
  const first = told[0];
  if (!first) return null;
  const texts = told.map(([key]) => key!);
  const head = texts.length === 1 ? texts[0]! : listed(texts);
  return { span: nameSpan(use), head: `${use.name}: ${head}`, notes: texts.length === 1 ? valueNotes(first[1]) : [] };
}

/** The span of a pattern with an annotation or default may be longer than its name. */
function nameSpan({ span, name }: NameUse): Span {
  return { start: span.start, end: Math.min(span.end, span.start + name.length) };
}

/** A value in one line; null for values of which nothing is told. */
function valueText(value: Value): string | null {
  switch (value.kind) {
    case 'tensor':
      return `${shapeText(value.tensor.shape)} ${value.tensor.dtype}`;
    case 'array':
      return `${shapeText(value.shape)}${value.dtype ? ` ${value.dtype}` : ''}`;
    case 'model':
      return modelText(value.model);
    case 'layer':
      return layerText(value.layer);
    case 'instance':
      if (!value.native) return null;
      return 'layers' in value.native ? modelText(value.native) : layerText(value.native);
    case 'number':
      return String(value.value);
    case 'sequence':
      return sequenceText(value);
    default:
      return null;
  }
}

/** Only lists that may be shapes or sizes, or that hold tensors. */
function sequenceText(value: Extract<Value, { kind: 'sequence' }>): string | null {
  if (value.open || value.items.length > 8) return null;
  if (value.items.every((item) => item.kind === 'tensor' || item.kind === 'array'))
    return `[${value.items.map(valueText).join(', ')}]`;
  if (!value.items.every((item) => item.kind === 'number' || item.kind === 'none' || item.kind === 'symbolic'))
    return null;
  return show(toPlain(value));
}

function modelText({ className, inputs, outputs }: Model): string {
  if (outputs.length === 0) return className;
  const shapes = (list: Model['inputs']): string => list.map(({ shape }) => shapeText(shape)).join(', ');
  return `${className} ${shapes(inputs)} → ${shapes(outputs)}`;
}

function layerText({ className, name }: Layer): string {
  return `${className} "${name}"`;
}

function valueNotes(value: Value): string[] {
  switch (value.kind) {
    case 'tensor': {
      const { producer, unknown, shape } = value.tensor;
      const notes = producer ? [`Comes out of ${producer.layer.className} \`${producer.layer.name}\``] : [];
      if (unknown && !(shape?.every(isKnown) ?? false)) notes.push(`*Not known because ${unknown}.*`);
      return notes;
    }
    case 'array':
      return arrayNotes(value);
    case 'model':
      return modelNotes(value.model);
    case 'instance':
      return value.native && 'layers' in value.native ? modelNotes(value.native) : [];
    default:
      return [];
  }
}

function arrayNotes({ facts, history }: ArrayValue): string[] {
  const { dataset, classes, oneHot, scale } = facts;
  const told = [
    dataset ? `${dataset.part} of ${dataset.name}` : null,
    classes === undefined ? null : `${oneHot ? 'one-hot rows of' : 'class numbers of'} ${classes} classes`,
    scale === undefined ? null : `values divided by ${scale}`,
  ].filter((part) => part !== null);
  const notes = told.length ? [told.join(' · ')] : [];
  if (history.length > 1) notes.push(history.map(({ text }) => `- ${text}`).join('\n'));
  return notes;
}

function modelNotes(model: Model): string[] {
  const { params, trainableParams, macs } = modelTotals(model);
  const frozen = params === trainableParams ? '' : ` (${formatCount(trainableParams)} trainable)`;
  const notes = [
    `${counted(model.layers.length, 'layer')} · **${formatCount(params)}** parameter${params === 1 ? '' : 's'}${frozen}${macs ? ` · ${formatCount(macs)} multiply-accumulates per sample` : ''}`,
  ];
  const untold = trainableReason(model.layers);
  if (untold) notes.push(`*How many are trained is not known because ${untold}.*`);
  const reason = modelReason(model);
  if (reason) notes.push(`*Not known in full because ${reason}.*`);
  return notes;
}

function modelWord(model: Model): string {
  return model.variable?.name ?? model.name;
}

function shapeText(shape: Shape | null): string {
  return shape ? formatShape(shape) : '?';
}

/** The first few of several, and how many more. */
function listed(texts: readonly string[]): string {
  const most = 4;
  return texts.length <= most
    ? texts.join(', ')
    : `${texts.slice(0, most - 1).join(', ')} … ${texts.at(-1)} (${texts.length} in all)`;
}
