/** A page to draw on with a pointer, or with the arrow keys and the space bar. */

import { el } from '../dom';
import type { DrawnPage } from '../state/drawn-picture';

export interface Pad {
  readonly element: HTMLCanvasElement;
  /** The strokes, without the black below them. */
  read(): DrawnPage;
  clear(): void;
  /** Takes this colour for the next strokes. */
  dip(colour: string): void;
  /** Gives the page a name and the proportions of the pictures. */
  shape(label: string, width: number, height: number): void;
}

/** The longer side of the page. */
const SIDE = 224;
/** The shorter one is not below this. */
const LEAST = 28;
/** Pixels of the pen, as thick as the strokes of MNIST. */
const PEN = 20;
/** Pixels of one step by a key. */
const STEP = 8;

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
};

interface Point {
  readonly x: number;
  readonly y: number;
}

export function createPad(onChange: () => void): Pad {
  const page = { width: SIDE, height: SIDE };
  const element = el('canvas', { class: 'pad', ...page, tabindex: 0, role: 'application' });
  const ink = el('canvas', page);
  const inkContext = ink.getContext('2d', { willReadFrequently: true })!;
  let colour = 'white';
  let from: Point | null = null;
  /** The pen of the keyboard; `isDown` where it draws. */
  let pen = { x: SIDE / 2, y: SIDE / 4, isDown: false };

  function line(to: Point): void {
    // A canvas forgets these with its size.
    inkContext.lineCap = 'round';
    inkContext.lineJoin = 'round';
    inkContext.lineWidth = PEN;
    inkContext.strokeStyle = colour;
    inkContext.beginPath();
    inkContext.moveTo((from ?? to).x, (from ?? to).y);
    inkContext.lineTo(to.x + 0.01, to.y);
    inkContext.stroke();
    from = to;
    paint();
    onChange();
  }

  function paint(): void {
    const context = element.getContext('2d')!;
    context.fillStyle = 'black';
    context.fillRect(0, 0, page.width, page.height);
    context.drawImage(ink, 0, 0);
    if (document.activeElement !== element || !element.matches(':focus-visible')) return;
    context.beginPath();
    context.arc(pen.x, pen.y, PEN / 2, 0, 2 * Math.PI);
    context.strokeStyle = pen.isDown ? 'red' : 'gray';
    context.lineWidth = 2;
    context.stroke();
  }

  element.addEventListener('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId);
    from = null;
    line(pointOf(element, event));
  });
  element.addEventListener('pointermove', (event) => {
    if (from && element.hasPointerCapture(event.pointerId)) line(pointOf(element, event));
  });
  for (const type of ['pointerup', 'pointercancel'] as const)
    element.addEventListener(type, () => {
      from = null;
    });
  element.addEventListener('keydown', (event) => {
    const move = MOVES[event.key];
    if (event.key !== ' ' && !move) return;
    event.preventDefault();
    if (move) pen = { ...pen, x: within(pen.x + move[0], page.width), y: within(pen.y + move[1], page.height) };
    else pen = { ...pen, isDown: !pen.isDown };
    if (!pen.isDown) from = null;
    else line(pen);
    paint();
  });
  element.addEventListener('focus', paint);
  element.addEventListener('blur', () => {
    pen = { ...pen, isDown: false };
    from = null;
    paint();
  });
  paint();

  return {
    element,
    read: () => ({ ...page, rgba: inkContext.getImageData(0, 0, page.width, page.height).data }),
    clear() {
      inkContext.clearRect(0, 0, page.width, page.height);
      from = null;
      paint();
    },
    dip(next) {
      colour = next;
    },
    shape(label, width, height) {
      element.setAttribute('aria-label', label);
      const scale = SIDE / Math.max(width, height);
      page.width = Math.max(LEAST, Math.round(width * scale));
      page.height = Math.max(LEAST, Math.round(height * scale));
      for (const canvas of [element, ink]) Object.assign(canvas, page);
      pen = { x: page.width / 2, y: page.height / 4, isDown: false };
      from = null;
      paint();
    },
  };
}

function pointOf(element: HTMLCanvasElement, { clientX, clientY }: PointerEvent): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: ((clientX - left) * element.width) / width, y: ((clientY - top) * element.height) / height };
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
