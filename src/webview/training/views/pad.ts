/** A square to draw on with a pointer, or with the arrow keys and the space bar. */

import { el } from '../dom';
import type { GreyImage } from '../state/center-digit';

export interface Pad {
  readonly element: HTMLCanvasElement;
  /** White on black, as the digits of MNIST. */
  read(): GreyImage;
  clear(): void;
}

const SIDE = 224;
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

export function createPad(label: string, onChange: () => void): Pad {
  const element = el('canvas', {
    class: 'pad',
    width: SIDE,
    height: SIDE,
    tabindex: 0,
    role: 'application',
    'aria-label': label,
  });
  const ink = document.createElement('canvas');
  ink.width = SIDE;
  ink.height = SIDE;
  const inkContext = ink.getContext('2d', { willReadFrequently: true })!;
  inkContext.lineCap = 'round';
  inkContext.lineJoin = 'round';
  inkContext.lineWidth = PEN;
  inkContext.strokeStyle = 'white';
  let from: Point | null = null;
  /** The pen of the keyboard; `isDown` where it draws. */
  let pen = { x: SIDE / 2, y: SIDE / 4, isDown: false };

  function line(to: Point): void {
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
    context.fillRect(0, 0, SIDE, SIDE);
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
    if (move) pen = { ...pen, x: within(pen.x + move[0]), y: within(pen.y + move[1]) };
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
    read() {
      const { data } = inkContext.getImageData(0, 0, SIDE, SIDE);
      return {
        width: SIDE,
        height: SIDE,
        pixels: Uint8Array.from({ length: SIDE * SIDE }, (_v, at) => data[4 * at + 3]!),
      };
    },
    clear() {
      inkContext.clearRect(0, 0, SIDE, SIDE);
      from = null;
      paint();
    },
  };
}

function pointOf(element: HTMLElement, { clientX, clientY }: PointerEvent): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: ((clientX - left) * SIDE) / width, y: ((clientY - top) * SIDE) / height };
}

function within(value: number): number {
  return Math.min(SIDE, Math.max(0, value));
}
