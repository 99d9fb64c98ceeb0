/** The settings of the extension and the server, with their defaults. `package.json` documents them under the same names. */
import * as v from 'valibot';

const severity = v.picklist(['error', 'warning', 'information', 'hint', 'off']);

/** Wrong values fall back to their default: a typing error in the settings must not stop the analysis. */
const flag = (initial: boolean) => v.fallback(v.optional(v.boolean(), initial), initial);

const version = v.fallback(v.optional(v.pipe(v.string(), v.regex(/^(\d+\.\d+(\.\d+)?)?$/)), ''), '');

const settingsSchema = v.object({
  enable: flag(true),
  hover: v.fallback(v.optional(v.object({ enable: flag(true), picture: flag(true) }), {}), {
    enable: true,
    picture: true,
  }),
  inlayHints: v.fallback(v.optional(v.object({ layers: flag(true), arrays: flag(true) }), {}), {
    layers: true,
    arrays: true,
  }),
  codeLens: v.fallback(v.optional(v.object({ enable: flag(true) }), {}), { enable: true }),
  problems: v.fallback(v.optional(v.object({ enable: flag(true) }), {}), { enable: true }),
  /** `3.4`; empty where files of the workspace say it. */
  target: v.fallback(v.optional(v.object({ keras: version, tfjs: version }), {}), { keras: '', tfjs: '' }),
  /** Severity by rule name. */
  rules: v.fallback(v.optional(v.record(v.string(), v.fallback(severity, 'warning')), {}), {}),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

/** Reads the section `convlint` of an editor's settings, whatever is in it. */
export function readSettings(section: unknown): Settings {
  const read = v.safeParse(settingsSchema, section ?? {});
  return read.success ? read.output : v.parse(settingsSchema, {});
}
