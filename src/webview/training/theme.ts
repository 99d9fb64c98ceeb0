/** The colours of the charts, as the style sheet and VS Code's theme have them right now. */

export interface ChartColors {
  readonly train: string;
  /** The colour of single batches, behind `train`. */
  readonly batch: string;
  readonly validation: string;
  readonly text: string;
  readonly grid: string;
  readonly font: string;
}

/** A canvas knows no custom properties, so an element is asked what they come to. */
export function readChartColors(): ChartColors {
  const probe = document.createElement('span');
  document.body.append(probe);
  const resolve = (property: string) => {
    probe.style.color = `var(${property})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    train: resolve('--train'),
    batch: resolve('--batch'),
    validation: resolve('--validation'),
    text: resolve('--vscode-foreground'),
    grid: resolve('--grid'),
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
  };
  probe.remove();
  return colors;
}

/** Red, green and blue from 0 to 255 for zero, the largest and the smallest value of a picture. */
export function readDivergingColors() {
  return {
    zero: rgbOf('--vscode-editor-background'),
    above: rgbOf('--train'),
    below: rgbOf('--validation'),
  } as const;
}

/** What the colour of values below zero is called. */
export function nameOfBelow(): string {
  return document.body.classList.contains('vscode-high-contrast') ? 'yellow' : 'orange';
}

/** A color may come as `rgb(...)` or as `color(srgb ...)`; a canvas understands both. */
function rgbOf(property: string): readonly number[] {
  const probe = document.createElement('span');
  probe.style.color = `var(${property})`;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) return [128, 128, 128];
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

/** VS Code changes the classes of the body and the style of the root; a report follows the system. */
export function onThemeChange(listener: () => void): void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    matchMedia(query).addEventListener('change', listener);
  }
}
