export interface Target {
  /** With prefix, without query. */
  readonly path: string;
  readonly query: string;
}

/**
 * Path and query of a request line; undefined: nothing that a client of IEEE 2030.5 would ask for (dot segments, escapes,
 * backslashes, control characters). Our paths need no escapes, so that there is nothing to normalise.
 */
export function readTarget(url: string): Target | undefined {
  // RFC 9112, 3.2.2: a server must take the absolute form.
  const relative = url.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
  if (!relative.startsWith('/') || relative.length > 2048) return undefined;
  const mark = relative.indexOf('?');
  const path = mark < 0 ? relative : relative.slice(0, mark);
  const query = mark < 0 ? '' : relative.slice(mark + 1);
  if (!/^[A-Za-z0-9/._~-]*$/.test(path) || !/^[\x21-\x7e]*$/.test(query)) return undefined;
  return path.split('/').some((segment) => segment === '.' || segment === '..') ? undefined : { path, query };
}
