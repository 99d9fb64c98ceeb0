/** What is shown when the pointer rests on a layer: Markdown for editors, text for terminals, from one explanation. */
import type { Analysis } from '../analyze';
import type { Application } from '../graph/graph';
import { layerPlace } from '../graph/own-graph';
import { formatDim } from '../shape/dim';
import { isElsewhere, type Span, spanLength } from '../text/span';
import { type EdgeExplanation, type Explanation, explain } from './explain';
import { layerPicture } from './picture';

/** Applications of one line of code beyond these are only counted. */
const MAX_APPLICATIONS = 6;

export interface Hover {
  readonly span: Span;
  readonly explanation: Explanation;
  /** All applications of the code under the pointer, when there are several. */
  readonly applications: readonly {
    readonly name: string;
    readonly inputs: string;
    readonly outputs: string;
    readonly params: string;
  }[];
  readonly more: number;
}

/** The layer whose construction or application covers the offset, the innermost first. */
export function hoverAt({ graph, target }: Analysis, offset: number): Hover | null {
  const covering = graph.applications.filter(
    (application) =>
      inHead(layerPlace(application), application.layer.call?.argsSpan, offset) ||
      inHead(application.span, undefined, offset),
  );
  const innermost = Math.min(...covering.map((application) => spanLength(layerPlace(application))));
  const here = covering.filter((application) => spanLength(layerPlace(application)) === innermost);
  const first = here[0];
  if (!first) return null;
  const explanations = here.slice(0, MAX_APPLICATIONS).map((application) => explain(application, target));
  return {
    span: calleePlace(first),
    explanation: explanations[0]!,
    applications:
      here.length < 2
        ? []
        : explanations.map(({ layerName, inputs, outputs, params }) => ({
            name: layerName,
            inputs: inputs.join(', '),
            outputs: outputs.join(', '),
            params,
          })),
    more: Math.max(0, here.length - MAX_APPLICATIONS),
  };
}

/** What is marked: the name of the layer, or the call that leads to another file. */
function calleePlace(application: Application): Span {
  const callee = application.layer.call?.callee.span;
  return callee && !isElsewhere(callee) ? callee : layerPlace(application);
}

/** A call is covered from its name to the end of its own arguments, not by what it is applied to. */
function inHead(span: Span, args: Span | undefined, offset: number): boolean {
  return span.start <= offset && offset <= (args?.end ?? span.end);
}

/** The important lines come first: an editor shows about ten lines before it scrolls. The signature may take several of them. */
export function toMarkdown(hover: Hover, picture = true): string {
  const { explanation: e, applications } = hover;
  const parts: string[] = [];
  for (const refusal of new Set(e.refusals)) parts.push(`**Not accepted:** ${withoutClass(refusal, e)}`);
  const reason = e.unknown !== null && e.refusals.length === 0 ? `*Not known because ${e.unknown}.*` : null;
  if (reason) parts.push(reason);
  if (applications.length) parts.push(applicationTable(hover));
  else if (isKnownAtAll(e))
    parts.push(
      `**${e.inputs.join(', ') || 'input'} → ${e.outputs.join(', ')}** · **${e.params}** parameters${frozen(e)}`,
    );
  parts.push(`\`\`\`python\n${e.signature}\n\`\`\``);
  const lines = axisLines(e.axes).map(([names, text, value]) => `- ${names}: ${text} = **${value}**`);
  lines.push(...edgeLines(e.edges).map((line) => `- ${line}`));
  for (const { name, shape, product, count, trainable } of e.weights) {
    const sum = product === count ? '' : `: ${product} = **${count}**`;
    lines.push(`- ${name} ${shape}${sum}${trainable ? '' : ', not trained'}`);
  }
  if (e.perFilter) lines.push(`- ${e.perFilter}`);
  if (lines.length) parts.push(`${applications.length ? `${e.layerName}:\n\n` : ''}${lines.join('\n')}`);
  const svg = picture ? layerPicture(e) : null;
  if (svg) parts.push(`![the window on its input](data:image/svg+xml;base64,${base64(svg)})`);
  parts.push(costLine(e));
  if (e.summary) parts.push(e.summary);
  return parts.filter(Boolean).join('\n\n');
}

/** A refusal names its layer, which stands beside it here. */
function withoutClass(refusal: string, { className }: Explanation): string {
  return refusal.startsWith(`${className}: `) ? refusal.slice(className.length + 2) : refusal;
}

function isKnownAtAll({ inputs, outputs, params, refusals }: Explanation): boolean {
  return params !== '?' || [...(refusals.length ? [] : inputs), ...outputs].some((text) => text !== '?');
}

