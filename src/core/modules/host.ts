/** How imports of other files are answered: what the core asks of the process around it. */

/** Paths are absolute and written with `/`. */
export interface ModuleHost {
  /** The source that is analysed. */
  readonly path: string;
  /** The folders of the workspace: imports are looked for in them after the folders around the source. */
  readonly roots: readonly string[];
  /** Null where there is no such file, or none that may be read. */
  readonly readFile: (path: string) => string | null;
  readonly isFolder: (path: string) => boolean;
}

/** A file or folder that an import means. */
export interface ModulePlace {
  readonly path: string;
  /** A folder without a file of its own: a namespace package of Python. */
  readonly isNamespace: boolean;
}
