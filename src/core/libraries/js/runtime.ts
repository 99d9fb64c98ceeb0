/** Things that only the running program knows: the page, the process, files, time. What comes from them is unknown. */
import { type ObjectType, type ObjectValue, unknown } from '../../eval/value';

export function runtimeObject(name: string): ObjectValue {
  return { kind: 'object', class: name, type: runtime, data: new Map() };
}

const runtime: ObjectType = {
  attribute: (object, name) => runtimeObject(`${object.class}.${name}`),
  call: (object, _, site) => unknown(`${object.class} is known only to the running program`, site.span),
  index: (object, _, span) => unknown(`${object.class} is known only to the running program`, span),
  iterate: (object, span) => unknown(`${object.class} is known only to the running program`, span),
};
