/** Numbers as text: metrics as Keras prints them, times and counts as people read them. */

/** As the progress bar of Keras: four decimals, or a power of ten for 0.001 and less. */
export function formatMetric(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Math.abs(value) > 1e-3) return value.toFixed(4);
  return value.toExponential(4).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Three digits that matter: `-0.0312`, `1.25`, `3.1e-7`. */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || value === 0) return formatMetric(value).replace('0.0000e+00', '0');
  const text = size < 1e-3 || size >= 1e5 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
  return text.replace('-', '−');
}

/** A value of a sample, as it stands in the data. */
export function formatValue(value: number): string {
  return String(value).replace('-', '−');
}

/** Whether the name of a class fits where a digit does. */
export function isShortName(name: string): boolean {
  return name.length <= 3;
}

/** `312 MB`. */
export function formatBytes(bytes: number): string {
  return `${formatCount(bytes / 1e6)} MB`;
}

/** As the progress bar of Keras: `5ms/step`, `2s/step`, `530us/step`. */
export function formatPace(msPerStep: number): string {
  if (msPerStep >= 1000 || msPerStep === 0) return `${(msPerStep / 1000).toFixed(0)}s/step`;
  if (msPerStep >= 1) return `${msPerStep.toFixed(0)}ms/step`;
  return `${(msPerStep * 1000).toFixed(0)}us/step`;
}

/** `8 s`, `1:05`, `2:03:09`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** `40,970`. */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** `(None, 13, 13, 16)`, as Keras prints a shape. */
export function formatShape(shape: readonly (number | null)[]): string {
  return `(${shape.map((dim) => dim ?? 'None').join(', ')}${shape.length === 1 ? ',' : ''})`;
}

/** `97.3 %`; a dash where there is nothing to divide by. */
export function formatPercent(fraction: number | null): string {
  return fraction === null ? '–' : `${(fraction * 100).toFixed(1)} %`;
}
