/** The value at a path of element names in a decoded message; undefined where one of them is not there. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null || Array.isArray(current)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[name];
  }
  return current;
}

export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** First value of an element of this name, depth first, at most eight levels down. */
export function findByName(value: unknown, name: string, depth = 8): unknown {
  if (typeof value !== 'object' || value === null || depth === 0 || value instanceof Uint8Array) return undefined;
  const record = value as Readonly<Record<string, unknown>>;
  if (!Array.isArray(value) && record[name] !== undefined) return record[name];
  for (const child of Object.values(record)) {
    const found = findByName(child, name, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
