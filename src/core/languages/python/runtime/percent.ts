/** The older way to format: `'block_%02d' % 3`. */
import { string, type Value } from '../../../eval/value';
import { formatValue } from '../../../libraries/python/text/format';
import { reprOf, strOf } from '../../../libraries/python/text/repr';

/** Null where the result is not known or Python would refuse it. */
export function formatPercent(template: string, values: Value): Value | null {
  const positions = values.kind === 'sequence' && values.type === 'tuple' ? [...values.items] : [values];
  if (values.kind === 'sequence' && values.open) return null;
  let failed = false;
  const text = template.replace(
    conversion,
    (whole, name: string | undefined, flags: string, width: string, precision: string | undefined, type: string) => {
      if (type === '%') return '%';
      const value =
        name === undefined
          ? positions.shift()
          : values.kind === 'mapping'
            ? values.entries.get(`s:${name}`)?.value
            : undefined;
      const written = value ? convert(value, flags, width, precision, type) : null;
      failed ||= written === null;
      return written ?? whole;
    },
  );
  const left = values.kind === 'mapping' ? 0 : positions.length;
  return failed || left > 0 ? null : string(text);
}

const conversion = /%(?:\((\w+)\))?([-+ 0#]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g;

function convert(
  value: Value,
  flags: string,
  width: string,
  precision: string | undefined,
  type: string,
): string | null {
  const align = flags.includes('-') ? '<' : type === 's' || type === 'r' ? '>' : '';
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const zero = flags.includes('0') && align === '' ? '0' : '';
  if (type === 's' || type === 'r') {
    const text = type === 's' ? strOf(value) : reprOf(value);
    return text === null
      ? null
      : formatValue(string(text), `${align}${width}${precision === undefined ? '' : `.${precision}`}`);
  }
  if (!'dixXofeEgG'.includes(type)) return null;
  const whole =
    value.kind === 'number' && value.float && 'di'.includes(type)
      ? { ...value, value: Math.trunc(value.value), float: false }
      : value;
  const digits = precision === undefined ? '' : `.${precision}`;
  return formatValue(
    whole,
    `${align}${sign}${flags.includes('#') ? '#' : ''}${zero}${width}${digits}${type === 'i' ? 'd' : type}`,
  );
}