function applicationTable({ applications, more, explanation }: Hover): string {
  const rows = applications.map(
    ({ name, inputs, outputs, params }) => `| ${name} | ${inputs || 'input'} → ${outputs} | ${params} |`,
  );
  if (more > 0) rows.push(`| and ${more} more | | |`);
  return [`| ${explanation.className} | shape | parameters |`, '|---|---|---:|', ...rows].join('\n');
}

/** Axes that come about alike share a line: `height, width`. */
function axisLines(axes: Explanation['axes']): (readonly [names: string, text: string, value: string])[] {
  const lines = new Map<string, { readonly names: string[]; readonly value: string }>();
  for (const { name, general, numbers, value } of axes) {
    const text = general === numbers ? general : `${general} = ${numbers}`;
    const line = lines.get(text);
    if (line) line.names.push(name);
    else lines.set(text, { names: [name], value });
  }
  return [...lines].map(([text, { names, value }]) => [names.join(', '), text, value] as const);
}

/** The same for a terminal, without colours. */
export function toText(hover: Hover): string {
  const { explanation: e } = hover;
  const lines = [e.signature, ''];
  for (const refusal of e.refusals) lines.push(`not accepted: ${withoutClass(refusal, e)}`);
  const row = (name: string, text: string): void => {
    lines.push(`${name.padEnd(14)} ${text}`);
  };
  row('shape', `${e.inputs.join(', ') || 'input'} → ${e.outputs.join(', ')}`);
  for (const [names, text, value] of axisLines(e.axes)) row(names, `${text} = ${value}`);
  for (const line of edgeLines(e.edges)) row('', line);
  for (const { name, shape, product, count, trainable } of e.weights) {
    row(name, `${shape}${product === count ? '' : `: ${product} = ${count}`}${trainable ? '' : ' (not trained)'}`);
  }
  row('parameters', `${e.params}${e.perFilter ? `: ${e.perFilter}` : ''}${frozen(e)}`);
  const cost = costLine(e);
  if (cost) row('cost', cost);
  for (const { name, inputs, outputs, params } of hover.applications) {
    row('applied', `${name}: ${inputs} → ${outputs}, ${params} parameters`);
  }
  if (hover.more) row('', `and ${hover.more} more`);
  if (e.unknown) lines.push(`not known because ${e.unknown}`);
  return `${lines.join('\n')}\n`;
}

function frozen(e: Explanation): string {
  if (e.trainableUnknown !== null) return `; how many are trained is not known because ${e.trainableUnknown}`;
  return e.trainable === e.params ? '' : `, ${e.trainable} trainable`;
}

/** Axes with the same edges share a line. */
function edgeLines(edges: readonly EdgeExplanation[]): string[] {
  const byText = new Map<string, string[]>();
  for (const edge of edges) {
    const text = edgeText(edge);
    byText.set(text, [...(byText.get(text) ?? []), edge.axisName]);
  }
  return [...byText].map(([text, names]) => `${names.join(', ')}: ${text}`);
}

function edgeText({ before, after, dropped }: EdgeExplanation): string {
  if (dropped > 0)
    return `the last ${dropped === 1 ? 'element is' : `${dropped} elements are`} never reached by the window`;
  return `${before} zero${before === 1 ? '' : 's'} before and ${after} after are added`;
}

function costLine({ macs, activationBytes, receptiveField }: Explanation): string {
  const parts: string[] = [];
  if (macs) parts.push(`${macs} multiply-accumulates per sample`);
  if (typeof activationBytes === 'number' && activationBytes > 0)
    parts.push(`output ${formatBytes(activationBytes)} per sample`);
  if (receptiveField.length) {
    const sizes = receptiveField.map(({ size }) => formatDim(size)).join(' × ');
    const strides = receptiveField.map(({ stride }) => formatDim(stride)).join(' × ');
    parts.push(`sees ${sizes} of the input, in steps of ${strides}`);
  }
  return parts.join(' · ');
}

function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB'];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Of text in Latin-1: the core has neither `Buffer` nor `btoa`. */
function base64(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i += 3) {
    const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    const bits = (a << 16) | ((Number.isNaN(b!) ? 0 : b!) << 8) | (Number.isNaN(c!) ? 0 : c!);
    result += ALPHABET[(bits >> 18) & 63]! + ALPHABET[(bits >> 12) & 63]!;
    result += Number.isNaN(b!) ? '=' : ALPHABET[(bits >> 6) & 63]!;
    result += Number.isNaN(c!) ? '=' : ALPHABET[bits & 63]!;
  }
  return result;
}
