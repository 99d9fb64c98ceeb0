/** Spellings of names: args in camel case inside, in snake case in Keras; automatic names of layers. */

/** Names that were asked for: a model writes the same few names for every layer. */
const camelCases = new Map<string, string>();
/** Far more names than layers have args; texts can hold any number of others. */
const MAX_NAMES = 2_000;

/** `kernel_size` becomes `kernelSize`; what is camel case already stays. */
export function toCamelCase(name: string): string {
  if (!name.includes('_')) return name;
  const known = camelCases.get(name);
  if (known !== undefined) return known;
  const camel = name.replace(/(?<=[A-Za-z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  if (camelCases.size < MAX_NAMES) camelCases.set(name, camel);
  return camel;
}

/** `kernelSize` becomes `kernel_size`; digits do not begin a word (`l2`). */
export function toSnakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The automatic name of a layer before its counter: `Conv2D` becomes `conv2d` (`keras.src.utils.naming.to_snake_case`). */
export function toLayerName(className: string): string {
  return className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
