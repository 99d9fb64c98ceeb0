/** `format(value, spec)` of Python: fill, align, sign, width, grouping, precision and type. */
import type { Value } from '../../../eval/value';
import { floatText, strOf } from './repr';

const MAX_WIDTH = 1000;

interface Spec {
  readonly fill: string;
  readonly align: '<' | '>' | '^' | '=' | null;
  readonly sign: string;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | null;
  readonly type: string;
}

/** Null where the result is not known or Python would refuse it. */
export function formatValue(value: Value, spec: string): string | null {
  if (spec === '') return strOf(value);
  const parsed = readSpec(spec);
  if (!parsed) return null;
  if (value.kind === 'string') {
    if (!['', 's'].includes(parsed.type) || parsed.sign || parsed.grouping) return null;
    return pad(
      parsed.precision === null ? value.value : [...value.value].slice(0, parsed.precision).join(''),
      parsed,
      '<',
    );
  }
  if (value.kind === 'number') return formatNumber(value.value, value.float, parsed);
  if (value.kind === 'boolean') return formatNumber(value.value ? 1 : 0, false, parsed);
  return null;
}

function readSpec(spec: string): Spec | null {
  const match = /^(?:(.)?([<>^=]))?([-+ ])?(#)?(0)?(\d{1,9})?([,_])?(?:\.(\d{1,9}))?([bcdeEfFgGnosxX%])?$/su.exec(spec);
  if (!match) return null;
  const [, fill, align, sign, alternate, zero, width, grouping, precision, type] = match;
  const size = Number(width ?? 0);
  const digits = precision === undefined ? null : Number(precision);
  if (size > MAX_WIDTH || (digits ?? 0) > 100) return null;
  return {
    fill: fill ?? (zero ? '0' : ' '),
    align: (align as Spec['align']) ?? (zero ? '=' : null),
    sign: sign ?? '',
    alternate: alternate !== undefined,
    width: size,
    grouping: grouping ?? '',
    precision: digits,
    type: type ?? '',
  };
}

function formatNumber(value: number, float: boolean, spec: Spec): string | null {
  const digits =
    float || 'eEfFgG%'.includes(spec.type || 'd')
      ? floatDigits(Math.abs(value), float, spec)
      : intDigits(Math.abs(value), spec);
  if (digits === null) return null;
  const negative = value < 0 || Object.is(value, -0);
  const sign = negative ? '-' : spec.sign === '+' || spec.sign === ' ' ? spec.sign : '';
  const grouped = group(digits, spec);
  if (spec.align === '=') return sign + grouped.padStart(spec.width - sign.length, spec.fill);
  return pad(sign + grouped, spec, '>');
}

function intDigits(value: number, spec: Spec): string | null {
  if (spec.precision !== null) return null;
  switch (spec.type) {
    case '':
    case 'd':
    case 'n':
      return String(value);
    case 'b':
      return (spec.alternate ? '0b' : '') + value.toString(2);
    case 'o':
      return (spec.alternate ? '0o' : '') + value.toString(8);
    case 'x':
      return (spec.alternate ? '0x' : '') + value.toString(16);
    case 'X':
      return (spec.alternate ? '0X' : '') + value.toString(16).toUpperCase();
    case 'c':
      return value <= 0x10ffff ? String.fromCodePoint(value) : null;
    default:
      return null;
  }
}

function floatDigits(value: number, float: boolean, spec: Spec): string | null {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : 'inf';
  switch (spec.type) {
    case '':
      if (spec.precision === null) return floatText(value);
      return general(value, spec.precision || 1, false, float);
    case 'f':
    case 'F':
      return value < 1e21 ? value.toFixed(spec.precision ?? 6) : null;
    case '%':
      return value < 1e19 ? `${(value * 100).toFixed(spec.precision ?? 6)}%` : null;
    case 'e':
    case 'E':
      return exponential(value, spec.precision ?? 6, spec.type);
    case 'g':
    case 'G':
      return general(value, spec.precision === null ? 6 : spec.precision || 1, spec.alternate, false);
    default:
      return null;
  }
}

function exponential(value: number, precision: number, letter: string): string {
  const [digits, exponent] = value.toExponential(precision).split('e') as [string, string];
  const power = String(Math.abs(Number(exponent))).padStart(2, '0');
  return `${digits}${letter}${exponent.startsWith('-') ? '-' : '+'}${power}`;
}

function general(value: number, precision: number, keepZeros: boolean, keepPoint: boolean): string {
  const exponent = value === 0 ? 0 : Number(value.toExponential(precision - 1).split('e')[1]);
  const upper = keepPoint ? precision - 1 : precision;
  const trim = (text: string): string => (keepZeros || !text.includes('.') ? text : text.replace(/\.?0+$/, ''));
  if (exponent < -4 || exponent >= upper) {
    const [digits, power] = exponential(value, precision - 1, 'e').split('e') as [string, string];
    return `${trim(digits)}e${power}`;
  }
  const text = trim(value.toFixed(Math.max(0, precision - 1 - exponent)));
  return keepPoint && !text.includes('.') ? `${text}.0` : text;
}

function group(digits: string, spec: Spec): string {
  if (spec.grouping === '') return digits;
  const [whole, ...rest] = digits.split(/(?=[.e%])/);
  const size = 'boxX'.includes(spec.type || 'd') ? 4 : 3;
  return whole!.replace(new RegExp(`\\B(?=(?:[0-9a-fA-F]{${size}})+$)`, 'g'), spec.grouping) + rest.join('');
}

function pad(text: string, spec: Spec, fallback: '<' | '>'): string {
  const length = [...text].length;
  const missing = Math.max(0, spec.width - length);
  const align = spec.align ?? fallback;
  if (align === '<') return text + spec.fill.repeat(missing);
  if (align === '^') return spec.fill.repeat(missing >> 1) + text + spec.fill.repeat(missing - (missing >> 1));
  return spec.fill.repeat(missing) + text;
}
