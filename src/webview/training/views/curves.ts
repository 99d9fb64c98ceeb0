/** Small curves over steps, or bars above and below zero. Colours come from the style sheet, so a theme needs no repaint. */

const NAMESPACE = 'http://www.w3.org/2000/svg';
/** Units of the drawing, which is stretched to the size of its box. */
const WIDTH = 100;
const HEIGHT = 100;

export interface Curves {
  readonly points: number;
  readonly curves: number;
  /** 0 to 255, curve after curve. */
  readonly values: Uint8Array;
}

/** `zero` is the value at which a line is drawn, where there is one. */
export function curvesElement(
  { points, curves, values }: Curves,
  label: string,
  zero: number | null = null,
): SVGElement {
  const lines = Array.from({ length: curves }, (_value, curve) => {
    const own = values.subarray(curve * points, (curve + 1) * points);
    // One point is no line: it is held over the whole width.
    const held = points === 1 ? [own[0]!, own[0]!] : [...own];
    const path = held.map((value, at) => `${(WIDTH * at) / (held.length - 1)},${y(value)}`).join(' ');
    return svg('polyline', { class: `curve curve-${curve + 1}`, points: path });
  });
  return drawing(label, ...(zero === null ? [] : [zeroLine(zero)]), ...lines);
}

/** A bar per value, up from `zero` or down from it. */
export function barsElement(values: Uint8Array, zero: number, label: string): SVGElement {
  const width = WIDTH / values.length;
  const bars = Array.from(values, (value, at) => {
    const [top, bottom] = [y(Math.max(value, zero)), y(Math.min(value, zero))];
    const size = { x: width * (at + 0.1), y: top, width: width * 0.8, height: bottom - top };
    return svg('rect', { class: value >= zero ? 'bar-above' : 'bar-below', ...size });
  });
  return drawing(label, zeroLine(zero), ...bars);
}

function zeroLine(zero: number): SVGElement {
  return svg('line', { class: 'zero-line', x1: 0, x2: WIDTH, y1: y(zero), y2: y(zero) });
}

function y(value: number): number {
  return HEIGHT * (1 - value / 255);
}

function drawing(label: string, ...children: readonly SVGElement[]): SVGElement {
  const box = { class: 'curves', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none' };
  const element = svg('svg', { ...box, role: 'img', 'aria-label': label });
  element.append(...children);
  return element;
}

function svg(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
