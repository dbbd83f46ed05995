/** Where the `map` field of a multipart request puts its file. */
export interface MapTarget {
  /** Name of the part that holds the file. */
  part: string;
  /** Name of the variable. */
  variable: string;
}

/**
 * The one target of a `map` field; null when it is anything else. The specification lets a path lead through lists and
 * objects, and so could one through prototypes: here it is `variables.<name>` and no more; `uploadFile(file: Upload!)`
 * needs no other.
 */
export function checkMap(text: string): MapTarget | null {
  const map = parsed(text);
  if (!(map instanceof Object) || Array.isArray(map)) return null;
  const [entry, ...more] = Object.entries(map);
  if (!entry || more.length > 0) return null;
  const [part, paths] = entry;
  if (!Array.isArray(paths) || paths.length !== 1) return null;
  const [, variable] = /^variables\.([A-Za-z_]\w*)$/.exec(String(paths[0])) ?? [];
  return variable === undefined || variable in Object.prototype ? null : { part, variable };
}

/** What JSON says; null for what is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
