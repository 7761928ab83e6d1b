/** Values of a decoded resource as it comes out of the server's books: plain data, looked at by path, never trusted. */

/** What stands at a path of names and indices; undefined where there is nothing. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Readonly<Record<string | number, unknown>>)[step];
  }
  return here;
}

export function numberAt(value: unknown, ...path: readonly (string | number)[]): number | undefined {
  const found = at(value, ...path);
  if (typeof found === 'number') return found;
  return typeof found === 'bigint' ? Number(found) : undefined;
}

/** Value with its power of ten, as ActivePower and its siblings have it: in the unit. */
export function scaledAt(value: unknown, ...path: readonly (string | number)[]): number | undefined {
  const number = numberAt(value, ...path, 'value');
  const multiplier = numberAt(value, ...path, 'multiplier');
  // Rounded, because powers of ten below 1 are no binary fractions.
  return number === undefined ? undefined : Number((number * 10 ** (multiplier ?? 0)).toPrecision(12));
}

/** Octets as upper-case hexadecimal digits, whether they come as octets, as digits, or as a list of numbers. */
export function hexAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = at(value, ...path);
  if (typeof found === 'string') return found.toUpperCase();
  if (found instanceof Uint8Array) return Buffer.from(found).toString('hex').toUpperCase();
  if (Array.isArray(found))
    return Buffer.from(found as number[])
      .toString('hex')
      .toUpperCase();
  return undefined;
}

/** Bits of a hexBinary as a number; at most 32. */
export function bitsAt(value: unknown, ...path: readonly (string | number)[]): number | undefined {
  const digits = hexAt(value, ...path);
  return digits === undefined || digits === '' ? undefined : Number.parseInt(digits, 16);
}
