/** `'{} {name:>3}'.format(…)`. */
import { string, type Value } from '../../../eval/value';
import { because, type Call } from '../define';
import { formatValue } from './format';
import { reprOf } from './repr';

const field = /\{\{|\}\}|\{([^{}!:.[]*)((?:\.\w+|\[[^\]]*\])*)(?:!([rsa]))?(?::([^{}]*))?\}|[{}]/g;

export function formatTemplate(template: string, call: Call): Value {
  const { args, context, span } = call;
  let next = 0;
  let missing: Value | null = null;
  const text = template.replace(
    field,
    (whole, name: string | undefined, path: string, conversion: string | undefined, spec: string | undefined) => {
      if (whole === '{{') return '{';
      if (whole === '}}') return '}';
      if (name === undefined) {
        missing ??= because(call, 'the format is not followed');
        return '';
      }
      const key = name === '' ? next++ : /^\d+$/.test(name) ? Number(name) : name;
      let value =
        (typeof key === 'number' ? args.positions[key] : args.names.get(key))?.value ??
        args.open ??
        because(call, 'a value to format is missing');
      for (const [step] of path.matchAll(/\.\w+|\[[^\]]*\]/g)) {
        const inner = step.slice(1).replace(/\]$/, '');
        if (step.startsWith('.')) value = context.attribute(value, inner, span);
        else
          value = context.index(
            value,
            /^\d+$/.test(inner) ? { kind: 'number', value: Number(inner), float: false, origin: null } : string(inner),
            span,
          );
      }
      const converted = conversion && conversion !== 's' ? wrap(reprOf(value)) : value;
      const written = converted && formatValue(converted, spec ?? '');
      if (written === null)
        missing ??= value.kind === 'unknown' ? value : because(call, 'a part of the text is not known');
      return written ?? '';
    },
  );
  return missing ?? string(text);
}

function wrap(text: string | null): Value | null {
  return text === null ? null : string(text);
}
